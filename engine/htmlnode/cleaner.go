package htmlnode

import (
	"golang.org/x/net/html"

	"klartext/engine"
)

// Cleaner cleans parsed pages. It owns the memory that a page is written to and reuses it. Because
// it uses an Engine, a Cleaner must not be used by several goroutines at once either.
type Cleaner struct {
	engine *engine.Engine
	page   []byte
}

// NewCleaner returns a Cleaner that uses e. The caller may use e as well, between calls of the
// Cleaner.
func NewCleaner(e *engine.Engine) *Cleaner { return &Cleaner{engine: e} }

// Clean cleans a page: a document, as html.Parse returns it, or several parts of one, in the given
// order. It does not change the nodes. The Document is valid until the next call of the Cleaner or
// of its Engine; Document.Clone copies it. Its byte ranges refer to the page as written by
// AppendHTML. The errors are those of Engine.HTML.
func (c *Cleaner) Clean(nodes ...*html.Node) (*engine.Document, error) {
	c.page = c.page[:0]
	for _, n := range nodes {
		c.page = AppendHTML(c.page, n)
	}
	return c.engine.HTML(c.page)
}

// Clean is Cleaner.Clean for a single page.
func Clean(e *engine.Engine, n *html.Node) (*engine.Document, error) {
	return NewCleaner(e).Clean(n)
}

package htmlnode

import (
	"golang.org/x/net/html"

	"klartext/engine"
)

// Cleaner takes parsed pages apart. It owns the memory that a page is written into and reuses it; with it goes an Engine,
// so a Cleaner too serves one goroutine at a time.
type Cleaner struct {
	engine *engine.Engine
	page   []byte
}

// NewCleaner returns a Cleaner that uses e. The caller may go on to use e, between calls of the Cleaner.
func NewCleaner(e *engine.Engine) *Cleaner { return &Cleaner{engine: e} }

// Clean takes a page apart: a document, as html.Parse returns it, or some parts of one, in their order. The nodes are not
// changed. The Document is valid until the next call of the Cleaner or of its Engine, Clone keeps it; its byte ranges are
// those of the page as AppendHTML writes it. The error, if any, is one of Engine.HTML.
func (c *Cleaner) Clean(nodes ...*html.Node) (*engine.Document, error) {
	c.page = c.page[:0]
	for _, n := range nodes {
		c.page = AppendHTML(c.page, n)
	}
	return c.engine.HTML(c.page)
}

// Clean is Cleaner.Clean for a single page.
func Clean(e *engine.Engine, n *html.Node) (*engine.Document, error) { return NewCleaner(e).Clean(n) }

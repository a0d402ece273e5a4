package batch

import (
	"errors"

	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/engine"
	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
	"klartext/engine/when"
)

// Cleaner cleans the pages of records. It survives a page on which its Engine panics. A Cleaner
// must be used by one goroutine at a time.
type Cleaner struct {
	// Charset is the encoding of all pages that are not UTF-8 by their format, regardless of what
	// they declare. If it is "", they are decoded as they declare.
	Charset string

	engine    engine.Guarded
	converter charset.Converter
	hasher    dedup.Hasher
	address   []byte
}

// NewCleaner returns a Cleaner. A record's URL and fetching time take precedence over those of the
// options.
func NewCleaner(o engine.Options) *Cleaner { return &Cleaner{engine: engine.Guarded{Options: o}} }

// Clean cleans the page of a record. The Document is valid until the next call, and only as long as
// the record's body does not change. The error is corpus.ErrBinary, an error of package engine, or
// an *engine.PanicError, after which the Engine is replaced.
func (c *Cleaner) Clean(r *corpus.Record) (doc *engine.Document, err error) {
	err = engine.Guard(func() (err error) {
		doc, err = c.clean(r)
		return err
	})
	if errors.As(err, new(*engine.PanicError)) { // an Engine that panicked is not used again
		c.Forget()
		doc = nil
	}
	return doc, err
}

func (c *Cleaner) clean(r *corpus.Record) (*engine.Document, error) {
	content, kind, err := c.page(r)
	if err != nil {
		return nil, err
	}
	o := &c.engine.Options
	p := engine.Page{
		Content: content, HTML: kind == corpus.HTML, Address: o.Address, FetchedAt: o.FetchedAt,
	}
	if r.FetchedAt.Kind != when.None {
		p.FetchedAt = r.FetchedAt
	}
	if r.URL != "" {
		c.address = append(c.address[:0], r.URL...)
		p.Address = c.address
	}
	return c.engine.Clean(p)
}

// Prints finds the blocks of a record's page, for the first pass over a crawl whose hosts repeat
// blocks. It takes much less time than Clean. If the page has an error, there are no blocks, and
// Clean reports the error.
func (c *Cleaner) Prints(p *dedup.Prints, r *corpus.Record) {
	*p = dedup.Prints{}
	err := engine.Guard(func() error { return c.prints(p, r) })
	if errors.As(err, new(*engine.PanicError)) {
		c.Forget()
		*p = dedup.Prints{}
	}
}

func (c *Cleaner) prints(p *dedup.Prints, r *corpus.Record) error {
	page, kind, err := c.page(r)
	if err != nil {
		return err
	}
	host := dedup.Host(r.URL)
	c.hasher.MaxBlocks = c.engine.Options.MaxBlocks
	if kind == corpus.HTML {
		c.hasher.HTML(p, host, page)
	} else {
		c.hasher.Text(p, host, page)
	}
	return nil
}

// page returns the page of a record, as Record.Page does.
func (c *Cleaner) page(r *corpus.Record) ([]byte, corpus.Kind, error) {
	if c.Charset == "" || r.UTF8 {
		return r.Page(&c.converter)
	}
	text, _, err := c.converter.Decode(r.Body, c.Charset)
	if err != nil {
		return nil, r.Kind, err
	}
	if sniff.Binary(text) {
		return nil, r.Kind, corpus.ErrBinary
	}
	decoded := corpus.Record{Body: text, ContentType: r.ContentType, UTF8: true, Kind: r.Kind}
	return decoded.Page(&c.converter)
}

// Forget frees the memory that pages took. The last Document stays valid until the next Clean.
func (c *Cleaner) Forget() {
	c.engine.Forget()
	c.converter, c.hasher = charset.Converter{}, dedup.Hasher{}
}

package charset

// Converter is UTF8 and Decode with memory of its own, which it uses again for the next page. The zero value is ready. It
// serves one goroutine at a time.
type Converter struct{ buf []byte }

// UTF8 is the function of that name. The result is valid until the next call, and as long as the page's bytes are
// unchanged, of which it may be a part.
func (c *Converter) UTF8(page []byte, contentType string) ([]byte, Encoding) {
	text, enc := UTF8(c.buf, page, contentType)
	c.keep(text, page)
	return text, enc
}

// Decode is the function of that name. The result is valid as that of UTF8.
func (c *Converter) Decode(page []byte, label string) ([]byte, Encoding, error) {
	text, enc, err := Decode(c.buf, page, label)
	c.keep(text, page)
	return text, enc, err
}

// keep takes the memory that a text was written into, unless it is that of the page: then it is the page's end.
func (c *Converter) keep(text, page []byte) {
	if len(text) > 0 && &text[len(text)-1] != &page[len(page)-1] {
		c.buf = text
	}
}

package charset

// Converter has the methods UTF8 and Decode, which write into its own memory and reuse it for the
// next page. The zero value is ready to use. A Converter must not be used by several goroutines at
// once.
type Converter struct{ buf []byte }

// UTF8 calls the function UTF8. The result is valid until the next call of a method, and as long as
// the bytes of page, which it may be a part of, are unchanged.
func (c *Converter) UTF8(page []byte, contentType string) ([]byte, Encoding) {
	text, enc := UTF8(c.buf, page, contentType)
	c.keep(text, page)
	return text, enc
}

// Decode calls the function Decode. The result is valid for as long as that of the method UTF8.
func (c *Converter) Decode(page []byte, label string) ([]byte, Encoding, error) {
	text, enc, err := Decode(c.buf, page, label)
	c.keep(text, page)
	return text, enc, err
}

// keep keeps the memory that a text was written into. If the text ends where the page does, it is a
// part of the page and is not kept.
func (c *Converter) keep(text, page []byte) {
	if len(text) > 0 && &text[len(text)-1] != &page[len(page)-1] {
		c.buf = text
	}
}

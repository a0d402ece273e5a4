// Package token cuts the bytes of a page into tokens. A token is a set of byte offsets into the
// page: nothing is copied, nothing is allocated, and every byte is read a bounded number of times,
// however hostile the page.
//
// # Plain text
//
// Lines cuts plain text, the dump that some other tool made of a page, into lines.
//
// A line ends at a line terminator (LF, CR, CR LF, FF, VT, NEL, U+2028, U+2029) or at the end of
// the input. Its content is what remains when white space, NBSP and zero-width characters are
// trimmed from both ends. A line without content is blank. A byte order mark at the start of the
// input is not part of any line.
//
// # HTML
//
// HTML implements the tokenizer of the HTML standard,
// https://html.spec.whatwg.org/multipage/parsing.html#tokenization. Comments refer to sections of
// the standard by number:
//
//	h.Reset(page)
//	for h.Next(&t) {
//		switch t.Kind {
//		case token.Text: dst = token.AppendText(dst, page, t)
//		case token.StartTag: … t.Tag … h.Attrs() …
//		}
//	}
//
// A token is a text, a start tag, an end tag, a comment or a DOCTYPE. A character reference is
// "&amp;" or "&#38;". The content model says how the bytes following a start tag are read: as data
// (text, references and markup), as RCDATA (no markup), or as RAWTEXT, script data or PLAINTEXT
// (neither markup nor references). The tokenizer changes the model itself at title, textarea,
// style, xmp, iframe, noembed, noframes, script and plaintext; noscript is read as data. Only the
// caller's tree knows whether the page is in foreign content, that is SVG or MathML: see
// HTML.SetForeign.
//
// Tokens are decoded only when they are written, by the Append functions. A text token may follow
// another one: text ends where the page has something that is not a token, such as "</>".
//
// # Files
//
// html.go has the types and the data state, element.go tags, attr.go attributes, content.go the
// models without markup, comment.go and doctype.go the tokens of these names. decode.go and
// entity.go decode tokens. word.go processes eight bytes at once. stream.go reads a page that
// arrives in pieces.
package token

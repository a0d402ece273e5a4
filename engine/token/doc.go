// Package token cuts the bytes of a page into tokens. A token is a set of byte offsets into the page: nothing is copied and
// nothing is allocated, and every byte is looked at a bounded number of times, however hostile the page.
//
// # Plain text
//
// Plain text, the dump that some other tool made of a page, is cut into lines by Lines.
//
// The words used: a line ends at a line terminator (LF, CR, CR LF, FF, VT, NEL, U+2028, U+2029) or at the end of the input;
// its content is what remains between its edges once white space, NBSP and zero-width characters are taken off; a line
// without content is blank. A byte order mark at the start of the input belongs to no line.
//
// # HTML
//
// HTML is cut by the tokenizer of the HTML standard, https://html.spec.whatwg.org/multipage/parsing.html#tokenization,
// whose sections the comments name by number:
//
//	h.Reset(page)
//	for h.Next(&t) {
//		switch t.Kind {
//		case token.Text: dst = token.AppendText(dst, page, t)
//		case token.StartTag: … t.Tag … h.Attrs() …
//		}
//	}
//
// The words used: a token is a text, a start tag, an end tag, a comment or a DOCTYPE. A character reference is "&amp;" or
// "&#38;". The content model says how the bytes behind a start tag are read: as data, that is text, references and markup; as
// RCDATA, without markup; as RAWTEXT, as script data or as PLAINTEXT, without references as well. The tokenizer changes the
// model itself at title, textarea, style, xmp, iframe, noembed, noframes, script and plaintext; noscript is read as data.
// Whether the page is in foreign content, SVG or MathML, only the caller's tree can tell: see HTML.SetForeign.
//
// What a token says is decoded when it is written, by the Append functions. Text that follows text is possible: text ends
// where the page has something that is no token, such as "</>".
//
// The files: html.go has the types and the data state; element.go tags, attr.go attributes; content.go the models without
// markup; comment.go and doctype.go those tokens; decode.go and entity.go write what tokens say; word.go looks at eight bytes
// at once; stream.go reads a page that arrives in pieces.
package token

package token

import (
	"bytes"
	"math"

	"klartext/engine/tag"
)

// Kind is the kind of a Token.
type Kind uint8

const (
	Text     Kind = iota + 1 // characters
	StartTag                 // <name …>
	EndTag                   // </name>
	Comment                  // <!--…-->, and what the standard reads as one: <?…>, <!…>, </1…>
	Doctype                  // <!DOCTYPE …>
)

// Flags are properties of a Token.
type Flags uint8

const (
	// SelfClosing is set if the tag ends in "/>".
	SelfClosing Flags = 1 << iota
	// HasRef is set if the text may contain '&', CR or NUL, so that it must be decoded.
	HasRef
	// Raw is set, together with HasRef, if the text has no character references: RAWTEXT, script
	// data, PLAINTEXT, CDATA.
	Raw
	// CData is set if the text is a CDATA section.
	CData
	// RCText is set if the text is RCDATA.
	RCText
)

// Token is one token of a page. All offsets are in bytes.
type Token struct {
	Kind  Kind
	Flags Flags
	Tag   tag.Tag // the element of a StartTag or EndTag
	// The whole token is src[Start:End]. Tokens are in page order and do not overlap; between two
	// of them there can only be an end tag without a name or an empty CDATA section.
	Start, End int32
	// The data of the token is src[DataStart:DataEnd]: the characters of a Text, the name of a tag,
	// the data of a Comment, or what follows the word in a Doctype.
	DataStart, DataEnd int32
}

// Model is the content model: how the bytes of the page are read. Each value is a state in which
// the standard's tokenizer can start (13.2.5).
type Model uint8

const (
	Data       Model = iota // 13.2.5.1
	RCData                  // 13.2.5.2, title and textarea
	RawText                 // 13.2.5.3, style, xmp, iframe, noembed, noframes
	ScriptData              // 13.2.5.4
	PlainText               // 13.2.5.5
	CDataModel              // 13.2.5.69, the inside of a CDATA section
)

const (
	// MaxAttrs is the maximum number of attributes that are kept of a start tag; further ones are
	// read and dropped. The standard has no such limit.
	MaxAttrs = 256
	// MaxPage is the maximum length of a page in bytes; the rest is not read. Offsets are int32.
	MaxPage = math.MaxInt32
)

// HTML cuts a page into tokens. Call Reset first.
//
// pos is where the next token begins; it only grows. A search that may run past its own token
// remembers what it found and is not repeated, which keeps the scan linear.
type HTML struct {
	src     []byte // the page, up to the offset set by SetEnd
	page    []byte
	pos     int
	model   Model
	last    tag.Tag // the last start tag; its end tag ends RCDATA, RAWTEXT and script data
	foreign bool

	close int // the next "-->" at or after the last place searched, at first -1

	numAttrs int
	attrs    [MaxAttrs + 1]Attr // the last element takes attributes that are dropped
}

// Reset starts the scan of src. HTML keeps the slice until the next Reset and never writes to it.
func (h *HTML) Reset(src []byte) {
	h.page = src[:min(len(src), MaxPage)]
	h.src = h.page
	h.pos = 0
	h.model, h.last, h.foreign = Data, tag.Unknown, false
	h.numAttrs, h.close = 0, -1
}

// SetForeign says whether the current node of the caller's tree is an SVG or MathML element other
// than an HTML integration point. In foreign content CDATA sections are text, and title, style,
// script and the like do not change the content model.
func (h *HTML) SetForeign(in bool) { h.foreign = in }

// SetModel sets the content model for the bytes that follow. It is meant for fragments, where the
// context element decides, and for tests. The end tag of last ends RCData, RawText and ScriptData;
// if last has no name, these models apply up to the end of the page.
func (h *HTML) SetModel(m Model, last tag.Tag) { h.model, h.last = m, last }

// SetEnd makes the tokenizer treat the offset end as the end of the page. When it gets there, it
// goes on with the rest of the page as data. This way, an element with raw text, a comment or an
// attribute that is never closed swallows no more than the bytes up to end.
func (h *HTML) SetEnd(end int32) {
	if int(end) > h.pos && int(end) < len(h.page) {
		h.src = h.page[:end]
	}
}

// Attrs returns the attributes of the StartTag that Next returned last, in page order. If a name
// occurs more than once, the first occurrence counts. The slice is valid until the next call of
// Next.
func (h *HTML) Attrs() []Attr { return h.attrs[:h.numAttrs] }

// Next sets t to the next token. It returns false at the end of the page.
//
// It implements the data state (13.2.5.1) and the tag open state (13.2.5.6): it reads the text up
// to the next markup, or the markup itself. Input that turns out not to be a token is skipped.
func (h *HTML) Next(t *Token) bool {
	h.numAttrs = 0
again:
	if h.model != Data && h.content(t) {
		return true
	}
	src, start := h.src, h.pos
	if start >= len(src) {
		if h.goOn() {
			goto again
		}
		return false
	}
	for i := start; i < len(src); i++ {
		if src[i] != '<' {
			n := bytes.IndexByte(src[i:], '<')
			if n < 0 {
				break
			}
			i += n
		}
		if i+1 >= len(src) {
			break
		}
		c := src[i+1]
		if class[c]&opens == 0 {
			continue
		}
		if c == '/' && i+2 >= len(src) {
			break
		}
		if i > start {
			h.text(t, start, i)
			return true
		}
		switch {
		case class[c]&isLetter != 0:
			if h.startTag(t) {
				return true
			}
		case c == '/':
			if h.endTagOpen(t) {
				return true
			}
		case h.declaration(t): // c is '!' or '?'
			return true
		}
		goto again
	}
	h.text(t, start, len(src))
	return true
}

// goOn undoes SetEnd when its offset is reached. It returns false at the end of the page.
func (h *HTML) goOn() bool {
	h.src, h.model = h.page, Data
	return h.pos < len(h.src)
}

// text sets t to the characters from start to end; markup or the end of the page follows.
func (h *HTML) text(t *Token, start, end int) {
	h.pos = end
	t.Kind, t.Flags, t.Tag = Text, 0, tag.Unknown
	t.Start, t.End, t.DataStart, t.DataEnd = int32(start), int32(end), int32(start), int32(end)
	if hasRef(h.src, start, end) {
		t.Flags = HasRef
	}
}

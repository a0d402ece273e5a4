package token

import (
	"bytes"
	"math"

	"klartext/engine/tag"
)

// Kind says what a Token is.
type Kind uint8

const (
	Text     Kind = iota + 1 // characters
	StartTag                 // <name …>
	EndTag                   // </name>
	Comment                  // <!--…-->, and what the standard makes a comment of: <?…>, <!…>, </1…>
	Doctype                  // <!DOCTYPE …>
)

// Flags are properties of a Token.
type Flags uint8

const (
	SelfClosing Flags = 1 << iota // the tag ends in "/>"
	HasRef                        // the text may have an '&', CR or NUL: then its bytes are not what it says
	Raw                           // HasRef is set as well; the text has no character references: RAWTEXT, script data, PLAINTEXT, CDATA
	CData                         // the text is a CDATA section
	RCText                        // the text is RCDATA
)

// Token is one token of a page. All offsets are in bytes.
type Token struct {
	Kind  Kind
	Flags Flags
	Tag   tag.Tag // of a StartTag or EndTag
	// The whole token is src[Start:End]. Tokens follow each other; what lies between two of them is an end tag without a name
	// or an empty CDATA section.
	Start, End int32
	// What the token says is src[DataStart:DataEnd]: the characters of a Text, the name of a tag, the data of a Comment, of a
	// Doctype what follows the word.
	DataStart, DataEnd int32
}

// Model is how the bytes of the page are read: the state in which the standard's tokenizer begins (13.2.5).
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
	// MaxAttrs is the greatest number of attributes of a start tag; more are read and left out.
	MaxAttrs = 256
	// MaxPage is the greatest length in bytes of a page; what is behind is not read.
	MaxPage = math.MaxInt32
)

// HTML cuts a page into tokens. Call Reset first.
//
// pos is where the next token begins; it only grows. A search that may go beyond the token it is made for remembers what it
// found, so that it is not made twice: that makes the scan linear.
type HTML struct {
	src     []byte // the page, up to the end that SetEnd set
	page    []byte
	pos     int
	model   Model
	last    tag.Tag // the last start tag: its end tag ends RCDATA, RAWTEXT and script data
	foreign bool

	close int // the next "-->" at or behind the place where it was looked for last, -1 at first

	numAttrs int
	attrs    [MaxAttrs + 1]Attr // the last one is where those that are left out are read
}

// Reset makes the tokens of src the ones to come. The slice is kept until the next Reset and never written to.
func (h *HTML) Reset(src []byte) {
	h.page = src[:min(len(src), MaxPage)]
	h.src = h.page
	h.pos = 0
	h.model, h.last, h.foreign = Data, tag.Unknown, false
	h.numAttrs, h.close = 0, -1
}

// SetForeign tells whether the current node of the caller's tree is an element of SVG or MathML that is no HTML integration
// point. There CDATA sections are text, and title, style, script and the like do not change how their content is read.
func (h *HTML) SetForeign(in bool) { h.foreign = in }

// SetModel sets how the bytes that follow are read. It is meant for fragments, whose context element decides, and for tests.
// last is the element whose end tag ends RCData, RawText and ScriptData; without one they last to the end of the page.
func (h *HTML) SetModel(m Model, last tag.Tag) { h.model, h.last = m, last }

// SetEnd makes the tokenizer read as if the page ended at the offset end; when it is there, it goes on with what follows. So
// an element whose content is raw text, a comment or an attribute that is left open does not swallow more than that.
func (h *HTML) SetEnd(end int32) {
	if int(end) > h.pos && int(end) < len(h.page) {
		h.src = h.page[:end]
	}
}

// Attrs returns the attributes of the StartTag that Next returned last, in their order. A name may occur more than once: the
// first one counts. The slice is valid until the next call of Next.
func (h *HTML) Attrs() []Attr { return h.attrs[:h.numAttrs] }

// Next sets t to the next token. It returns false when there is none.
//
// It is the data state (13.2.5.1) and the tag open state (13.2.5.6): it cuts off the text up to the next markup, or the markup
// itself. What turns out to be no token is skipped.
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
		if class[c]&isLetter != 0 && h.startTag(t) || c == '/' && h.endTagOpen(t) || (c == '!' || c == '?') && h.declaration(t) {
			return true
		}
		goto again
	}
	h.text(t, start, len(src))
	return true
}

// goOn takes back SetEnd at its end.
func (h *HTML) goOn() bool {
	h.src, h.model = h.page, Data
	return h.pos < len(h.src)
}

// text returns the characters from start to end, which are followed by markup or by nothing.
func (h *HTML) text(t *Token, start, end int) {
	h.pos = end
	t.Kind, t.Flags, t.Tag = Text, 0, tag.Unknown
	t.Start, t.End, t.DataStart, t.DataEnd = int32(start), int32(end), int32(start), int32(end)
	if hasRef(h.src, start, end) {
		t.Flags = HasRef
	}
}

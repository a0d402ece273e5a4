package block

import (
	"bytes"
	"sort"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Some pages hold markup as text: a tool has escaped the content of noscript, or JSON in a script
// has the article. Such text is decoded and read by a tokenizer of its own, as a fragment at its
// place in the page. Its elements are on the tape, without attributes, and all offsets are those of
// the source.

// Fragment is markup that a page holds in encoded form at Source[From:To].
type Fragment struct {
	From, To int32
	Text     []byte // decoded
	Lines    bool   // each line of it is a paragraph, since it has no markup of its own
	marks    []mark
}

// mark is a position of the text, and of the source.
type mark struct{ text, source int32 }

// Reset sets the range of the source and empties the text.
func (f *Fragment) Reset(from, to int32) {
	*f = Fragment{From: from, To: to, Text: f.Text[:0], marks: append(f.marks[:0], mark{0, from})}
}

// Mark says that the text that comes next is at the offset at of the source.
func (f *Fragment) Mark(at int32) { f.marks = append(f.marks, mark{int32(len(f.Text)), at}) }

// source returns the offset in the source of an offset in the text.
func (f *Fragment) source(at int32) int32 {
	n := sort.Search(len(f.marks), func(n int) bool { return f.marks[n].text > at }) - 1
	to := f.To
	if n+1 < len(f.marks) {
		to = f.marks[n+1].source
	}
	return min(f.marks[n].source+at-f.marks[n].text, to)
}

// unescape sets the fragment to text with character references.
func (f *Fragment) unescape(src []byte, from, to int32) {
	f.Reset(from, to)
	for at := from; at < to; {
		raw := src[at:to]
		n := bytes.IndexByte(raw, '&')
		switch {
		case n < 0:
			n = len(raw)
			fallthrough
		case n > 0:
			f.Text = append(f.Text, raw[:n]...)
		default:
			n = 1 + bytes.IndexByte(raw[:min(len(raw), maxReference)], ';')
			n = max(n, 1)
			f.Text = token.AppendDecoded(f.Text, raw[:n], false)
			f.Mark(at + int32(n))
		}
		at += int32(n)
	}
}

const (
	maxReference = 32 // bytes of a character reference
	minProse     = 30 // bytes
	minQuoted    = 4  // bytes of escaped markup
	escapedTag   = "&lt;"
)

// escaped reads the text token if it is escaped markup as a whole: it starts with the tag of a known
// element and ends with a tag. Outside of noscript it must have some text and end with an
// end tag, for pages about HTML quote single tags. Code is not read.
func (b *Builder) escaped() bool {
	t := &b.tok
	src := b.page.Source
	from, to := token.Trim(src, int(t.DataStart), int(t.DataEnd))
	s := src[from:to]
	if b.fragment != nil || b.flow.pre > 0 || b.opened[tag.Code]+b.opened[tag.Samp] > 0 ||
		len(s) < minQuoted || !ascii.HasPrefixFold(s, escapedTag) || s[len(s)-1] != ';' {
		return false
	}
	f := &b.escapes
	f.unescape(src, int32(from), int32(to))
	name := bytes.TrimLeft(f.Text[1:], "/!")
	n := 0
	for n < len(name) && ascii.IsAlphanumeric(name[n]) {
		n++
	}
	if f.Text[len(f.Text)-1] != '>' || f.Text[1] != '!' && tag.Lookup(name[:n]) == tag.Unknown ||
		b.top().flags&Noscript == 0 && !f.prose() {
		return false
	}
	b.read(f)
	return true
}

// prose reports whether the fragment ends with an end tag and has some text outside of tags.
func (f *Fragment) prose() bool {
	n, within := 0, false
	for _, c := range f.Text {
		switch {
		case c == '<' || c == '>':
			within = c == '<'
		case !within && c > ' ':
			n++
		}
	}
	return n >= minProse && f.Text[bytes.LastIndexByte(f.Text, '<')+1] == '/'
}

// read reads a fragment as the content of the innermost open element.
func (b *Builder) read(f *Fragment) {
	outer, depth, floor := b.tokens, len(b.stack)-1, b.floor
	b.fragment, b.floor = f, depth
	b.tokens.Reset(f.Text)
	for b.tokens.Next(&b.tok) && !b.page.Truncated {
		b.tok.Start, b.tok.End = f.source(b.tok.Start), f.source(b.tok.End)
		b.take()
	}
	if br := b.breaksAbove(depth); br > 0 {
		b.breakLine(br, f.To, f.To)
	}
	b.popTo(depth, f.To)
	b.tokens, b.fragment, b.floor = outer, nil, floor
}

// body reads the fragment that a script holds, in an element of its own.
func (b *Builder) body(f *Fragment) {
	o := b.top()
	o.flags &^= Skipped
	b.page.Elements[o.el].Flags &^= Skipped
	b.tok = token.Token{Kind: token.StartTag, Tag: tag.Article, Start: f.From, End: f.From}
	depth := len(b.stack) - 1
	b.fragment, b.floor = f, depth
	b.startTag()
	if len(b.stack)-1 > depth {
		b.page.Body = b.top().el
		if f.Lines {
			b.lines(f)
		} else {
			b.read(f)
		}
	}
	b.breakLine(2, f.To, f.To)
	b.popTo(depth, f.To)
	b.fragment, b.floor = nil, 0
}

// lines reads a fragment of which each line is a paragraph.
func (b *Builder) lines(f *Fragment) {
	for at, end := int32(0), int32(len(f.Text)); at < end; {
		n := end
		if i := bytes.IndexByte(f.Text[at:], '\n'); i >= 0 {
			n = at + int32(i)
		}
		from := f.source(at)
		b.tok = token.Token{Kind: token.StartTag, Tag: tag.P, Start: from, End: from}
		b.startTag()
		b.tok = token.Token{Kind: token.Text, Flags: token.HasRef, DataStart: at, DataEnd: n}
		b.characters(f.Text[at:n])
		b.breakLine(2, f.source(n), f.source(n))
		at = n + 1
	}
}

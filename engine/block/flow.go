package block

import (
	"bytes"
	"encoding/binary"
	"math"

	"klartext/engine/tag"
	"klartext/engine/token"
)

// flow is the text between two tags that break lines. White space collapses across the boundaries
// of inline elements, so that words are neither joined nor split.
type flow struct {
	limit   int   // of blocks
	start   int   // start of the block in Page.Text, -1 before its first character
	from    int32 // end of the last tag that broke the line
	owed    uint8 // how the next text is separated from the last: 1 a line end, 2 a gap
	br      bool  // the last break was a br element
	space   bool  // a space is due before the next word
	icon    bool  // a space is due, but not before a full stop: after an svg, often an icon
	pre     int   // open pre elements
	links   int   // open links
	linked  int32 // bytes of the block in links
	anchors int32 // links that start in the block
	linkEnd int   // length of the text when the last link ended
	node    int32 // the element that the block is text of
	inner   int32 // the innermost element around its first character
	brOwed  bool  // only a br element separates the block from the last one
	code    bool  // the block began in a pre element
}

// breakLine ends the block before the tag at Source[at:next].

func (b *Builder) breakLine(level uint8, at, next int32) {
	f := &b.flow
	br := b.tok.Tag == tag.Br && at < next
	if br && f.pre > 0 && f.start >= 0 {
		if b.room(1) {
			b.page.Text = append(b.page.Text, '\n')
		}
		return
	}
	b.indent = b.indent[:0]
	if f.start >= 0 {
		b.flush(at)
		f.brOwed = br
	} else if br && f.br {
		level = 2
	} else if !br {
		f.brOwed = false
	}
	f.owed = max(f.owed, level)
	f.br, f.space, f.icon, f.from = br, false, false, next
}

// text adds a text token to the block.
func (b *Builder) text() {
	t := &b.tok
	o := b.top()
	if f := b.inScript; f != nil && b.fragment == nil && t.DataStart <= f.From && f.To <= t.DataEnd &&
		o.tag == tag.Script {
		b.body(f)
		return
	}
	if o.flags&Skipped != 0 {
		return
	}
	s := b.page.Source
	if b.fragment != nil {
		s = b.fragment.Text
	}
	s = s[t.DataStart:t.DataEnd]
	if o.flags&InHead != 0 {
		if b.inNoscript(o.flags) || onlySpace(s) {
			return
		}
		b.endHead(t.Start)
	}
	if t.Flags&token.HasRef == 0 || !b.escaped() {
		b.characters(s)
	}
}

// characters adds the text of the token, s before it is decoded, to the block.
func (b *Builder) characters(s []byte) {
	if t := &b.tok; t.Flags&token.HasRef != 0 {
		src := b.page.Source
		if b.fragment != nil {
			src = b.fragment.Text
		}
		b.scratch = token.AppendText(b.scratch[:0], src, *t)
		s = b.scratch
	}
	switch {
	case len(s) == 0 || !b.room(len(s)):
	case b.flow.pre > 0:
		b.verbatim(s)
	default:
		b.collapse(s)
	}
}

// room reports whether n more bytes, with a space before and a line feed after them, still fit into
// 32-bit offsets. Only a page of nearly 2 GB can have too many, if it consists of NUL bytes or of
// references to two characters.
func (b *Builder) room(n int) bool {
	if n > math.MaxInt32-2-len(b.page.Text)-len(b.indent) {
		b.page.Truncated = true
		return false
	}
	return true
}

func onlySpace(s []byte) bool {
	for _, c := range s {
		if c > ' ' {
			return false
		}
	}
	return true
}

// Classes of bytes in text.
const (
	plainByte = iota
	spaceByte // ASCII white space
	nulByte   // a control character, which is dropped
	leadByte  // may be the first byte of a white space character
)

var textByte = func() (t [256]uint8) {
	for c := range ' ' {
		t[c] = nulByte
	}
	for _, c := range " \t\n\r\f\v\x1c\x1d\x1e\x1f" {
		t[c] = spaceByte
	}
	for _, c := range []byte{0xC2, 0xE1, 0xE2, 0xE3, 0xEF} {
		t[c] = leadByte
	}
	return t
}()

// collapse adds text, turning each run of white space into one space.
func (b *Builder) collapse(s []byte) {
	for i := 0; i < len(s); {
		switch textByte[s[i]] {
		case plainByte:
			n := plainRun(s[i:])
			b.emit(s[i : i+n])
			i += n
		case spaceByte:
			b.flow.space = true
			for i++; i < len(s) && textByte[s[i]] == spaceByte; i++ {
			}
		case nulByte:
			i++
		default:
			i += b.wide(s[i:])
		}
	}
}

// plainRun returns the length of the text at the start of s that has no white space except single
// spaces within it.
func plainRun(s []byte) int {
	i := 1
	for i < len(s) {
		for i+8 <= len(s) {
			n := plainWord(binary.LittleEndian.Uint64(s[i:]))
			if n == 0 {
				break
			}
			i += n
		}
		for to := min(i+8, len(s)); i < to; {
			switch {
			case textByte[s[i]] == plainByte:
				i++
			case s[i] == ' ' && i+1 < len(s) && textByte[s[i+1]] == plainByte:
				i += 2
			default:
				return i
			}
		}
	}
	return i
}

// plainWord returns how many of eight bytes are ASCII text without white space except single spaces
// within it. The result is 8; or 7 if the last byte is a space, since it depends on the byte
// following it; or 0 if a byte is below ' ' or above 0x7F or if two spaces are adjacent. A '!'
// following a space is taken for a space, which only means that the bytes are checked one by one.
func plainWord(x uint64) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	space := x ^ ' '*ones
	space = (space - ones) &^ space & highs
	if (x|(x-' '*ones))&highs|space&(space<<8) != 0 {
		return 0
	}
	return 8 - int(space>>63)
}

// wide adds the character of two or three bytes at the start of s and returns its length. White
// space of any script becomes a space; soft hyphens, zero-width spaces and direction marks are
// dropped; joiners, which some scripts need for spelling, are kept within words.
func (b *Builder) wide(s []byte) int {
	n := token.SpaceAt(s)
	if n == 0 {
		b.emit(s[:1])
		return 1
	}
	switch {
	case n == 2:
		b.flow.space = b.flow.space || s[1] != 0xAD
	case s[0] == 0xE2 && s[1] == 0x80:
		switch c := s[2]; {
		case c == 0x8C || c == 0x8D:
			if b.flow.start >= 0 && !b.flow.space {
				b.emit(s[:n])
			}
		case c < 0x8B || c == 0xA8 || c == 0xA9 || c == 0xAF:
			b.flow.space = true
		}
	case s[0] == 0xE2 && s[2] == 0x9F, s[0] == 0xE3, s[0] == 0xE1 && s[1] == 0x9A:
		b.flow.space = true
	}
	return n
}

// emit adds text that has no white space at its ends.
func (b *Builder) emit(s []byte) {
	f := &b.flow
	if f.start < 0 {
		if !b.beginBlock() {
			return
		}
	} else if f.space || f.icon && !trails[s[0]] {
		b.page.Text = append(b.page.Text, ' ')
	}
	f.space, f.icon = false, false
	if f.links > 0 {
		f.linked += int32(len(s))
	}
	b.page.Text = append(b.page.Text, s...)
}

// trails has the characters that directly follow a word.
var trails = [256]bool{
	'.': true, ',': true, ';': true, ':': true, '!': true, '?': true,
	')': true, ']': true, '\'': true, '"': true,
}

// verbatim adds the text of a pre element, whose white space is kept, except for blank lines at its
// start.
func (b *Builder) verbatim(s []byte) {
	f := &b.flow
	if f.start < 0 {
		if s = b.firstLine(s); len(s) == 0 || !b.beginBlock() {
			return
		}
		b.page.Text = append(b.page.Text, b.indent...)
	} else if f.space || f.icon && s[0] > ' ' && !trails[s[0]] {
		b.page.Text = append(b.page.Text, ' ')
	}
	f.space, f.icon = false, false
	from := len(b.page.Text)
	for i := bytes.IndexByte(s, 0); i >= 0; i = bytes.IndexByte(s, 0) {
		b.page.Text = append(b.page.Text, s[:i]...)
		s = s[i+1:]
	}
	b.page.Text = append(b.page.Text, s...)
	if f.links > 0 {
		f.linked += int32(len(b.page.Text) - from)
	}
}

// firstLine removes blank lines from the start of a pre element's text. White space without text,
// as before an element in the first line, is kept for the text that follows.
func (b *Builder) firstLine(s []byte) []byte {
	line := 0
	for i, c := range s {
		if c == '\n' {
			line = i + 1
		} else if c > ' ' {
			break
		}
	}
	if line > 0 {
		s, b.indent = s[line:], b.indent[:0]
	}
	if from, to := token.Trim(s, 0, len(s)); from == to || onlySpace(s) {
		b.indent = append(b.indent, s...)
		return nil
	}
	return s
}

// beginBlock starts a block. It returns false if there are too many.
func (b *Builder) beginBlock() bool {
	f, p := &b.flow, &b.page
	if len(p.Blocks) >= f.limit || p.Truncated {
		p.Truncated = true
		return false
	}
	f.start = len(p.Text)
	f.linked = 0
	f.code = f.pre > 0
	if f.links > 0 && f.anchors == 0 {
		f.anchors = 1
	}
	f.inner = b.top().el
	for n := len(b.stack) - 1; n >= 0; n-- {
		if n == 0 || level(b.stack[n].tag) {
			f.node = b.stack[n].el
			break
		}
	}
	return true
}

// flush ends the block before Source[at].
func (b *Builder) flush(at int32) {
	f, p := &b.flow, &b.page
	end := len(p.Text)
	for end > f.start && p.Text[end-1] <= ' ' {
		end--
	}
	if end < len(p.Text) {
		b.shorten(int32(end))
	}
	from, to := trimSource(p.Source, int(f.from), int(at))
	k := Block{
		Start: int32(f.start), End: int32(end), Lines: 1, From: int32(from), To: int32(to),
		Node: f.node, Inner: f.inner, Linked: f.linked, Anchors: f.anchors, Broken: f.brOwed,
	}
	if f.owed > 1 {
		k.Gap = 1
	}
	k.Linked = min(k.Linked, k.End-k.Start)
	text := p.Text[f.start:end]
	k.Shape = Measure(text)
	k.Hash, b.folded = hash(text, b.folded)
	k.Kind = b.kind(&k)
	if k.Kind == Pre {
		for _, c := range text {
			if c == '\n' {
				k.Lines++
			}
		}
	}
	p.Text = append(p.Text[:end], '\n')
	p.Blocks = append(p.Blocks, k)
	f.start, f.owed, f.anchors, f.linked, f.brOwed = -1, 0, 0, 0, false
}

// trimSource is token.Trim with a fast path for the indentation of the source.
func trimSource(src []byte, from, to int) (int, int) {
	for from < to && textByte[src[from]] == spaceByte {
		from++
	}
	for from < to && textByte[src[to-1]] == spaceByte {
		to--
	}
	return token.Trim(src, from, to)
}

// shorten moves the ends of elements to the end of the block's text after white space was removed.
func (b *Builder) shorten(end int32) {
	for i := len(b.page.Elements) - 1; i > 0; i-- {
		e := &b.page.Elements[i]
		if e.Text = min(e.Text, end); e.Open <= b.flow.from {
			break
		}
		e.TextEnd = min(e.TextEnd, end)
	}
}

// finish sets the line numbers.
func (b *Builder) finish() {
	blocks := b.page.Blocks
	even(blocks)
	line := int64(0)
	for i := range blocks {
		k := &blocks[i]
		line += int64(k.Gap)
		k.Line = int32(min(line, math.MaxInt32))
		line += int64(k.Lines)
	}
}

// kind returns the kind of a block. It depends on the block's own element, and for a paragraph also
// on the item, cell or quote around it.
func (b *Builder) kind(k *Block) Kind {
	if b.flow.code {
		return Pre
	}
	el := k.Node
	for range 3 {
		e := &b.page.Elements[el]
		if kind := kinds[e.Tag]; kind != Paragraph {
			return kind
		}
		if e.Tag != tag.P && e.Tag != tag.Div || e.Parent < 0 {
			break
		}
		el = e.Parent
	}
	if hasListMark(b.page.Text[k.Start:k.End]) {
		return ListItem
	}
	return Paragraph
}

var kinds = [256]Kind{
	tag.H1: Heading1, tag.H2: Heading2, tag.H3: Heading3,
	tag.H4: Heading4, tag.H5: Heading5, tag.H6: Heading6,
	tag.Li: ListItem, tag.Td: Cell, tag.Th: HeaderCell, tag.Dt: Term, tag.Dd: Description,
	tag.Blockquote: Quote, tag.Figcaption: Caption, tag.Caption: Caption,
	tag.Pre: Pre, tag.Listing: Pre, tag.Xmp: Pre, tag.Plaintext: Pre,
	tag.Button: Control, tag.Label: Control, tag.Legend: Control, tag.Option: Control,
	tag.Summary: Control,
}

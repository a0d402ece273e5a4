package block

import (
	"bytes"
	"math"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
	"klartext/engine/token"
)

// Builder makes the blocks of a page. Reuse it: its slices grow to the size of the largest page and
// are kept. A Builder must not be used by several goroutines at once.
type Builder struct {
	blocks []Block
	folded []byte // the text of a block, folded for its hash

	// For HTML pages:
	page        Page
	tokens      token.HTML
	tok         token.Token
	stack       []open
	opened      [256]uint16 // number of open elements by tag
	flow        flow
	scratch     []byte
	indent      []byte     // white space at the start of a line in a pre element
	ends        [256]int32 // for each element that was searched for, the offset of its next end tag
	noscriptEnd int32      // end of the noscript element that was found last
	bodySeen    bool
	inScript    *Fragment // the text of the page, if a script has it
	fragment    *Fragment // the fragment that is being read, or nil
	escapes     Fragment
	floor       int // no element below stack[floor+1] ends while a fragment is read
}

// Text returns the blocks of a plain-text page, at most limit of them (0: no limit), and whether
// they are all of the page's blocks. The slice is valid until the next call. src must be shorter
// than 2 GB.
func (b *Builder) Text(src []byte, limit int) (blocks []Block, complete bool) {
	b.blocks = b.blocks[:0]
	var lines token.Lines
	lines.Reset(src)
	gap := 0
	complete = true
	for n := int32(0); ; n++ {
		l, ok := lines.Next()
		if !ok {
			break
		}
		if l.Blank() {
			gap++
			continue
		}
		if limit > 0 && len(b.blocks) == limit {
			complete = false
			break
		}
		b.blocks = append(b.blocks, Block{
			Start: int32(l.Start), End: int32(l.End), Line: n, Lines: 1,
			Gap: uint16(min(gap, math.MaxUint16)), Node: -1, Inner: -1,
		})
		gap = 0
	}
	even(b.blocks)
	b.unwrap(src)
	for i := range b.blocks {
		k := &b.blocks[i]
		t := src[k.Start:k.End]
		if k.Lines > 1 {
			k.Shape = Measure(t)
		}
		k.Hash, b.folded = hash(t, b.folded)
		k.From, k.To = k.Start, k.End
		if hasListMark(t) {
			k.Kind = ListItem
		}
	}
	return b.blocks, complete
}

// minEven is the least number of blocks for which even compares the gaps.
const minEven = 8

// even subtracts the blank lines that precede every block. If a dump separates all lines by blank
// lines, those mean as little as no blank lines do in another dump.
func even(blocks []Block) {
	if len(blocks) < minEven {
		return
	}
	least := blocks[1].Gap
	for i := range blocks[1:] {
		least = min(least, blocks[i+1].Gap)
	}
	for i := range blocks {
		blocks[i].Gap -= min(blocks[i].Gap, least)
	}
}

// hasListMark reports whether t starts with a bullet, or with a number as in numbered lists, and a
// space.
func hasListMark(t []byte) bool {
	i := 0
	for i < len(t) && i < 3 && ascii.IsDigit(t[i]) {
		i++
	}
	if i > 0 {
		return i+1 < len(t) && (t[i] == '.' || t[i] == ')') && t[i+1] == ' '
	}
	if i == len(t) || !listMarkByte[t[i]] {
		return false
	}
	for _, m := range ListMarks {
		if len(t) > len(m) && string(t[:len(m)]) == m {
			return true
		}
	}
	return false
}

// ListMarks are what the line of a list item without a number starts with.
var ListMarks = [...]string{"- ", "* ", "+ ", "• ", "– ", "▪ ", "· ", "◦ ", "‣ ", "●", "■ "}

// listMarkByte has the bytes that list marks start with.
var listMarkByte = func() (t [256]bool) {
	for _, m := range ListMarks {
		t[m[0]] = true
	}
	return t
}()

const (
	minWrap      = 40  // narrowest column, in characters, that is taken as wrapped prose
	maxWrap      = 120 // widest column
	minWrapPairs = 8   // least number of pairs of adjacent lines for a column
)

// unwrap joins the lines of paragraphs that the dump wrapped at a fixed width. A line was wrapped
// if the first word of the next line would not have fitted at its end. The column counts only if
// that holds for most pairs of adjacent lines of the page, so that poems, lists and addresses stay
// as they are.
func (b *Builder) unwrap(src []byte) {
	for i := range b.blocks {
		b.blocks[i].Shape = Measure(src[b.blocks[i].Start:b.blocks[i].End])
	}
	width := b.column()
	if width == 0 || !b.wraps(src, width) {
		return
	}
	out, above := b.blocks[:1], b.blocks[0]
	for _, k := range b.blocks[1:] {
		last := &out[len(out)-1]
		if continues(src, &above, &k, width) && !hasListMark(k.Text(src)) {
			last.End, last.Lines = k.End, last.Lines+1
		} else {
			out = append(out, k)
		}
		above = k
	}
	b.blocks = out
}

// column returns the width at which the dump seems to wrap: the length that only one line in fifty
// exceeds. It returns 0 if lines are as long as paragraphs.
func (b *Builder) column() int32 {
	var count [maxWrap + 2]int
	long := 0
	for i := range b.blocks {
		n := min(b.blocks[i].Runes, maxWrap+1)
		count[n]++
		if n >= minWrap {
			long++
		}
	}
	if long < minWrapPairs {
		return 0
	}
	over := 0
	for n := int32(maxWrap + 1); n >= minWrap; n-- {
		if over += count[n]; over*50 > long {
			if n > maxWrap {
				return 0
			}
			return n
		}
	}
	return 0
}

// wraps reports whether most pairs of adjacent lines of the page, without a blank line between
// them, are as if wrapped at width.
func (b *Builder) wraps(src []byte, width int32) bool {
	pairs, wrapped := 0, 0
	for i := 1; i < len(b.blocks); i++ {
		if b.blocks[i].Gap == 0 {
			pairs++
			if continues(src, &b.blocks[i-1], &b.blocks[i], width) {
				wrapped++
			}
		}
	}
	return pairs >= minWrapPairs && wrapped*10 >= pairs*7
}

// continues reports whether the first word of the line below would not have fitted at the end of
// the line above.
func continues(src []byte, above, below *Block, width int32) bool {
	if below.Gap > 0 || above.Runes < minWrap/2 {
		return false
	}
	word := below.Text(src)
	if len(word) > 4*maxWrap {
		word = word[:4*maxWrap]
	}
	if i := bytes.IndexByte(word, ' '); i >= 0 {
		word = word[:i]
	}
	return int(above.Runes)+1+utf8.RuneCount(word) > int(width)
}

package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// Rules label blocks. The zero value is ready for use; it is to be used again, for its slices grow to the largest page seen
// and stay.
type Rules struct {
	page  labelling
	words []int32
	order []int32
	free  []float32 // estimates of the blocks that no stage decided, for the threshold
}

// labelling is what the rules see of a page.
type labelling struct {
	src    []byte
	tape   *block.Page // the elements of an HTML page, nil of plain text
	blocks []block.Block
	sheet  *label.Sheet

	wrapped bool // the dump wraps its paragraphs

	// The first and the last block that the model takes for a paragraph of the main text, len(blocks) and -1 when there
	// is none.
	firstProse, lastProse int
}

// read looks at a page; tape is nil of plain text.
func (p *labelling) read(src []byte, tape *block.Page, blocks []block.Block, sheet *label.Sheet) {
	*p = labelling{src: src, tape: tape, blocks: blocks, sheet: sheet, firstProse: len(blocks), lastProse: -1}
	for i := range blocks {
		p.wrapped = p.wrapped || blocks[i].Lines > 1
		if sheet.Estimate[i] >= 0.4 && blocks[i].Words >= 15 && sheet.Open(i) {
			p.firstProse, p.lastProse = min(p.firstProse, i), i
		}
	}
}

func (p *labelling) text(i int) []byte { return p.blocks[i].Text(p.src) }

// open reports whether block i exists and is not decided yet.
func (p *labelling) open(i int) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Open(i)
}

// is reports whether block i exists and has the label.
func (p *labelling) is(i int, l label.Label) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Label(i) == l
}

// set writes what a rule says of block i.
func (p *labelling) set(i int, l label.Label, by label.Rule, score float32) {
	p.sheet.Rules[i] = label.Verdict{Label: l, Rule: by, Score: score}
}

// Label decides what lexicon and shape tell of the blocks that are no comments. Each rule sees what those before it
// decided. tape is nil of plain text.
func (r *Rules) Label(src []byte, tape *block.Page, blocks []block.Block, sheet *label.Sheet) {
	clear(sheet.Rules)
	clear(sheet.Void)
	clear(sheet.Rest)
	r.page.read(src, tape, blocks, sheet)
	r.page.relabel()
}

func (p *labelling) relabel() {
	blocks := p.blocks
	for i := range blocks {
		p.state(i)
	}
	for i := range blocks {
		p.lexicon(i)
	}
	for i := range blocks {
		p.timecode(i)
		p.more(i)
		p.bracketed(i)
	}
	for i := range blocks {
		p.loose(i)
	}
	p.rhythm()
	for i := range blocks {
		p.credit(i)
		p.stars(i)
	}
	for i := range blocks {
		p.caption(i)
	}
	for i := range blocks {
		p.gallery(i)
	}
}

// lexicon labels a block by the phrase that holds in it. A short phrase that is the whole block is trusted as far as its
// family goes; a phrase inside a paragraph only where the model does not see plain prose.
func (p *labelling) lexicon(i int) {
	v, b, estimate := p.sheet.Phrase[i], &p.blocks[i], p.sheet.Estimate[i]
	if !p.open(i) || !v.Family.Boilerplate() || v.Family == label.CommentUI || v.Family == label.CommentPolicy {
		return
	}
	if v.Scope&lexicon.Head != 0 && i > p.firstProse || v.Scope&lexicon.Tail != 0 && i < p.lastProse {
		return
	}
	if v.Scope&lexicon.Whole != 0 {
		if estimate < wholeLimit(v.Family) {
			p.set(i, v.Family, label.ByLexicon, 0.95)
			p.next(i)
		}
		return
	}
	limit := insideLimit(v.Family, b.Words)
	if v.Scope&lexicon.Prefix != 0 && (v.Role == lexicon.RoleLink || v.Role == lexicon.RoleTags) && b.Words <= maxLink {
		limit = 0.97
	}
	if estimate < limit {
		p.set(i, v.Family, label.ByLexicon, 0.85)
	}
}

// next labels the block below a phrase that holds for it too: the first headline below "Mehr zum Thema".
func (p *labelling) next(i int) {
	if p.sheet.Phrase[i].Scope&lexicon.Next == 0 || !p.open(i+1) {
		return
	}
	b := &p.blocks[i+1]
	if p.sheet.Family(i+1) == label.None && b.Words >= 3 && b.Words <= maxLink && b.Sentences == 0 && p.sheet.Estimate[i+1] < 0.9 {
		p.set(i+1, p.sheet.Label(i), label.ByNeighbour, 0.8)
	}
}

// maxLink is the number of words up to which a block that starts as a link to another story, or as a list of tags, is one.
const maxLink = 30

// wholeLimit is the model's estimate from which a block that is a phrase of the family stays main text: words of menus are
// also headings of product pages and documentation; the buttons of players are nothing else.
func wholeLimit(family label.Label) float32 {
	switch family {
	case label.Nav, label.Form, label.Promo, label.Marker, label.Gallery, label.Related, label.Legal:
		return 0.8
	case label.Support:
		return 0.9
	}
	return 1.1
}

func insideLimit(family label.Label, words int32) float32 {
	switch {
	case family == label.Consent && words < 150:
		return 1.1
	case (family == label.Promo || family == label.Paywall) && words <= lexicon.MaxShort:
		return 0.95
	case words > 90:
		return 0.4
	case family == label.Legal || family == label.Marker:
		return 0.7
	}
	return 0.8
}

// state labels dumps of a page's variables: a name with a capital inside or an underscore, and a colon, and the values.
func (p *labelling) state(i int) {
	if !p.open(i) || !identifier(p.text(i)) {
		return
	}
	family := label.Other
	if p.is(i-1, label.Paywall) && p.sheet.At(i-1).Rule != label.ByLexicon {
		family = label.Paywall
	}
	for j := i; j < min(i+8, len(p.blocks)) && (j == i || p.open(j)); j++ {
		t := p.text(j)
		if !identifier(t) && !constant(t) && !value(t) {
			break
		}
		if paywallName(t) {
			family = label.Paywall
		}
	}
	p.set(i, family, label.ByShape, 0.9)
	for j := i + 1; j < len(p.blocks) && p.open(j) && (constant(p.text(j)) || value(p.text(j)) && j == i+1); j++ {
		p.set(j, family, label.ByNeighbour, 0.9)
	}
}

// identifier reports whether t is a name as programs write them, and a colon or an equals sign.
func identifier(t []byte) bool {
	if len(t) < 4 || len(t) > 60 || t[len(t)-1] != ':' && t[len(t)-1] != '=' {
		return false
	}
	mixed := false
	for k, c := range t[:len(t)-1] {
		switch {
		case c >= 'a' && c <= 'z':
		case c >= 'A' && c <= 'Z':
			mixed = mixed || k > 0 && t[k-1] >= 'a'
		case c == '_' || c == '.' && k > 0:
			mixed = true
		default:
			return false
		}
	}
	return mixed
}

func constant(t []byte) bool {
	switch string(t) {
	case "true", "false", "null", "undefined", "0", "1", "NaN", "{}", "[]", `""`:
		return true
	}
	return false
}

// value reports whether t can be the value of a variable: one short word in lower case.
func value(t []byte) bool {
	for _, c := range t {
		if !(c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= '0' && c <= '9') {
			return false
		}
	}
	return len(t) <= 20
}

func paywallName(t []byte) bool {
	for _, w := range [...]string{"aywall", "ubscri", "isPaid", "remium", "isPlus", "abo", "Abo", "metering", "etered", "isFree"} {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// timecode labels the positions of a player: "00:00 / 00:00", "-12:34". A clock that could be any time of the day counts
// only beside a player control.
func (p *labelling) timecode(i int) {
	if !p.open(i) {
		return
	}
	if iconName(p.text(i)) && (p.is(i-1, label.Player) || p.is(i+1, label.Player) || p.is(i+2, label.Player)) {
		p.set(i, label.Player, label.ByShape, 0.8)
		return
	}
	zero, ok := playerTime(p.text(i))
	if ok && (zero || p.is(i-1, label.Player) || p.is(i+1, label.Player)) {
		p.set(i, label.Player, label.ByShape, 0.9)
	}
}

// iconName reports whether t is the name of an icon, as fonts with ligatures leave it: "unfold_more".
func iconName(t []byte) bool {
	under := false
	for _, c := range t {
		switch {
		case c == '_':
			under = true
		case (c < 'a' || c > 'z') && (c < '0' || c > '9'):
			return false
		}
	}
	return under && len(t) < 32
}

// playerTime reports whether t holds nothing but times of the form M:SS, and whether one is zero or there are two.
func playerTime(t []byte) (sure, ok bool) {
	if len(t) < 4 || len(t) > 24 {
		return false, false
	}
	colons, digits, nonzero := 0, 0, false
	for k, c := range t {
		switch {
		case c == ':':
			colons++
			if k+2 >= len(t) || t[k+1]-'0' > 9 || t[k+2]-'0' > 9 {
				return false, false
			}
		case c >= '0' && c <= '9':
			digits++
			nonzero = nonzero || c != '0'
		case c != ' ' && c != '/' && c != '-' && c != '|':
			return false, false
		}
	}
	return !nonzero || bytes.IndexByte(t, '/') > 0, colons > 0 && digits >= 3
}

// loose takes back the family of words that are player controls only in a player ("Close", "Live", "Laden") where no other
// control is near.
func (p *labelling) loose(i int) {
	if !p.is(i, label.Player) || p.sheet.Phrase[i].Role != lexicon.RoleLoose {
		return
	}
	for j := max(0, i-looseReach); j <= min(len(p.blocks)-1, i+looseReach); j++ {
		if p.is(j, label.Player) && p.sheet.Phrase[j].Role != lexicon.RoleLoose {
			return
		}
	}
	p.sheet.Rules[i], p.sheet.Void[i] = label.Verdict{}, true
}

// looseReach is how many blocks away the next sure control of a player may be.
const looseReach = 4

// stars labels the ratings of a page: "★★★★☆ 4,7 (52)".
func (p *labelling) stars(i int) {
	if !p.open(i) || p.blocks[i].Words > 12 {
		return
	}
	if t := p.text(i); bytes.Count(t, []byte("★"))+bytes.Count(t, []byte("☆")) >= 3 {
		p.set(i, label.Other, label.ByShape, 0.9)
	}
}

// more labels the link to a department or a tag: "Mehr «International»".
func (p *labelling) more(i int) {
	b, t := &p.blocks[i], p.text(i)
	if b.Words > 4 || b.Quotes != 2 || !p.open(i) || !bytes.HasPrefix(t, []byte("Mehr ")) && !bytes.HasPrefix(t, []byte("More ")) {
		return
	}
	p.set(i, label.Nav, label.ByShape, 0.8)
}

// bracketed labels a link to another story that stands in square brackets of its own: "[Alle Entwicklungen finden Sie hier]".
func (p *labelling) bracketed(i int) {
	b, t := &p.blocks[i], p.text(i)
	if p.open(i) && b.FirstRune == '[' && b.LastRune == ']' && b.Words >= 5 && b.Words <= 45 && bytes.IndexByte(t[1:], '[') < 0 {
		p.set(i, label.Related, label.ByShape, 0.8)
	}
}

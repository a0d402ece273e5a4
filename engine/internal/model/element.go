package model

import (
	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
)

// element is what the model for HTML measures of an element that contains blocks. What ancestors
// say is inherited from the parent, so the cost is that of the elements, not of the blocks times
// their depth.
type element struct {
	// Names of the element that the model knows, slots of its table: markup.known[known:knownEnd].
	known, knownEnd int32

	up        int32                // weights of the names from the root down to it, each once
	low, high int16                // smallest and largest sum of one element's names on the way
	lowDepth  uint16               // depth of the element with the smallest
	near      [numLandmarks]uint16 // depth of the nearest element of the kind, 0 for none
	few, many int32                // innermost ones on the way with fewWords and manyWords
	self      uint32               // hash of tag and class

	alike, akin uint32                 // signatures
	branch      [len(stemShares)]int32 // of each stem, that the element is on
}

// Landmarks are elements that say what is inside them, or that divide a page.
const (
	inNav = iota
	inMain
	inHeader
	inFooter
	inArticle
	inAside
	inForm
	inSection
	inItem
	inTable
	inFigure
	inQuote
	inDialog
	inLink
	inParagraph
	numLandmarks
)

var landmarks = func() (t [256]uint8) {
	for k, tags := range [numLandmarks][]tag.Tag{
		{tag.Nav, tag.Menu}, {tag.Main}, {tag.Header}, {tag.Footer}, {tag.Article}, {tag.Aside},
		{tag.Form, tag.Fieldset}, {tag.Section},
		{tag.Li, tag.Dd, tag.Dt}, {tag.Table}, {tag.Figure}, {tag.Blockquote}, {tag.Dialog},
		{tag.A, tag.Button, tag.Label}, {tag.P},
	} {
		for _, name := range tags {
			t[name] = uint8(k + 1)
		}
	}
	return t
}()

// roles are the values of the role attribute that make an element a landmark.
var roles = [...]struct {
	role string
	is   uint8
}{
	{"navigation", inNav}, {"menu", inNav}, {"menubar", inNav}, {"main", inMain},
	{"banner", inHeader}, {"contentinfo", inFooter}, {"article", inArticle},
	{"complementary", inAside}, {"form", inForm}, {"search", inForm}, {"dialog", inDialog},
	{"alertdialog", inDialog}, {"button", inLink}, {"list", inItem},
}

const (
	fewWords  = 50
	manyWords = 300
)

// stemShares are the shares of a page's good text, in percent, that its stems contain.
var stemShares = [...]int64{60, 35}

// markup is what is measured of the elements of an HTML page. Its slices are reused for the next
// page.
type markup struct {
	page     *block.Page
	elements []element // of each element of the page; those without blocks are not measured

	// What the model knows of names: slots of its table.
	known  []uint16 // of all elements, one after the other
	memoed []uint16 // of the class attributes in memo, one after the other
	memo   [memoSize]classMemo
	keys   []uint32 // of the names of one attribute

	path []int32                // elements that are open
	seen []uint8                // of each slot: how many open elements have the name, up to 255
	stem [len(stemShares)]int32 // the elements that are the stems

	// Running sums over the blocks before i.
	words  []int64
	prose  []int64 // words in paragraphs
	bytes  []int64 // of text
	linked []int64 // bytes of link text

	signatures signatures
	heading    []int32 // of each block: the last heading before it, or -1
	h1         int32   // the first h1 with text, or -1

	h1s, articles, mains int32 // how many the page has
}

// build measures the elements of p that contain blocks, and gives the lines the linear score of
// words and classes together.
func (k *markup) build(m *Model, p *block.Page, lines []line) {
	k.page = p
	k.sum(lines)
	k.elements = scratch.Resize(k.elements, len(p.Elements))
	k.known, k.path = k.known[:0], k.path[:0]
	k.seen = scratch.Resize(k.seen, len(m.Classes.Keys))
	clear(k.seen)
	clear(k.memo[:])
	k.memoed = k.memoed[:0]
	k.articles, k.mains = 0, 0
	n := int32(len(p.Elements))
	for i := int32(0); i < n; {
		e := &p.Elements[i]
		for len(k.path) > 0 && p.Elements[k.path[len(k.path)-1]].Next <= i {
			k.leave(k.path[len(k.path)-1])
			k.path = k.path[:len(k.path)-1]
		}
		if e.First == e.Last && i > 0 {
			i = e.Next
			continue
		}
		k.enter(m, i, e)
		k.path = append(k.path, i)
		i++
	}
	k.blocks(m, lines)
}

// enter measures element i, whose parent has been measured.
func (k *markup) enter(m *Model, i int32, e *block.Element) {
	x := &k.elements[i]
	if i == 0 {
		*x = element{}
	} else {
		*x = k.elements[e.Parent]
	}
	x.known = int32(len(k.known))
	own := int32(0)
	class := k.findNames(m, x.known, e)
	for _, slot := range k.known[x.known:] {
		w := int32(m.Classes.Weights[slot].Up)
		own += w
		if k.seen[slot] == 0 {
			x.up += w
		}
		if k.seen[slot] < 255 {
			k.seen[slot]++
		}
	}
	x.knownEnd = int32(len(k.known))
	if s := clamp(int(own)); i == 0 || s < x.low {
		x.low, x.lowDepth = s, e.Depth
	}
	x.high = max(x.high, clamp(int(own)))
	k.landmark(x, i, e)
	words := k.words[e.Last] - k.words[e.First]
	if words >= fewWords || i == 0 {
		x.few = i
	}
	if words >= manyWords || i == 0 {
		x.many = i
	}
	k.sign(x, e, class)
}

// findNames appends the slots of the element's names that the model knows to known, each once, and
// returns the hash of its class attribute. It reads the names that appendClassKeys lists.
func (k *markup) findNames(m *Model, from int32, e *block.Element) (class uint32) {
	k.know(from, m.Classes.slot(tagKeys[e.Tag]))
	class = hashBasis
	if !e.Class.Empty() {
		c := k.classes(m, e.Class.Of(k.page.Source))
		class = c.hash
		for _, slot := range k.memoed[c.from:c.to] {
			k.know(from, int(slot))
		}
	}
	if !e.ID.Empty() {
		k.keys, _ = appendNames(k.keys[:0], e.ID.Of(k.page.Source))
		for _, key := range k.keys {
			k.know(from, m.Classes.slot(key))
		}
	}
	if !e.Role.Empty() {
		k.know(from, m.Classes.slot(roleKey(e.Role.Of(k.page.Source))))
	}
	return class
}

// know appends a slot to known, unless it is none or already there.
func (k *markup) know(from int32, slot int) {
	if slot < 0 {
		return
	}
	for _, have := range k.known[from:] {
		if int(have) == slot {
			return
		}
	}
	k.known = append(k.known, uint16(slot))
}

// classMemo is what is known of a class attribute. Pages give most of their elements the same few
// attributes, and long ones.
type classMemo struct {
	key      uint64 // xxhash of the attribute
	hash     uint32 // as appendNames returns it
	from, to int32  // its known names: markup.memoed[from:to]
}

const memoSize = 256

// classes returns what is known of a class attribute, which is not empty.
func (k *markup) classes(m *Model, s []byte) *classMemo {
	key := xxhash.Sum64(s)
	c := &k.memo[key%memoSize]
	if c.key == key && c.hash != 0 {
		return c
	}
	c.key, c.from = key, int32(len(k.memoed))
	k.keys, c.hash = appendNames(k.keys[:0], s)
	for _, name := range k.keys {
		if slot := m.Classes.slot(name); slot >= 0 {
			k.memoed = append(k.memoed, uint16(slot))
		}
	}
	c.to = int32(len(k.memoed))
	return c
}

func (k *markup) leave(i int32) {
	x := &k.elements[i]
	for _, slot := range k.known[x.known:x.knownEnd] {
		if k.seen[slot] < 255 {
			k.seen[slot]--
		}
	}
}

func (k *markup) landmark(x *element, i int32, e *block.Element) {
	if at := landmarks[e.Tag]; at > 0 {
		x.near[at-1] = e.Depth
		switch at - 1 {
		case inArticle:
			k.articles++
		case inMain:
			k.mains++
		}
	}
	if e.Role.Empty() {
		return
	}
	role := e.Role.Of(k.page.Source)
	for _, r := range roles {
		if string(role) == r.role {
			x.near[r.is] = e.Depth
			if r.is == inMain {
				k.mains++
			}
		}
	}
}

// sign gives element i its signatures: its tag and class with those of its parent, and its tag and
// class with the tags of the three elements above.
func (k *markup) sign(x *element, e *block.Element, class uint32) {
	x.self = mix(tagKeys[e.Tag], class)
	parent, above := uint32(0), uint32(0)
	if e.Parent >= 0 {
		parent = k.elements[e.Parent].self
		p := &k.page.Elements[e.Parent]
		above = tagKeys[p.Tag]
		for range 2 {
			if p.Parent < 0 {
				break
			}
			p = &k.page.Elements[p.Parent]
			above = mix(above, tagKeys[p.Tag])
		}
	}
	x.alike, x.akin = mix(x.self, parent), mix(tagKeys[e.Tag], mix(above, 7))
}

// sum fills the running sums over blocks that need no elements.
func (k *markup) sum(lines []line) {
	n := len(lines)
	for _, sum := range [...]*[]int64{&k.words, &k.linked, &k.bytes} {
		*sum = scratch.Resize(*sum, n+1)
		(*sum)[0] = 0
	}
	for i := range lines {
		b := &k.page.Blocks[i]
		k.words[i+1] = k.words[i] + int64(b.Words)
		k.linked[i+1] = k.linked[i] + int64(b.Linked)
		k.bytes[i+1] = k.bytes[i] + int64(b.End-b.Start)
	}
}

// blocks finds the headings, the words in paragraphs and the linear scores.
func (k *markup) blocks(m *Model, lines []line) {
	n := len(lines)
	k.prose, k.heading = scratch.Resize(k.prose, n+1), scratch.Resize(k.heading, n)
	k.prose[0], k.h1, k.h1s = 0, -1, 0
	last := int32(-1)
	for i := range lines {
		b := &k.page.Blocks[i]
		k.heading[i] = last
		if b.Kind.Heading() {
			last = int32(i)
			if b.Kind == block.Heading1 {
				k.h1s++
				if k.h1 < 0 {
					k.h1 = last
				}
			}
		}
		k.prose[i+1] = k.prose[i]
		if k.elements[b.Node].near[inParagraph] > 0 {
			k.prose[i+1] += int64(b.Words)
		}
		l := &lines[i]
		l.text = l.score
		l.own, l.up = k.ownClasses(m, b), k.upClasses(b)
		l.score = clamp(int(l.text) + (int(l.own)+int(l.up))*(64/weightScale))
		l.estimate = probability(int32(l.score) * (leafScale / 64))
	}
}

// stems finds the deepest elements that contain given shares of the good text, where mass has
// running sums over the blocks; and for every element the branch of the stem that it is on.
func (k *markup) stems(sum []int64) {
	p := k.page
	all := sum[len(sum)-1]
	at := int32(0)
	for s, share := range stemShares {
		need := all / 100 * share
	down:
		for c := at + 1; c < p.Elements[at].Next; c = p.Elements[c].Next {
			e := &p.Elements[c]
			if e.First < e.Last && sum[e.Last]-sum[e.First] >= need {
				at = c
				goto down
			}
		}
		k.stem[s] = at
	}
	n := int32(len(p.Elements))
	for i := int32(1); i < n; {
		e := &p.Elements[i]
		if e.First == e.Last {
			i = e.Next
			continue
		}
		for s, stem := range k.stem {
			if e.Parent <= stem && stem < p.Elements[e.Parent].Next {
				k.elements[i].branch[s] = i
			} else {
				k.elements[i].branch[s] = k.elements[e.Parent].branch[s]
			}
		}
		i++
	}
}

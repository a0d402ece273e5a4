package elements

import (
	"bytes"
	"slices"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/token"
)

//go:generate go run vocabulary_gen.go

// The names that a page gives to its elements tell what they hold. Those that comment systems and hand-made pages use stand
// in vocabulary.txt; and names are made of words, so that one which is in no list is still read: "acme-comment__author" is an
// author. They confirm what the structure of the page says, and order what is tried first; they are no grammar.

// names is what the vocabulary says of an element.
type names struct {
	strong   Parts  // the names alone say so
	weak     Parts  // so if the element stands in a record
	system   uint8  // comment system of the first name that only one has; 0 when there is none
	provider uint8  // external system whose comments are to appear in the element; 0 when there is none
	first    uint32 // the first class that is no passing one, see firstClass
}

func (n *names) merge(m names) {
	n.strong |= m.strong
	n.weak |= m.weak
	if n.system <= systemSchema {
		n.system = m.system
	}
	if n.provider == 0 {
		n.provider = m.provider
	}
}

// entry is a row of the vocabulary in the table. Rows of the same name stand behind each other.
type entry struct {
	key    uint32 // high half of the hash of the name and where it stands
	check  uint8  // another eight bits of it
	part   Part   // or a kind of word, or kindProvider
	system uint8
	strong bool
}

// Kinds of words that names are made of, beside the parts. The word of a record is Record, its plural Section.
const (
	kindList     = numParts + iota // what holds records: list, area
	kindItem                       // a record as such: item, card
	kindBox                        // what is around one or all of them: wrapper, block
	kindEdge                       // a piece of a record, unknown which: header, left
	kindPlain                      // says nothing: js, top
	kindMessage                    // a record, or the text of one: message
	kindProvider                   // not a word: the row of an external system; the system is the provider
)

// Where a name stands: what its hash is mixed with.
const (
	inClass    = 0x9E3779B97F4A7C15
	inID       = 0xC2B2AE3D27D4EB4F
	inRole     = 0x165667B19E3779F9
	inTag      = 0x27D4EB2F165667C5
	inProperty = 0x85EBCA77C2B2AE63
	inType     = 0xD6E8FEB86659FD93
	inData     = 0xA0761D6478BD642F
	inWord     = 0xE7037ED1A0B428DB
	inPrefix   = 0x8EBC6AF09C88C6E3 // behind one of the others: a name that ends in '*'
)

// EverySystem forgets the whole vocabulary.
const EverySystem = 255

const (
	nameBasis = 0xCBF29CE484222325
	namePrime = 0x100000001B3
	maxWords  = 8   // of a name
	maxClass  = 800 // bytes of a class attribute that are read
	memoSize  = 1024
)

// markup reads the names of the elements of pages.
type Reader struct {
	Signs  []uint32 // signature of each element of the page, see sign.go
	Forget uint8    // a system whose rows are left out, or EverySystem, for measuring how much depends on them
	topic  bool     // microdata or RDFa calls the page a topic
	page   *block.Page
	names  []names // of each element
	name   Name
	memo   [memoSize]struct { // of class attributes
		hash  uint64
		names names
	}
}

// Read reads the names of all elements of a page, in one pass over the tape and another over the start tags.
func (m *Reader) Read(page *block.Page) {
	m.page, m.topic = page, false
	m.names = slices.Grow(m.names[:0], len(page.Elements))[:len(page.Elements)]
	if m.Forget == EverySystem {
		clear(m.names)
		m.sign()
		return
	}
	for i := 0; i < len(page.Elements); i++ {
		e := &page.Elements[i]
		if e.Tag == tag.Nav { // no comment stands in a navigation
			clear(m.names[i:e.Next])
			i = int(e.Next) - 1
			continue
		}
		n := &m.names[i]
		*n = names{}
		if e.Flags&(block.Skipped|block.InHead) != 0 || e.TextEnd <= e.Text && !vessels[e.Tag] {
			continue
		}
		if !e.Class.Empty() {
			*n = m.classes(e.Class.Of(page.Source))
		}
		if !e.ID.Empty() {
			m.name.Read(TrimSpace(e.ID.Of(page.Source)))
			n.merge(m.nameIn(inID))
		}
		if !e.Role.Empty() {
			n.merge(m.exact(e.Role.Of(page.Source), inRole))
		}
		switch e.Tag {
		case tag.Unknown:
			n.merge(m.exact(tagName(page, e), inTag))
		case tag.Time:
			n.weak.Add(Time)
		case tag.Blockquote:
			n.weak.Add(Quote)
		}
	}
	m.readProperties(page)
	m.readAttributes(page)
	m.sign()
}

// vessels are the tags of elements whose names tell something even where they are empty: what is to hold the comments of an
// external system, and times that a script fills in.
var vessels = func() (t [256]bool) {
	for _, x := range []tag.Tag{tag.A, tag.Img, tag.Div, tag.Section, tag.Article, tag.Aside, tag.Span, tag.Time, tag.Abbr, tag.Meta, tag.Iframe, tag.Ins, tag.Unknown} {
		t[x] = true
	}
	return t
}()

// tagName is the name of an element as the page writes it.
func tagName(page *block.Page, e *block.Element) []byte {
	from := min(int(e.Start)+1, int(e.Open))
	to := from
	for to < int(e.Open) && page.Source[to] > ' ' && page.Source[to] != '>' && page.Source[to] != '/' {
		to++
	}
	return page.Source[min(from, to):to]
}

// readProperties reads the properties of microdata and RDFa.
func (m *Reader) readProperties(page *block.Page) {
	for _, i := range page.Head.Times {
		e := &page.Elements[i]
		if e.Flags&(block.Skipped|block.InHead) != 0 {
			continue
		}
		for a := range token.AttrsOf(page.Source, e.Start, e.Open) {
			n := page.Source[a.NameStart:a.NameEnd]
			if len(n) == 8 && (EqualFold(n, "itemprop") || EqualFold(n, "property")) {
				m.names[i].merge(m.tokens(page.Source[a.ValueStart:a.ValueEnd], inProperty))
			}
		}
	}
}

// readAttributes reads the types of microdata and RDFa and the names of data attributes. Few elements have any, so that the
// start tags are searched for rare bytes of them instead of being read anew.
func (m *Reader) readAttributes(page *block.Page) {
	src := page.Source
	for i := range page.Elements {
		e := &page.Elements[i]
		if e.Flags&block.HasAttrs == 0 || e.Flags&(block.Skipped|block.InHead) != 0 || e.TextEnd <= e.Text || e.Tag == tag.A || e.Tag == tag.Button || !HasOther(e) {
			continue
		}
		tag := src[e.Start:e.Open]
		for at := 5; at < len(tag); at++ {
			n := bytes.IndexByte(tag[at:], '-')
			if n < 0 {
				break
			}
			if at += n; EqualFold(tag[at-4:at], "data") && tag[at-5] <= ' ' {
				m.data(&m.names[i], tag[at+1:])
			}
		}
		for at := 2; at < len(tag); at++ {
			n := bytes.IndexByte(tag[at:], 'y')
			if n < 0 {
				break
			}
			if at += n; tag[at-1]|0x20 == 't' {
				m.types(&m.names[i], tag[:at-1], tag[at+1:])
			}
		}
	}
}

// HasOther reports whether the start tag of an element is long enough without the values of class, id
// and role to hold a data attribute or a type: <a data-pid="1">.
func HasOther(e *block.Element) bool {
	own := e.Class.End - e.Class.Start + e.ID.End - e.ID.Start + e.Role.End - e.Role.Start
	return e.Open-e.Start-own >= shortestAttr
}

const shortestAttr = 17

// types reads an itemtype or typeof attribute, of which before ends at "ty" and rest begins behind it.
func (m *Reader) types(n *names, before, rest []byte) {
	name := "peof"
	if i := len(before) - len("item"); i > 0 && EqualFold(before[i:], "item") {
		before, name = before[:i], "pe"
	}
	if before[len(before)-1] <= ' ' && len(rest) > len(name) && rest[len(name)] == '=' && EqualFold(rest[:len(name)], name) {
		v := value(rest[len(name)+1:])
		m.topic = m.topic || callsTopic(v[:min(len(v), maxClass)])
		n.merge(m.tokens(v, inType))
	}
}

// data reads a data attribute, of which rest begins behind "data-".
func (m *Reader) data(n *names, rest []byte) {
	i := 0
	for i < len(rest) && rest[i] != '=' && rest[i] > ' ' && rest[i] != '>' {
		i++
	}
	n.merge(m.exact(rest[:i], inData))
}

// value is the value that an attribute has, from behind the '='.
func value(b []byte) []byte {
	b = TrimSpace(b)
	if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		if i := bytes.IndexByte(b[1:], b[0]); i >= 0 {
			return b[1 : 1+i]
		}
		return nil
	}
	i := 0
	for i < len(b) && b[i] > ' ' && b[i] != '>' {
		i++
	}
	return b[:i]
}

// tokens reads a list of properties or types, each without prefix and path.
func (m *Reader) tokens(b []byte, where uint64) (n names) {
	b = b[:min(len(b), maxClass)]
	for i := 0; i < len(b); {
		for i < len(b) && b[i] <= ' ' {
			i++
		}
		from := i
		for ; i < len(b) && b[i] > ' '; i++ {
			if c := b[i]; c == ':' || c == '/' || c == '#' {
				from = i + 1
			}
		}
		if from < i {
			n.merge(m.exact(b[from:i], where))
		}
	}
	return n
}

// classes reads a class attribute.
func (m *Reader) classes(b []byte) (n names) {
	b = b[:min(len(b), maxClass)]
	hash := xxhash.Sum64(b) + uint64(m.Forget)*namePrime | 1
	at := &m.memo[hash>>32%memoSize]
	if at.hash == hash {
		return at.names
	}
	for i := 0; i < len(b); {
		for i < len(b) && b[i] <= ' ' {
			i++
		}
		from := i
		for i < len(b) && b[i] > ' ' {
			i++
		}
		if from < i {
			m.name.Read(b[from:i])
			n.merge(m.nameIn(inClass))
		}
	}
	n.first = firstClass(b)
	at.hash, at.names = hash, n
	return n
}

// exact is what a whole name says.
func (m *Reader) exact(b []byte, where uint64) (n names) {
	m.name.Read(b)
	n, _ = m.find(m.name.whole, where)
	return n
}

// nameIn is what the name that was read says of the element whose class or id it is: as a whole, without its modifier, by
// its beginning, or by its words.
func (m *Reader) nameIn(where uint64) names {
	a := &m.name
	if n, ok := m.find(a.whole, where); ok {
		return n
	}
	if a.base > 0 {
		if n, ok := m.find(a.prefix[a.base-1], where); ok {
			return n
		}
	}
	if where == inID {
		if a.count < 2 && !a.digits { // one word is often the id of a field of a form
			return names{}
		}
		if n, ok := m.find(a.whole, inClass); ok {
			return n
		}
	}
	return m.loose(where)
}

// loose is what a name that is in no row says: by its beginning, or by its words.
func (m *Reader) loose(where uint64) names {
	a := &m.name
	last := a.count - 2
	if a.digits {
		last++
	}
	for i := last; i > 0; i-- {
		if n, ok := m.find(a.prefix[i], where^inPrefix); ok {
			return n
		}
	}
	return m.compose()
}

// find looks a hash up.
func (m *Reader) find(hash, where uint64) (n names, ok bool) {
	h := spread(hash ^ where)
	key, check := uint32(h>>32), uint8(h)
	for i := key & (uint32(len(vocabulary)) - 1); ; i = (i + 1) & (uint32(len(vocabulary)) - 1) {
		e := &vocabulary[i]
		if e.key == 0 {
			return n, ok
		}
		if e.key != key || e.check != check || m.Forget != 0 && e.system == m.Forget {
			continue
		}
		switch {
		case e.part == kindProvider:
			n.provider, ok = e.system-firstProvider, true
			continue
		case e.strong:
			n.strong.Add(e.part)
		default:
			n.weak.Add(e.part)
		}
		switch {
		case !ok:
			n.system = e.system
		case n.system != e.system: // several have the name
			n.system = 0
		}
		ok = true
	}
}

// word returns the kind of a word, and whether it says so strongly.
func word(hash uint64) (kind Part, strong, ok bool) {
	h := spread(hash ^ inWord)
	key, check := uint32(h>>32), uint8(h)
	for i := key & (uint32(len(vocabulary)) - 1); ; i = (i + 1) & (uint32(len(vocabulary)) - 1) {
		switch e := &vocabulary[i]; {
		case e.key == 0:
			return 0, false, false
		case e.key == key && e.check == check:
			return e.part, e.strong, true
		}
	}
}

// spread mixes a hash so that all of its bits depend on all others.
func spread(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// compose reads a name by its words: one of them is that of a record, and those behind it tell the part. The last one
// counts: "comment-author-avatar".
func (m *Reader) compose() (n names) {
	a := &m.name
	count := a.count
	if a.base > 0 {
		count = a.base
	}
	var c composed
	for i := 0; i < count; i++ {
		kind, strong, ok := word(a.words[i])
		switch {
		case ok:
			c.word(kind, strong)
		case c.record:
			c.unknown = true
		}
	}
	p := c.result()
	switch {
	case c.unknown, c.edge, c.section() && !c.strong, p&standing != 0 && !c.strong, p.Has(Avatar) && !c.strong:
		n.weak = p
	default:
		n.strong = p
	}
	return n
}

// standing are the parts that a name without the word "comment" does not tell for sure.
const standing = 1<<Section | 1<<Record | 1<<Replies | 1<<Other

// composed is what the words of a name have said so far.
type composed struct {
	record, plural, strong, unknown bool
	found                           Part // the part that the last word tells; 0 when there is none
	holder                          Part // kindList, kindItem or kindBox, the last one
	edge                            bool
	over                            Part // a part that outweighs the others
}

// outweighs tells the parts that count wherever their words stand, the strongest last.
func outweighs(p Part) int {
	switch p {
	case More:
		return 1
	case Policy:
		return 2
	case Form:
		return 3
	case Other:
		return 4
	}
	return 0
}

// word adds the next word.
func (c *composed) word(kind Part, strong bool) {
	switch kind {
	case Record, Section:
		if !c.record || strong && !c.strong { // "post-comments" are comments
			over := c.over
			if c.found == Controls || c.found == Votes { // like-comment
				over = Controls
			}
			*c = composed{record: true, plural: kind == Section, strong: strong, over: over}
		}
	case Replies:
		c.found, c.record = Replies, true
	case kindMessage: // "message-author", but "comment-message"
		if c.record {
			c.found = Body
		}
		c.record = true
	case kindList, kindItem:
		c.holder = kind
	case kindBox:
		if c.holder == 0 {
			c.holder = kind
		}
	case kindEdge:
		c.edge = true
	case kindPlain:
	case More, Policy, Form, Other:
		if c.found == Votes && kind == Other { // like-count
			return
		}
		if outweighs(kind) > outweighs(c.over) {
			c.over = kind
		}
	case Title:
		if c.found == Author { // user-title
			kind = Rank
		}
		c.found = kind
	case Author:
		if c.found == 0 || c.found == Replies {
			c.found = Author
		}
	default:
		c.found = kind
	}
}

// section reports whether the name is that of a section or a list.
func (c *composed) section() bool {
	return c.record && c.over == 0 && c.found == 0 && (c.holder == kindList || c.plural && c.holder != kindItem)
}

// result is what the name says.
func (c *composed) result() (p Parts) {
	switch {
	case !c.record:
	case c.over != 0:
		p.Add(c.over)
	case c.found != 0 && c.unknown: // comment-author-jane
	case c.plural && c.holder != kindItem && (c.found == Title || c.found == Votes || c.found == Number):
		p.Add(Other)
	case c.plural && c.holder != kindItem && c.found == Body:
		p.Add(Section)
	case c.found != 0:
		p.Add(c.found)
	case c.holder == kindList, c.plural && (c.holder == kindBox || c.holder == 0 && !c.edge):
		p.Add(Section)
	case c.edge && c.holder == 0:
	default:
		p.Add(Record)
	}
	return p
}

// Name is a name taken apart: "comment__author-name--bold" has four words and the modifier "bold".
type Name struct {
	whole  uint64 // hash of the words in small letters with '-' between them and '#' for digits
	count  int
	base   int  // words before the modifier; 0 when there is none
	digits bool // the latest stretch ends in digits
	words  [maxWords]uint64
	prefix [maxWords]uint64 // whole, up to each word
}

// Read takes a name apart. A stretch that has letters behind digits, as random ids have, counts as digits.
func (a *Name) Read(b []byte) {
	a.whole, a.count, a.base, a.digits = nameBasis, 0, 0, false
	b = b[:min(len(b), 120)]
	for i := 0; i < len(b); {
		if nameByte[b[i]] == 0 {
			if b[i] == '-' && i+1 < len(b) && b[i+1] == '-' && a.base == 0 {
				a.base = a.count
			}
			i++
			continue
		}
		from := i
		for i < len(b) && nameByte[b[i]] != 0 {
			i++
		}
		a.stretch(b[from:i])
	}
}

const (
	smallLetter = iota + 1
	capital
	digit
)

// nameByte tells the bytes of words: letters, digits and all that is not ASCII.
var nameByte = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 0x80:
			t[c] = smallLetter
		case c >= 'A' && c <= 'Z':
			t[c] = capital
		case c >= '0' && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

// stretch reads letters and digits that nothing parts. It may hold several words: postBody2.
func (a *Name) stretch(b []byte) {
	first := len(b)
	for i, c := range b {
		if nameByte[c] == digit {
			first = min(first, i)
		} else if first < i {
			a.number(0, false)
			return
		}
	}
	for i := 0; i < first; {
		from := i
		for i++; i < first && (nameByte[b[i]] == smallLetter || nameByte[b[i-1]] == capital); i++ {
		}
		a.word(b[from:i])
	}
	if first < len(b) {
		a.number(first, true)
	}
}

// word adds a word.
func (a *Name) word(b []byte) {
	h := uint64(nameBasis)
	if a.whole != nameBasis {
		a.whole = (a.whole ^ '-') * namePrime
	}
	for _, c := range b {
		if nameByte[c] == capital {
			c |= 0x20
		}
		h, a.whole = (h^uint64(c))*namePrime, (a.whole^uint64(c))*namePrime
	}
	if a.count < maxWords {
		a.words[a.count], a.prefix[a.count] = h, a.whole
		a.count++
	}
	a.digits = false
}

// number adds digits, glued to the letters before them or not.
func (a *Name) number(letters int, glued bool) {
	if a.digits {
		return
	}
	if a.whole != nameBasis && (letters == 0 || !glued) {
		a.whole = (a.whole ^ '-') * namePrime
	}
	a.whole = (a.whole ^ '#') * namePrime
	a.digits = true
}

// Last returns the hash of the last word of the name, false where it has none.
func (a *Name) Last() (hash uint64, ok bool) {
	if a.count == 0 {
		return 0, false
	}
	return a.words[a.count-1], true
}

// Numbered reports whether the name ends in digits.
func (a *Name) Numbered() bool { return a.digits }

// WordSet is a small set of words of names, by their hashes.
type WordSet []uint64

// Words returns the set of the words listed.
func Words(list ...string) (w WordSet) {
	var a Name
	for _, x := range list {
		a.Read([]byte(x))
		w = append(w, a.whole)
	}
	return w
}

// Has reports whether the set holds the word with a hash, which Name.Last returns.
func (w WordSet) Has(hash uint64) bool { return slices.Contains(w, hash) }

// SystemNamed returns the number of a comment system, 0 when there is none of that name.
func SystemNamed(name string) uint8 {
	for i, s := range systems {
		if s == name {
			return uint8(i)
		}
	}
	return 0
}

// Strong returns the parts that the names of an element alone say it is.
func (m *Reader) Strong(e int32) Parts { return m.names[e].strong }

// Weak returns the parts that its names say it is if it stands in a record.
func (m *Reader) Weak(e int32) Parts { return m.names[e].weak }

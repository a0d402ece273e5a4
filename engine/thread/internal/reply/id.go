package reply

import (
	"bytes"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/token"
)

const maxIDs = 8 // names that a comment may have

// byID reads the parents that attributes, classes and links name.
func (m *Markup) byID() {
	m.ids.Reset(maxIDs * len(m.kin))
	for i := range m.kin {
		m.nameComment(i)
	}
	m.refs.Reset(len(m.kin))
	for i := range m.kin {
		m.refer(i)
		if ref := m.kin[i].ref; ref != 0 {
			m.refs.Add(ref)
		}
	}
	m.pairs()
	m.outside()
	for i := range m.kin {
		if m.kin[i].id == comment.Unknown {
			m.follow(i)
		}
	}
}

// nameComment notes the ids of comment i: those of the elements around it, attributes with one, and
// the anchors inside.
func (m *Markup) nameComment(i int) {
	k, es, src := &m.kin[i], m.page.Elements, m.page.Source
	left := maxIDs
	for e := k.node; ; e = es[e].Parent {
		m.addID(es[e].ID.Of(src), i, &left)
		if elements.HasOther(&es[e]) {
			for a := range token.AttrsOf(src, es[e].Start, es[e].Open) {
				if name := src[a.NameStart:a.NameEnd]; len(name) > 2 && namesItself(name) {
					m.addID(src[a.ValueStart:a.ValueEnd], i, &left)
				}
			}
		}
		if e == k.top || e <= 0 {
			break
		}
	}
	for e := k.node + 1; e < min(k.stop, k.node+maxLeading); e++ {
		if es[e].Tag == tag.A {
			if v, ok := m.page.Attr(e, "name"); ok {
				m.addID(v, i, &left)
			}
		}
		if (m.elements.Strong(e) | m.elements.Weak(e)).Has(elements.Record) || es[e].Tag == tag.A {
			m.addID(es[e].ID.Of(src), i, &left)
		} else {
			m.addKey(es[e].ID.Of(src), i, &left)
		}
	}
}

// namesItself reports whether an attribute has the id of the thing that its element is: data-id,
// data-comment-id, thingid.
func namesItself(name []byte) bool {
	return ascii.HasSuffixFold(name, "id") && !namesParent(name) &&
		!ascii.ContainsFold(name, "user", "author", "member")
}

// namesParent reports whether an attribute has the id of the thing to which its element replies.
func namesParent(name []byte) bool {
	return ascii.ContainsFold(name, "parent", "reply-to", "replyto", "in-reply", "replied-to")
}

// addID notes an id and the number in it as names of comment i.
func (m *Markup) addID(id []byte, i int, left *int) {
	m.addKey(id, i, left)
	if v := ownNumber(id); len(v) > 0 && len(v) < len(id) {
		m.addKey(v, i, left)
	}
}

// addKey notes a name of comment i, as long as it has not too many.
func (m *Markup) addKey(id []byte, i int, left *int) {
	if len(id) == 0 || *left == 0 {
		return
	}
	*left--
	if c := m.ids.At(xxhash.Sum64(id)); *c == 0 || *c == int32(i)+2 {
		*c = int32(i) + 2
	} else {
		*c = 1
	}
}

// ownNumber is the number in an id that is the element's own: the last one, but the first of two
// that only an underscore separates, because then the second is that of the parent. Digits among
// letters do not count.
func ownNumber(id []byte) []byte {
	a, _ := numbersOf(id)
	return a
}

// numbersOf returns the last number of an id; or of two that end it and that an underscore parts,
// both.
func numbersOf(id []byte) (own, parent []byte) {
	to := len(id)
	for to > 0 && id[to-1]-'0' >= 10 {
		to--
	}
	from := to
	for from > 0 && id[from-1]-'0' < 10 {
		from--
	}
	if to < len(id) && ascii.IsLetter(id[to]) ||
		from > 0 && ascii.IsLetter(id[from-1]) && !letters(id[:from]) {
		return nil, nil
	}
	if to < len(id) || from < 2 || id[from-1] != '_' || id[from-2]-'0' >= 10 {
		return id[from:to], nil
	}
	first := from - 1
	for first > 0 && id[first-1]-'0' < 10 {
		first--
	}
	return id[first : from-1], id[from:to]
}

// letters reports whether an id has nothing but letters.
func letters(id []byte) bool {
	for _, c := range id {
		if !ascii.IsLetter(c) {
			return false
		}
	}
	return true
}

// refer reads the attributes and classes around comment i that name its parent.
func (m *Markup) refer(i int) {
	k, es, src := &m.kin[i], m.page.Elements, m.page.Source
	for e := k.node; ; e = es[e].Parent {
		if elements.HasOther(&es[e]) {
			for a := range token.AttrsOf(src, es[e].Start, es[e].Open) {
				if name := src[a.NameStart:a.NameEnd]; len(name) > 5 && namesParent(name) {
					m.take(i, src[a.ValueStart:a.ValueEnd])
				}
			}
		}
		class := es[e].Class.Of(src)
		for len(class) > 0 {
			var t []byte
			t, class = nextToken(class)
			if ascii.ContainsFold(t, "parent-", "parent_") {
				if v := ownNumber(t); len(v) > 0 && bytes.HasSuffix(t, v) {
					m.take(i, v)
				}
			}
		}
		if e == k.top || e <= 0 {
			break
		}
	}
}

// take takes a value that names the parent of comment i, if nothing has named it.
func (m *Markup) take(i int, value []byte) {
	k := &m.kin[i]
	if k.id != comment.Unknown {
		return
	}
	value = elements.TrimSpace(value)
	if at := bytes.LastIndexByte(value, '#'); at >= 0 {
		value = value[at+1:]
	}
	if isNothing(value) {
		k.id = comment.TopLevel
		return
	}
	switch p := m.resolve(value); {
	case p >= 0 && p < int32(i):
		k.id = p
	case p < 0:
		k.ref = xxhash.Sum64(value)
	}
}

// isNothing reports whether a value names no parent.
func isNothing(value []byte) bool {
	for _, x := range [...]string{"", "0", "null", "none", "false", "undefined", "-1", "root"} {
		if ascii.EqualFold(value, x) {
			return true
		}
	}
	return false
}

// resolve returns the comment that has an id, Unknown when none or several have it.
func (m *Markup) resolve(id []byte) int32 {
	if c := m.ids.Find(xxhash.Sum64(id)); c != nil && *c > 1 {
		return *c - 2
	}
	if v := ownNumber(id); len(v) > 0 && len(v) < len(id) {
		if c := m.ids.Find(xxhash.Sum64(v)); c != nil && *c > 1 {
			return *c - 2
		}
	}
	return comment.Unknown
}

// pairs reads ids made of two numbers, a record's own and its parent's: "item-12_5" replies to
// "item-5_0". All comments must have such an id, and nearly all of the second numbers be 0 or the
// first of an earlier comment.
func (m *Markup) pairs() {
	good := 0
	for i := range m.kin {
		v := m.pair(&m.kin[i])
		if v == nil {
			return
		}
		p := m.resolve(v)
		if isNothing(v) || p >= 0 && p < int32(i) {
			good++
		}
	}
	if good*10 < 9*len(m.kin) {
		return
	}
	for i := range m.kin {
		m.take(i, m.pair(&m.kin[i]))
	}
}

// pair is the second number in the id of comment k, or nil if it has none.
func (m *Markup) pair(k *kin) []byte {
	es := m.page.Elements
	for e := k.node; ; e = es[e].Parent {
		if _, v := numbersOf(es[e].ID.Of(m.page.Source)); v != nil {
			return v
		}
		if e == k.top || e <= 0 {
			return nil
		}
	}
}

// outside makes the comments top-level whose parent has the same id as that of the first one and of
// others, and is not among the comments: it is the page itself.
func (m *Markup) outside() {
	page := m.kin[0].ref
	if m.kin[0].id != comment.Unknown || page == 0 || m.refs.Of(page) < 2 {
		return
	}
	for i := range m.kin {
		if k := &m.kin[i]; k.id == comment.Unknown && k.ref == page {
			k.id = comment.TopLevel
		}
	}
}

// follow looks in comment i for a link that leads to an earlier comment and says that this is what
// it replies to.
func (m *Markup) follow(i int) {
	k, es := &m.kin[i], m.page.Elements
	for e := k.node; e < k.stop; e++ {
		if es[e].Tag != tag.A {
			continue
		}
		href, ok := m.page.Attr(e, "href")
		if !ok {
			continue
		}
		at := bytes.LastIndexByte(href, '#')
		if at < 0 || at+1 == len(href) {
			continue
		}
		if p := m.resolve(href[at+1:]); p >= 0 && p < int32(i) && m.meansReply(i, int(p), e) {
			k.id = p
			return
		}
	}
}

// meansReply reports whether link e of comment i, which leads to comment p, says that the former
// replies to the latter: it is in such a part or phrase, or is an arrow, a number or the name of
// the other's author.
func (m *Markup) meansReply(i, p int, e int32) bool {
	es, k := m.page.Elements, &m.kin[i]
	named := false
	for x, steps := e, 0; x > k.node && steps < maxAround; x, steps = es[x].Parent, steps+1 {
		have := m.elements.Strong(x)
		if es[x].Tag == tag.Blockquote || have.Has(elements.Quote) {
			return false
		}
		named = named || have.Has(elements.Parent)
	}
	b := es[e].First
	if named || b >= int32(len(m.lines.Blocks)) {
		return named
	}
	if m.lines.Facts[b].Role == lexicon.RoleReplyto && m.lines.Blocks[b].Words <= 12 {
		return true
	}
	all := m.lines.Src
	text := elements.TrimSpace(all[es[e].Text:min(es[e].TextEnd, int32(len(all)))])
	if len(text) == 0 || len(text) > 80 {
		return false
	}
	author := m.thread.Comments[p].Author.Of(all)
	if len(author) > 0 && bytes.Equal(bytes.TrimLeft(text, "@ "), author) {
		return true
	}
	r, size := utf8.DecodeRune(text)
	switch r {
	case '↑', '⬆', '↩', '↪', '⤴', '⮤', '^':
		return len(text) < size+24
	case '#', '>':
		return text[len(text)-1]-'0' < 10
	}
	return false
}

package thread

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/token"
)

const maxIDs = 8 // names that a comment may have

// byID reads the parents that attributes, classes and links name.
func (n *nester) byID(s *Segmenter) {
	n.ids.Reset(maxIDs / 2 * len(n.kin))
	for i := range n.kin {
		n.nameComment(s, i)
	}
	n.refs.Reset(len(n.kin))
	for i := range n.kin {
		n.refer(s, i)
	}
	n.pairs(s)
	n.outside()
	for i := range n.kin {
		if n.kin[i].id == Unknown {
			n.follow(s, i)
		}
	}
}

// nameComment notes the ids of comment i: of the elements around it, attributes that hold one, and the anchors inside.
func (n *nester) nameComment(s *Segmenter, i int) {
	k, es, src := &n.kin[i], n.page.Elements, n.page.Source
	left := maxIDs
	for e := k.node; ; e = es[e].Parent {
		n.addID(es[e].ID.Of(src), i, &left)
		if elements.HasOther(&es[e]) {
			for a := range token.AttrsOf(src, es[e].Start, es[e].Open) {
				if name := src[a.NameStart:a.NameEnd]; len(name) > 2 && namesItself(name) {
					n.addID(src[a.ValueStart:a.ValueEnd], i, &left)
				}
			}
		}
		if e == k.top || e <= 0 {
			break
		}
	}
	for e := k.node + 1; e < min(k.stop, k.node+maxLeading); e++ {
		if es[e].Tag == tag.A {
			if v, ok := n.page.Attr(e, "name"); ok {
				n.addID(v, i, &left)
			}
		}
		if (s.strong(e) | s.weak(e)).Has(elements.Record) || es[e].Tag == tag.A {
			n.addID(es[e].ID.Of(src), i, &left)
		} else {
			n.addKey(es[e].ID.Of(src), i, &left)
		}
	}
}

// namesItself reports whether an attribute holds the id of what its element is: data-id, data-comment-id, thingid.
func namesItself(name []byte) bool {
	for _, x := range [...]string{"user", "author", "member"} {
		if ascii.ContainsFold(name, x) {
			return false
		}
	}
	return ascii.HasSuffixFold(name, "id") && !namesParent(name)
}

// namesParent reports whether an attribute holds the id of what its element replies to.
func namesParent(name []byte) bool {
	for _, x := range [...]string{"parent", "reply-to", "replyto", "in-reply", "replied-to"} {
		if ascii.ContainsFold(name, x) {
			return true
		}
	}
	return false
}

// addID notes an id and the number in it as names of comment i.
func (n *nester) addID(id []byte, i int, left *int) {
	n.addKey(id, i, left)
	if v := ownNumber(id); len(v) > 0 && len(v) < len(id) {
		n.addKey(v, i, left)
	}
}

func (n *nester) addKey(id []byte, i int, left *int) {
	if len(id) == 0 || *left == 0 {
		return
	}
	*left--
	key := hashName(id)
	if c := n.ids.Swap(key, int32(i)+2); c != 0 && c != int32(i)+2 {
		n.ids.Swap(key, 1)
	}
}

// ownNumber is the number in an id that is the element's own: the last one, but of two that only an underscore parts the
// first; the second is the parent's then. Digits among letters are none.
func ownNumber(id []byte) []byte {
	a, _ := numbersOf(id)
	return a
}

// numbersOf returns the last number of an id; or of two that end it and that an underscore parts, both.
func numbersOf(id []byte) (own, parent []byte) {
	to := len(id)
	for to > 0 && id[to-1]-'0' >= 10 {
		to--
	}
	from := to
	for from > 0 && id[from-1]-'0' < 10 {
		from--
	}
	if to < len(id) && letterAt(id, to) || from > 0 && letterAt(id, from-1) && !letters(id[:from]) {
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

func letterAt(id []byte, i int) bool { return id[i]|0x20-'a' < 26 }

func letters(id []byte) bool {
	for i := range id {
		if !letterAt(id, i) {
			return false
		}
	}
	return true
}

// refer reads the attributes and classes around comment i that name its parent.
func (n *nester) refer(s *Segmenter, i int) {
	k, es, src := &n.kin[i], n.page.Elements, n.page.Source
	for e := k.node; ; e = es[e].Parent {
		if elements.HasOther(&es[e]) {
			for a := range token.AttrsOf(src, es[e].Start, es[e].Open) {
				if name := src[a.NameStart:a.NameEnd]; len(name) > 5 && namesParent(name) {
					n.take(i, src[a.ValueStart:a.ValueEnd])
				}
			}
		}
		class := es[e].Class.Of(src)
		for len(class) > 0 {
			var t []byte
			t, class = nextToken(class)
			if ascii.ContainsFold(t, "parent-", "parent_") {
				if v := ownNumber(t); len(v) > 0 && bytes.HasSuffix(t, v) {
					n.take(i, v)
				}
			}
		}
		if e == k.top || e <= 0 {
			break
		}
	}
}

// take takes a value that names the parent of comment i, if nothing has named it.
func (n *nester) take(i int, value []byte) {
	k := &n.kin[i]
	if k.id != Unknown {
		return
	}
	value = elements.TrimSpace(value)
	if at := bytes.LastIndexByte(value, '#'); at >= 0 {
		value = value[at+1:]
	}
	if isNothing(value) {
		k.id = TopLevel
		return
	}
	switch p := n.resolve(value); {
	case p >= 0 && p < int32(i):
		k.id = p
	case p < 0:
		k.ref = hashName(value)
		n.refs.Add(k.ref)
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
func (n *nester) resolve(id []byte) int32 {
	if c := n.ids.Of(hashName(id)); c > 1 {
		return c - 2
	}
	if v := ownNumber(id); len(v) > 0 && len(v) < len(id) {
		if c := n.ids.Of(hashName(v)); c > 1 {
			return c - 2
		}
	}
	return Unknown
}

// pairs reads ids made of two numbers, a record's own and its parent's: "item-12_5" replies to "item-5_0". All comments must
// have such an id, and nearly all of the second numbers be 0 or the first of an earlier comment.
func (n *nester) pairs(s *Segmenter) {
	good := 0
	for i := range n.kin {
		v := n.pair(&n.kin[i])
		if v == nil {
			return
		}
		p := n.resolve(v)
		good += count(isNothing(v) || p >= 0 && p < int32(i))
	}
	if good*10 < 9*len(n.kin) {
		return
	}
	for i := range n.kin {
		n.take(i, n.pair(&n.kin[i]))
	}
}

// pair is the second number of the id of comment k, nil when it has none.
func (n *nester) pair(k *kin) []byte {
	es := n.page.Elements
	for e := k.node; ; e = es[e].Parent {
		if _, v := numbersOf(es[e].ID.Of(n.page.Source)); v != nil {
			return v
		}
		if e == k.top || e <= 0 {
			return nil
		}
	}
}

// outside makes the comments top-level whose parent has the same id as that of the first one and of others, and is none of
// the comments: it is the page itself.
func (n *nester) outside() {
	page := n.kin[0].ref
	if n.kin[0].id != Unknown || page == 0 || n.refs.Of(page) < 2 {
		return
	}
	for i := range n.kin {
		if k := &n.kin[i]; k.id == Unknown && k.ref == page {
			k.id = TopLevel
		}
	}
}

// follow looks in comment i for a link that leads to an earlier comment and says that this is what it replies to.
func (n *nester) follow(s *Segmenter, i int) {
	k, es := &n.kin[i], n.page.Elements
	for e := k.node; e < k.stop; e++ {
		if es[e].Tag != tag.A {
			continue
		}
		href, ok := n.page.Attr(e, "href")
		if !ok {
			continue
		}
		at := bytes.LastIndexByte(href, '#')
		if at < 0 || at+1 == len(href) {
			continue
		}
		if p := n.resolve(href[at+1:]); p >= 0 && p < int32(i) && n.saysReply(s, i, int(p), e) {
			k.id = p
			return
		}
	}
}

// saysReply reports whether link e of comment i is what says that it replies to comment p: it stands in such a part or phrase,
// or is an arrow, a number or the name of the other's author.
func (n *nester) saysReply(s *Segmenter, i, p int, e int32) bool {
	es, k := n.page.Elements, &n.kin[i]
	said := false
	for x, steps := e, 0; x > k.node && steps < maxAround; x, steps = es[x].Parent, steps+1 {
		have := s.strong(x)
		if es[x].Tag == tag.Blockquote || have.Has(elements.Quote) {
			return false
		}
		said = said || have.Has(elements.Parent)
	}
	b := es[e].First
	if said || b >= int32(len(s.page.Blocks)) {
		return said
	}
	if s.page.Facts[b].Role == lexicon.RoleReplyto && s.page.Blocks[b].Words <= 12 {
		return true
	}
	text := elements.TrimSpace(s.page.Src[es[e].Text:min(es[e].TextEnd, int32(len(s.page.Src)))])
	if len(text) == 0 || len(text) > 80 {
		return false
	}
	if a := s.thread.Comments[p].Author.Of(s.page.Src); len(a) > 0 && bytes.Equal(bytes.TrimLeft(text, "@ "), a) {
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

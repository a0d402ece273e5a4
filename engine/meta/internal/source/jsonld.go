package source

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/jsonld"
	"klartext/engine/internal/url"
)

// JSON-LD describes a page in the vocabulary of schema.org. A page often describes much more than
// itself: its site, its publisher, the stories that it links to. What counts is the main entity,
// the thing that the page is about: an object at the top of a script or of its graph, of a type
// that pages are about, and preferably one that gives the page's address or title as its own.

// Limits of what is read of JSON-LD.
const (
	maxObjects   = 1 << 10 // with a type or an @id
	maxNesting   = 8       // levels that are climbed to find out whether an object is at the top
	maxLDAuthors = 40
	maxOwnTitles = 8 // titles of the head that an object's is compared with
)

// RankOfPage is added to the ranks of what the page's own record says, which yields to the main
// entity.
const RankOfPage = 6

// OfPage reports whether the value is from the page's own record in JSON-LD and not from its main
// entity.
func (e *Entry) OfPage() bool { return e.Kind == JSONLD && e.Rank >= RankOfPage }

// LD reads the JSON-LD of a page.
type LD struct {
	Main Entity // what the page is about, OtherEntity if JSON-LD does not say

	tape    jsonld.Tape
	objects []object
	main    int32 // object of the page's main entity, -1
	page    int32 // object that stands for the page itself, -1

	folded, title []byte
	address       []byte
	resolved      []byte
}

// object is an object with a type or an @id.
type object struct {
	node   int32
	id     int32 // its @id, -1
	entity Entity
}

// read reads the scripts of the page. It adds what the main entity says, and what the record of the
// page itself says. The entries of the head must be in the pool already.
func (d *LD) read(p *block.Page, l *Location, pool *Pool) {
	d.tape.ReadPage(p)
	d.list()
	d.findMain(l, pool)
	if d.main >= 0 {
		d.readObject(d.main, 0, pool)
	}
	if d.page >= 0 {
		d.readObject(d.page, RankOfPage, pool)
	}
	for i := range d.objects {
		if o := &d.objects[i]; o.entity == website && d.atTop(o.node) {
			d.addMember(SiteField, 2, o.node, "name", pool)
		}
	}
}

// Body returns the text of the main entity: the range of a JSON string of the page, as written
// between its quotation marks. It is empty if JSON-LD does not have it.
func (d *LD) Body() block.Span {
	t := &d.tape
	if d.main < 0 {
		return block.Span{}
	}
	k := t.First(t.Member(d.main, "articleBody"))
	if k < 0 || t.Nodes[k].Kind != jsonld.String {
		return block.Span{}
	}
	return t.Nodes[k].Raw
}

// list lists the objects of the tape.
func (d *LD) list() {
	t := &d.tape
	d.objects = d.objects[:0]
	for k := int32(0); k < int32(len(t.Nodes)); k++ {
		up := t.Nodes[k].Up
		if up < 0 || t.Nodes[up].Kind != jsonld.Object {
			continue
		}
		switch {
		case t.Named(k, "@type") || t.Named(k, "type"):
			t.Each(k, func(n int32) {
				if o := d.object(up); o != nil {
					o.entity = max(o.entity, entityOf(t.Text(n)))
				}
			})
		case t.Named(k, "@id"):
			if o := d.object(up); o != nil {
				o.id = k
			}
		}
	}
}

// object returns the entry of an object in the list. If it is there, it is one of the last. The
// result is nil if there are too many.
func (d *LD) object(node int32) *object {
	for n := len(d.objects) - 1; n >= 0 && n >= len(d.objects)-4; n-- {
		if d.objects[n].node == node {
			return &d.objects[n]
		}
	}
	if len(d.objects) >= maxObjects {
		return nil
	}
	d.objects = append(d.objects, object{node: node, id: -1})
	return &d.objects[len(d.objects)-1]
}

// atTop reports whether an object stands for the page: at the top of a script or of a graph, or as
// the main entity of such an object.
func (d *LD) atTop(node int32) bool {
	t := &d.tape
	for range maxNesting {
		n := &t.Nodes[node]
		if n.Up < 0 {
			return true
		}
		if t.Nodes[n.Up].Kind == jsonld.Object && !t.Named(node, "@graph") &&
			!t.Named(node, "mainEntity") && !t.Named(node, "mainEntityOfPage") {
			return false
		}
		node = n.Up
	}
	return false
}

// oneOfMany reports whether an object is one of several main entities, like the questions of an
// FAQ.
func (d *LD) oneOfMany(node int32) bool {
	t := &d.tape
	up := t.Nodes[node].Up
	if up < 0 || !t.Named(up, "mainEntity") {
		return false
	}
	return t.Nodes[up].Kind == jsonld.Array && t.Nodes[node].Next < t.Nodes[up].Next || node > up+1
}

// findMain chooses the main entity of the page: an article or thread before a thing, a thing before
// the page's own record. An object that gives another address than that of the page is another
// story, unless it has the page's title. If there are several articles, none with the page's
// address or title, the page is about none of them.
func (d *LD) findMain(l *Location, pool *Pool) {
	d.main, d.page, d.Main = -1, -1, OtherEntity
	best, rivals := 0, 0
	for i := range d.objects {
		o := &d.objects[i]
		if o.entity < Page || o.entity > Article || !d.atTop(o.node) {
			continue
		}
		if o.entity == Forum && d.oneOfMany(o.node) {
			continue
		}
		own := d.owned(o.node, l, pool)
		if o.entity == Page {
			if d.page < 0 && own >= 0 {
				d.page = o.node
			}
			continue
		}
		score := int(o.entity)*2 + 1 + own*8
		switch {
		case score > best:
			best, rivals = score, 0
			d.main, d.Main = o.node, o.entity
		case score == best:
			rivals++
		}
	}
	if d.main >= 0 && (best <= 0 || rivals > 2 && d.owned(d.main, l, pool) <= 0) {
		d.main, d.Main = -1, OtherEntity
	}
}

// owned says whether an object gives the page's address or title as its own: 1 if it does, -1 if it
// gives others, 0 if it gives neither.
func (d *LD) owned(node int32, l *Location, pool *Pool) int {
	t := &d.tape
	for _, name := range [...]string{"headline", "name"} {
		if s := t.Text(t.First(t.Member(node, name))); len(s) > 0 && d.titles(s, pool) {
			return 1
		}
	}
	said := 0
	for _, name := range [...]string{"url", "mainEntityOfPage", "@id"} {
		k := t.First(t.Member(node, name))
		if k >= 0 && t.Nodes[k].Kind == jsonld.Object {
			k = t.Member(k, "@id")
		}
		s := t.Text(k)
		if len(s) == 0 {
			continue
		}
		d.address = jsonld.AppendString(d.address[:0], s)
		d.resolved = url.AppendResolved(d.resolved[:0], l.base, d.address)
		u := url.Parse(d.resolved)
		if !u.Web() || pool.Best(CanonicalField) == nil {
			continue
		}
		if l.leadsTo(&u, pool) {
			return 1
		}
		if name != "@id" {
			said = -1
		}
	}
	return said
}

// titles reports whether the page's head gives the string of JSON as a title, or as the start or
// the end of one.
func (d *LD) titles(raw []byte, pool *Pool) bool {
	end, entries := len(pool.text), len(pool.Entries)
	defer func() { pool.text, pool.Entries = pool.text[:end], pool.Entries[:entries] }()
	if !pool.addJSON(NoField, 0, raw) {
		return false
	}
	d.folded = block.Fold(d.folded[:0], pool.Text(&pool.Entries[entries]), false)
	for i, n := 0, 0; i < entries && n < maxOwnTitles; i++ {
		e := &pool.Entries[i]
		if e.Field != TitleField {
			continue
		}
		n++
		d.title = block.Fold(d.title[:0], pool.Text(e), false)
		if len(d.folded) >= 4 && bytes.Contains(d.title, d.folded) ||
			len(d.title) >= 12 && bytes.Contains(d.folded, d.title) {
			return true
		}
	}
	return false
}

// ldMembers are the members of objects that are read.
var ldMembers = [...]struct {
	name  string
	field Field
	rank  uint8
}{
	{"headline", TitleField, 0},
	{"name", TitleField, 1},
	{"datePublished", PublishedField, 0},
	{"dateCreated", PublishedField, 3},
	{"uploadDate", PublishedField, 3},
	{"dateModified", ModifiedField, 0},
	{"articleSection", SectionField, 1},
	{"keywords", TagField, 1},
	{"description", DescriptionField, 3},
	{"inLanguage", LanguageField, 1},
	{"isAccessibleForFree", PaywallField, 0},
	{"url", CanonicalField, 4},
}

// readObject adds the members of an object, with rank added to their ranks.
func (d *LD) readObject(node int32, rank uint8, pool *Pool) {
	for i := range ldMembers {
		m := &ldMembers[i]
		d.addMember(m.field, m.rank+rank, node, m.name, pool)
	}
	d.addNamed(SiteField, rank+2, node, "publisher", "name", pool)
	d.addNamed(ImageField, rank+4, node, "image", "url", pool)
	if rank > 0 && d.main >= 0 {
		return
	}
	for _, name := range [...]string{"author", "creator"} {
		n := 0
		d.tape.Each(d.tape.Member(node, name), func(k int32) {
			if n++; n <= maxLDAuthors {
				d.addAuthor(k, rank, pool)
			}
		})
		if n > 0 {
			break
		}
	}
}

// addMember adds the strings, numbers and truth values that an object has under a name.
func (d *LD) addMember(f Field, rank uint8, node int32, name string, pool *Pool) {
	t := &d.tape
	t.Each(t.Member(node, name), func(k int32) {
		switch t.Nodes[k].Kind {
		case jsonld.String:
			pool.addJSON(f, rank, t.Text(k))
		case jsonld.True, jsonld.False, jsonld.Number:
			pool.addJSON(f, rank, t.Nodes[k].Raw.Of(t.Src))
		}
	})
}

// addNamed adds the strings under a name; for objects, the string inside.
func (d *LD) addNamed(f Field, rank uint8, node int32, name, inside string, pool *Pool) {
	t := &d.tape
	t.Each(t.Member(node, name), func(k int32) {
		if k = d.referred(k); t.Nodes[k].Kind == jsonld.Object {
			k = t.First(t.Member(k, inside))
		}
		if s := t.Text(k); len(s) > 0 {
			pool.addJSON(f, rank, s)
		}
	})
}

// addAuthor adds an author: a name, or an object with one.
func (d *LD) addAuthor(k int32, rank uint8, pool *Pool) {
	t := &d.tape
	k = d.referred(k)
	if t.Nodes[k].Kind != jsonld.Object {
		if s := t.Text(k); len(s) > 0 {
			pool.addJSON(AuthorField, rank, s)
		}
		return
	}
	isOrganization := false
	t.Each(t.Member(k, "@type"), func(n int32) {
		isOrganization = isOrganization || entityOf(t.Text(n)) == organization
	})
	t.Each(t.Member(k, "name"), func(n int32) {
		if s := t.Text(n); len(s) > 0 && pool.addJSON(AuthorField, rank, s) {
			pool.Entries[len(pool.Entries)-1].Organization = isOrganization
		}
	})
}

// referred returns the object that node k refers to by its @id, or k if it is not a mere reference.
func (d *LD) referred(k int32) int32 {
	t := &d.tape
	if t.Nodes[k].Kind != jsonld.Object || t.Member(k, "name") >= 0 {
		return k
	}
	id := t.Text(t.Member(k, "@id"))
	if len(id) == 0 {
		return k
	}
	for i := range d.objects {
		o := &d.objects[i]
		if o.id >= 0 && o.node != k && bytes.Equal(t.Text(o.id), id) &&
			t.Member(o.node, "name") >= 0 {
			return o.node
		}
	}
	return k
}

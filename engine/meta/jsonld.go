package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/url"
	"klartext/engine/jsonld"
)

// JSON-LD describes a page in the words of schema.org (https://schema.org/docs/full.html). A page often describes much more
// than itself: its site, its publisher, the stories it links. What counts is the main entity, the thing that the page is about: an object
// at the top of a script or of its graph, of a type that pages are, and best one that gives the page's address or title as its own.

// ldClass is what a type of schema.org is good for.
type ldClass uint8

const (
	ldOther   ldClass = iota
	ldPage            // the page itself: WebPage
	ldThing           // what a page may be about: Product, Recipe
	ldForum           // a thread
	ldArticle         // a text with authors and dates
	ldPerson
	ldOrganization
	ldCrumbs
	ldSite
)

// ldTypes are the types of schema.org that are told apart, in order. Types that end in Article are articles too.
var ldTypes = [...]struct {
	name  string
	class ldClass
}{
	{"AboutPage", ldPage},
	{"BlogPosting", ldArticle},
	{"Book", ldThing},
	{"BreadcrumbList", ldCrumbs},
	{"CheckoutPage", ldPage},
	{"CollectionPage", ldPage},
	{"ContactPage", ldPage},
	{"Corporation", ldOrganization},
	{"Course", ldThing},
	{"DiscussionForumPosting", ldForum},
	{"Event", ldThing},
	{"FAQPage", ldPage},
	{"HowTo", ldThing},
	{"ItemPage", ldPage},
	{"JobPosting", ldThing},
	{"LiveBlogPosting", ldArticle},
	{"MediaGallery", ldPage},
	{"MedicalWebPage", ldPage},
	{"Movie", ldThing},
	{"NewsMediaOrganization", ldOrganization},
	{"Organization", ldOrganization},
	{"Person", ldPerson},
	{"Product", ldThing},
	{"ProductGroup", ldThing},
	{"ProfilePage", ldPage},
	{"QAPage", ldPage},
	{"Question", ldForum},
	{"RealEstateListing", ldPage},
	{"Recipe", ldThing},
	{"Report", ldArticle},
	{"Review", ldArticle},
	{"SearchResultsPage", ldPage},
	{"Service", ldThing},
	{"SocialMediaPosting", ldForum},
	{"SoftwareApplication", ldThing},
	{"VideoObject", ldThing},
	{"WebPage", ldPage},
	{"WebSite", ldSite},
}

func ldClassOf(name []byte) ldClass {
	if i := bytes.LastIndexAny(name, "/:#"); i >= 0 {
		name = name[i+1:]
	}
	from, to := 0, len(ldTypes)
	for from < to {
		if mid := (from + to) / 2; ldTypes[mid].name < string(name) {
			from = mid + 1
		} else {
			to = mid
		}
	}
	switch {
	case from < len(ldTypes) && ldTypes[from].name == string(name):
		return ldTypes[from].class
	case bytes.HasSuffix(name, []byte("Article")):
		return ldArticle
	}
	return ldOther
}

// Limits of what is read of JSON-LD.
const (
	maxLDItems   = 1 << 10 // objects with a type or an address
	maxLDNest    = 8       // levels above an object that are climbed to see whether it is at the top
	maxLDAuthors = 40
	maxOwnTitles = 8 // titles of the head that an object's is compared with
)

// ldItem is an object with a type or an @id.
type ldItem struct {
	node  int32
	id    int32 // its @id, -1
	class ldClass
}

// readJSONLD reads the scripts of the page into the tape and lists their objects.
func (r *Reader) readJSONLD() {
	t := &r.json
	t.ReadPage(r.page)
	r.items = r.items[:0]
	for k := int32(0); k < int32(len(t.Nodes)); k++ {
		up := t.Nodes[k].Up
		if up < 0 || t.Nodes[up].Kind != jsonld.Object {
			continue
		}
		switch {
		case t.Named(k, "@type") || t.Named(k, "type"):
			t.Each(k, func(n int32) {
				if it := r.item(up); it != nil {
					it.class = max(it.class, ldClassOf(t.Text(n)))
				}
			})
		case t.Named(k, "@id"):
			if it := r.item(up); it != nil {
				it.id = k
			}
		}
	}
}

// item returns the entry of an object in the list, which ends with it when it has one. It is nil when there are too many.
func (r *Reader) item(node int32) *ldItem {
	for n := len(r.items) - 1; n >= 0 && n >= len(r.items)-4; n-- {
		if r.items[n].node == node {
			return &r.items[n]
		}
	}
	if len(r.items) >= maxLDItems {
		return nil
	}
	r.items = append(r.items, ldItem{node: node, id: -1})
	return &r.items[len(r.items)-1]
}

// atTop reports whether an object stands for the page: at the top of a script or of a graph, or as the main entity of such.
func (r *Reader) atTop(node int32) bool {
	t := &r.json
	for range maxLDNest {
		n := &t.Nodes[node]
		if n.Up < 0 {
			return true
		}
		if t.Nodes[n.Up].Kind == jsonld.Object && !t.Named(node, "@graph") && !t.Named(node, "mainEntity") && !t.Named(node, "mainEntityOfPage") {
			return false
		}
		node = n.Up
	}
	return false
}

// oneOfMany reports whether an object is one of several main entities, as the questions of an FAQ are.
func (r *Reader) oneOfMany(node int32) bool {
	t := &r.json
	up := t.Nodes[node].Up
	return up >= 0 && t.Nodes[up].Kind == jsonld.Array && t.Named(up, "mainEntity") && t.Nodes[node].Next < t.Nodes[up].Next || up >= 0 && t.Named(up, "mainEntity") && node > up+1
}

// findMain chooses the main entity of the page: an article or thread before a thing, a thing before the page's own record. An object
// that gives another address than the page's is another story, unless it has the page's title. Of several articles without any of
// that the page is none.
func (r *Reader) findMain() {
	r.main, r.webPage, r.mainClass = -1, -1, ldOther
	best, rivals := 0, 0
	for i := range r.items {
		it := &r.items[i]
		if it.class < ldPage || it.class > ldArticle || !r.atTop(it.node) || it.class == ldForum && r.oneOfMany(it.node) {
			continue
		}
		own := r.owned(it.node)
		if it.class == ldPage {
			if r.webPage < 0 && own >= 0 {
				r.webPage = it.node
			}
			continue
		}
		score := int(it.class)*2 + 1 + own*8
		switch {
		case score > best:
			best, rivals = score, 0
			r.main, r.mainClass = it.node, it.class
		case score == best:
			rivals++
		}
	}
	if r.main >= 0 && (best <= 0 || rivals > 2 && r.owned(r.main) <= 0) {
		r.main, r.mainClass = -1, ldOther
	}
}

// owned tells whether an object gives the page's address or title as its own: 1 yes, 0 it says nothing, -1 it gives others.
func (r *Reader) owned(node int32) int {
	t := &r.json
	for _, name := range [...]string{"headline", "name"} {
		if s := t.Text(t.First(t.Member(node, name))); len(s) > 0 && r.titled(s) {
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
		r.scratch = jsonld.AppendString(r.scratch[:0], s)
		r.resolved = url.AppendResolved(r.resolved[:0], r.base, r.scratch)
		a := url.Parse(r.resolved)
		if !a.Web() || !r.located() {
			continue
		}
		if r.here(&a) {
			return 1
		}
		if name != "@id" {
			said = -1
		}
	}
	return said
}

// titled reports whether the page's head gives the string of JSON as a title, or as the start or the end of one.
func (r *Reader) titled(raw []byte) bool {
	if len(raw) > maxValue {
		return false
	}
	mark, entries := len(r.pool), len(r.entries)
	ok := r.enterJSON(noField, JSONLD, 0, raw)
	if ok {
		e := r.entries[entries]
		ok = false
		r.folded = block.Fold(r.folded[:0], r.value(&e), false)
		for i, n := 0, 0; i < entries && n < maxOwnTitles; i++ {
			if o := &r.entries[i]; o.field == titleField {
				n++
				r.folded2 = block.Fold(r.folded2[:0], r.value(o), false)
				if ok = len(r.folded) >= 4 && bytes.Contains(r.folded2, r.folded) || len(r.folded2) >= 12 && bytes.Contains(r.folded, r.folded2); ok {
					break
				}
			}
		}
	}
	r.pool, r.entries = r.pool[:mark], r.entries[:entries]
	return ok
}

// readMain enters what the main entity says, and of the rest what the record of the page says.
func (r *Reader) readMain() {
	if r.main >= 0 {
		r.readItem(r.main, 0)
	}
	if r.webPage >= 0 {
		r.readItem(r.webPage, 6)
	}
	for i := range r.items {
		if it := &r.items[i]; it.class == ldSite && r.atTop(it.node) {
			r.enterMember(siteField, 2, it.node, "name")
		}
	}
}

// ldMember is a member of an object that is a field.
type ldMember struct {
	name  string
	field field
	rank  uint8
}

var ldMembers = [...]ldMember{
	{"headline", titleField, 0}, {"name", titleField, 1}, {"datePublished", publishedField, 0}, {"dateCreated", publishedField, 3}, {"uploadDate", publishedField, 3},
	{"dateModified", modifiedField, 0}, {"articleSection", sectionField, 1}, {"keywords", tagField, 1}, {"description", descriptionField, 3},
	{"inLanguage", languageField, 1}, {"isAccessibleForFree", paywallField, 0}, {"url", canonicalField, 4},
}

// readItem enters the members of an object, their ranks raised by so much.
func (r *Reader) readItem(node int32, rank uint8) {
	for i := range ldMembers {
		m := &ldMembers[i]
		r.enterMember(m.field, m.rank+rank, node, m.name)
	}
	r.enterNamed(siteField, rank+2, node, "publisher", "name")
	r.enterNamed(imageField, rank+4, node, "image", "url")
	if rank == 0 || r.main < 0 {
		for _, name := range [...]string{"author", "creator"} {
			n := 0
			r.json.Each(r.json.Member(node, name), func(k int32) {
				if n++; n <= maxLDAuthors {
					r.enterAuthor(k, rank)
				}
			})
			if n > 0 {
				break
			}
		}
	}
}

// enterMember enters the strings that an object has under a name.
func (r *Reader) enterMember(f field, rank uint8, node int32, name string) {
	t := &r.json
	t.Each(t.Member(node, name), func(k int32) {
		switch t.Nodes[k].Kind {
		case jsonld.String:
			r.enterJSON(f, JSONLD, rank, t.Text(k))
		case jsonld.True, jsonld.False, jsonld.Number:
			r.enterJSON(f, JSONLD, rank, t.Nodes[k].Raw.Of(t.Src))
		}
	})
}

// enterNamed enters the strings under a name, and of objects the string inside.
func (r *Reader) enterNamed(f field, rank uint8, node int32, name, inside string) {
	t := &r.json
	t.Each(t.Member(node, name), func(k int32) {
		if k = r.referred(k); t.Nodes[k].Kind == jsonld.Object {
			k = t.First(t.Member(k, inside))
		}
		if s := t.Text(k); len(s) > 0 {
			r.enterJSON(f, JSONLD, rank, s)
		}
	})
}

// enterAuthor enters an author: a name, or an object with one.
func (r *Reader) enterAuthor(k int32, rank uint8) {
	t := &r.json
	k = r.referred(k)
	if t.Nodes[k].Kind != jsonld.Object {
		if s := t.Text(k); len(s) > 0 {
			r.enterJSON(authorField, JSONLD, rank, s)
		}
		return
	}
	organization := false
	t.Each(t.Member(k, "@type"), func(n int32) {
		organization = organization || ldClassOf(t.Text(n)) == ldOrganization
	})
	t.Each(t.Member(k, "name"), func(n int32) {
		if s := t.Text(n); len(s) > 0 && r.enterJSON(authorField, JSONLD, rank, s) {
			r.entries[len(r.entries)-1].organization = organization
		}
	})
}

// referred returns the object that node k refers to by its @id, k itself when it is no mere reference.
func (r *Reader) referred(k int32) int32 {
	t := &r.json
	if t.Nodes[k].Kind != jsonld.Object || t.Member(k, "name") >= 0 {
		return k
	}
	id := t.Text(t.Member(k, "@id"))
	if len(id) == 0 {
		return k
	}
	for i := range r.items {
		if it := &r.items[i]; it.id >= 0 && it.node != k && bytes.Equal(t.Text(it.id), id) && t.Member(it.node, "name") >= 0 {
			return it.node
		}
	}
	return k
}

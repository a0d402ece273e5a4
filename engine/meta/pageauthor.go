package meta

import (
	"unicode"

	"klartext/engine/block"
	"klartext/engine/meta/internal/source"
)

// The authors of an HTML page are chosen among the names that each kind of source gives, and the
// answer that the page does not say. A candidate is a set of names: those of JSON-LD, of a meta
// element, of the bylines in the text, or of elements marked as an author's; in each case all of
// them, and the first alone. Sets with the same names are one candidate. The weights are in
// zpageauthor.go.

// The features of authors.
const (
	authorLD     = iota // of the main entity
	authorLDPage        // of the page's own record
	authorLDForum
	authorOpenGraph
	authorMetaSure // a meta element that only sites with authors have
	authorMeta
	authorDublinCore
	authorTwitter
	authorMicrodata
	authorRel
	authorName
	authorLink
	authorClassed
	authorUser
	authorByline // a byline of the text
	authorInline // after "by" inside a short block near the title
	authorThread // of the first post
	authorFirst  // the first of several of a kind of marks
	authorSeveral
	authorMarked   // by marks only
	authorHeadOnly // by the head only
	authorNear     // the first mark is close to the title
	authorBelow
	authorFoot
	authorFar
	authorTwo
	authorMany
	authorPersons // all are names as persons have
	authorWord    // all are single words
	authorLong
	authorSmall // starts with a small letter
	authorDigits
	authorOrganization // as the page says
	authorSite         // the site's name
	authorSources
	authorOverlap // another source shares a name
	authorForumMark
	authorForumHead

	noAuthor // the rest describes the answer that there is none
	noAuthorHome
	noAuthorOpenGraph
	noAuthorWebsite
	noAuthorProduct
	noAuthorArticle
	noAuthorForum
	noAuthorThing
	noAuthorMarks
	noAuthorShort
	noAuthorBodyless
	noAuthorLinks
	noAuthorThread
	noAuthorDated // the page has a date
	numAuthorFeatures
)

// authors are the candidates for the authors of a page. The first is the answer that there are
// none.
type authors struct {
	all    []authorSet
	names  []name
	reader source.Names
	folded []byte
}

// authorSet is a set of names that may be the authors.
type authorSet struct {
	from, to int    // of authors.names
	key      uint64 // the same for sets of the same names
	score    float32
	f        [numAuthorFeatures]float32
}

// name is a name in an entry.
type name struct {
	text         block.Span // of source.Pool
	hash         uint64
	kind         source.Kind
	organization bool
}

const (
	maxAuthorSets = 40
	maxAuthors    = 40 // names of a page
	maxNames      = 1 << 10
)

// Ranks of visible authors.
const (
	rankByline = iota
	rankInline
)

// choose chooses the authors. The date has been chosen.
func (a *authors) choose(p *page, s *source.Sources, site *site, about *about, f *Fields) {
	addVisibleAuthors(p, &s.Pool, f)
	marks := a.collect(p, s, site)
	a.describe(p, s, site)
	a.describeNone(about, marks, f.PublishedSource != NoSource)
	for i := range a.all {
		a.all[i].score = weighted(pageAuthorWeights[:], a.all[i].f[:])
	}
	x := &a.all[best(a.all, func(x *authorSet) float32 { return x.score })]
	f.Authors = f.Authors[:0]
	for _, n := range a.names[x.from:x.to] {
		f.Authors = append(f.Authors, Author{p.keep(s.Pool.Of(n.text), n.kind), n.organization})
	}
}

// How far below the title a name after "by" is searched for, in blocks, and how many words these
// may have.
const (
	inlineReach = 5
	maxInline   = 24
)

// addVisibleAuthors adds entries for the authors that the text shows: those in its byline, after
// "by" in a short block near the title, and of the first post of a thread.
func addVisibleAuthors(p *page, pool *source.Pool, f *Fields) {
	for _, a := range f.Authors {
		pool.AddText(source.AuthorField, source.Visible, rankByline, a.Of(p.src), -1)
	}
	if p.title >= 0 {
		for i := p.title + 1; i < min(len(p.blocks), p.title+1+inlineReach); i++ {
			if b := &p.blocks[i]; b.Words > maxInline || b.Words <= 1 {
				continue
			}
			if name := source.NameAfterBy(p.text(i)); len(name) > 0 {
				pool.AddText(source.AuthorField, source.Visible, rankInline, name, int32(i))
				break
			}
		}
	}
	if c := p.thread.Comments; len(c) > 0 && !c[0].Author.Empty() {
		pool.AddText(source.AuthorField, source.Thread, 0, c[0].Author.Of(p.src), c[0].First)
	}
}

// collect lists the sets and returns the number of marks.
func (a *authors) collect(p *page, s *source.Sources, site *site) (marks int) {
	a.all, a.names = append(a.all[:0], authorSet{}), a.names[:0]
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.AuthorField {
			continue
		}
		if e.Kind == source.Class {
			marks++
		}
		if who := witness(e, s.LD.Main); who >= 0 && !seen(s, i, who) {
			a.gather(p, s, site, i, who)
		}
	}
	return marks
}

// witness returns the feature for the source of an entry, or -1 if it has none.
func witness(e *source.Entry, main source.Entity) int {
	switch e.Kind {
	case source.JSONLD:
		switch {
		case e.OfPage():
			return authorLDPage
		case main == source.Forum:
			return authorLDForum
		}
		return authorLD
	case source.OpenGraph:
		return authorOpenGraph
	case source.DublinCore:
		return authorDublinCore
	case source.Twitter:
		return authorTwitter
	case source.Microdata:
		return authorMicrodata
	case source.Visible:
		if e.Rank == rankInline {
			return authorInline
		}
		return authorByline
	case source.Thread:
		return authorThread
	case source.Meta:
		if e.Rank == 1 {
			return authorMetaSure
		}
		return authorMeta
	case source.Class:
		switch e.Rank {
		case source.RankRel:
			return authorRel
		case source.RankName:
			return authorName
		case source.RankLink:
			return authorLink
		case source.RankUser:
			return authorUser
		}
		return authorClassed
	}
	return -1
}

// seen reports whether an entry before the i-th is from the same kind of source.
func seen(s *source.Sources, i, who int) bool {
	for k := range s.Pool.Entries[:i] {
		e := &s.Pool.Entries[k]
		if e.Field == source.AuthorField && witness(e, s.LD.Main) == who {
			return true
		}
	}
	return false
}

// gather adds the sets for a kind of source, of which the first entry is given: all their names
// and, for marks, the first alone.
func (a *authors) gather(p *page, s *source.Sources, site *site, first, who int) {
	from := len(a.names)
	one, at := 0, int32(-1)
	for i := first; i < len(s.Pool.Entries); i++ {
		e := &s.Pool.Entries[i]
		if e.Field != source.AuthorField || witness(e, s.LD.Main) != who {
			continue
		}
		a.addNames(s, site, e, from)
		if one == 0 && len(a.names) > from {
			one, at = len(a.names), e.Block
		}
	}
	if len(a.names) == from {
		return
	}
	if all := a.add(p, from, len(a.names), who, at); all != nil && len(a.names)-from > 1 {
		all.f[authorSeveral] = 1
	}
	k := s.Pool.Entries[first].Kind
	if one < len(a.names) && (k == source.Class || k == source.Microdata) {
		if x := a.add(p, from, one, who, at); x != nil {
			x.f[authorFirst] = 1
		}
	}
}

// addNames adds the names of an entry to the set that starts at from.
func (a *authors) addNames(s *source.Sources, site *site, e *source.Entry, from int) {
	text := a.reader.Clean(s.Pool.Text(e))
	for len(text) > 0 {
		end, next := source.SplitNames(text)
		t := a.reader.Clean(text[:end])
		text = text[next:]
		if len(t) == 0 || len(a.names)-from >= maxAuthors || len(a.names) >= maxNames {
			continue
		}
		a.folded = block.Fold(a.folded[:0], t, false)
		hash := uint64(block.WordHash(a.folded)) * 0x9E3779B97F4A7C15
		if !has(a.names[from:], hash) {
			a.names = append(a.names, name{
				text:         s.Pool.SpanOf(t),
				hash:         hash,
				kind:         e.Kind,
				organization: e.Organization || source.Agency(t) || site.named(a.folded),
			})
		}
	}
}

func has(names []name, hash uint64) bool {
	for i := range names {
		if names[i].hash == hash {
			return true
		}
	}
	return false
}

// add returns the set with these names, and adds it if it is new. It returns nil if there are too
// many.
func (a *authors) add(p *page, from, to, who int, at int32) *authorSet {
	key := uint64(to - from)
	for _, n := range a.names[from:to] {
		key += n.hash
	}
	var x *authorSet
	for i := range a.all[1:] {
		if a.all[i+1].key == key {
			x = &a.all[i+1]
		}
	}
	if x == nil {
		if len(a.all) >= maxAuthorSets {
			return nil
		}
		a.all = append(a.all, authorSet{from: from, to: to, key: key})
		x = &a.all[len(a.all)-1]
	}
	x.f[who] = 1
	if at >= 0 {
		x.f[placeOf(p, int(at))] = 1
	}
	return x
}

// placeOf returns the feature for the place of block i.
func placeOf(p *page, i int) int {
	d := i - p.title
	switch {
	case p.title >= 0 && d >= -3 && d <= 6:
		return authorNear
	case p.title >= 0 && d > 6 && d <= 20:
		return authorBelow
	case i >= p.end-2 && i <= p.end+6:
		return authorFoot
	}
	return authorFar
}

// describe sets the features that depend on the names and on the other sets.
func (a *authors) describe(p *page, s *source.Sources, site *site) {
	forum := bit(s.LD.Main == source.Forum || p.thread.Alone())
	for i := 1; i < len(a.all); i++ {
		x := &a.all[i]
		f := &x.f
		a.describeNames(x, s, site)
		meta := max(f[authorOpenGraph], f[authorMetaSure], f[authorMeta], f[authorDublinCore],
			f[authorTwitter])
		head := max(f[authorLD], f[authorLDPage], f[authorLDForum]) + meta
		mark := max(f[authorMicrodata], f[authorRel], f[authorName], f[authorLink],
			f[authorClassed], f[authorUser])
		shown := mark + max(f[authorByline], f[authorInline]) + f[authorThread]
		f[authorSources], f[authorHeadOnly] = head+shown, bit(shown == 0)
		f[authorMarked] = bit(head+f[authorByline]+f[authorInline] == 0)
		f[authorForumMark], f[authorForumHead] = forum*bit(shown > 0), forum*bit(head > 0)
		f[authorOverlap] = bit(a.overlaps(i))
	}
}

// describeNames sets the features of the names of a set.
func (a *authors) describeNames(x *authorSet, s *source.Sources, site *site) {
	f := &x.f
	names := a.names[x.from:x.to]
	persons, words, organizations := 0, 0, 0
	for _, n := range names {
		t := s.Pool.Of(n.text)
		m := block.Measure(t)
		if source.PersonName(t) {
			persons++
		}
		if m.Words == 1 {
			words++
		}
		if n.organization {
			organizations++
		}
		f[authorLong] = max(f[authorLong], bit(m.Words > 5))
		f[authorDigits] = max(f[authorDigits], bit(m.Digits > 0))
		f[authorSmall] = max(f[authorSmall], bit(unicode.IsLower(m.FirstRune)))
		a.folded = block.Fold(a.folded[:0], t, false)
		f[authorSite] = max(f[authorSite], bit(site.named(a.folded)))
	}
	f[authorPersons], f[authorWord] = bit(persons == len(names)), bit(words == len(names))
	f[authorOrganization] = bit(organizations == len(names))
	f[authorTwo] = bit(len(names) == 2)
	f[authorMany] = logf(float32(len(names))) * bit(len(names) > 2)
}

// describeNone sets the features of the answer that there are no authors: what kind of page it is,
// how many elements are marked as an author's, and whether it has a date.
func (a *authors) describeNone(about *about, marks int, dated bool) {
	f := &a.all[0].f
	f[noAuthor] = 1
	f[noAuthorHome], f[noAuthorOpenGraph] = about.home, about.openGraph
	f[noAuthorWebsite], f[noAuthorProduct] = about.website, about.product
	f[noAuthorArticle], f[noAuthorForum], f[noAuthorThing] = about.article, about.forum, about.thing
	f[noAuthorShort], f[noAuthorBodyless] = about.short, about.bodyless
	f[noAuthorLinks], f[noAuthorThread] = about.links, about.thread
	f[noAuthorMarks] = logf(float32(marks + 1))
	f[noAuthorDated] = bit(dated)
}

// overlaps reports whether a set from another source has a name of set i, and other names.
func (a *authors) overlaps(i int) bool {
	x := &a.all[i]
	for k := 1; k < len(a.all); k++ {
		o := &a.all[k]
		if k == i || o.from == x.from {
			continue
		}
		for _, n := range a.names[x.from:x.to] {
			if has(a.names[o.from:o.to], n.hash) {
				return true
			}
		}
	}
	return false
}

package meta

import (
	"unicode"

	"klartext/engine/block"
)

// Who wrote an HTML page is chosen among the names that each kind of source gives, and the answer that it does not say. A
// candidate is a set of names: of JSON-LD, of a meta element, of the bylines in the text, of elements marked as an author's, all
// of these and the first alone. Sets with the same names are one candidate. Weights that engine/meta/train learns choose
// (zpageauthor.go).

// PageAuthorFeatures describe a candidate for the authors of an HTML page.
type PageAuthorFeatures [NumPageAuthorFeatures]float32

// The features.
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
	authorInline // behind "by" inside a short block near the title
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

	NoAuthor // the rest describes the answer that there is none
	noAuthorHome
	noAuthorOpenGraph
	noAuthorWebsite
	noAuthorProduct
	noAuthorArticle
	noAuthorForum
	noAuthorThing
	noAuthorMarks
	noAuthorShort
	noAuthorNone
	noAuthorLinks
	noAuthorThread
	noAuthorDated // the page has a date
	NumPageAuthorFeatures
)

// authorSet is a set of names that may be the authors.
type authorSet struct {
	from, to int // of Reader.names
	key      uint64
	f        PageAuthorFeatures
}

// poolName is a name in Reader.pool.
type poolName struct {
	text         block.Span
	hash         uint64
	source       Source
	organization bool
}

const (
	maxAuthorSets = 40
	maxAuthors    = 40 // names of a page
	maxNames      = 1 << 10
)

// takeAuthors chooses the authors.
func (r *Reader) takeAuthors() {
	r.collectAuthors()
	best, at := float32(0), 0
	for i := range r.authors {
		s := float32(0)
		for k, w := range pageAuthorWeights {
			s += w * r.authors[i].f[k]
		}
		if i == 0 || s > best {
			best, at = s, i
		}
	}
	f := &r.fields
	f.Authors = f.Authors[:0]
	for _, n := range r.names[r.authors[at].from:r.authors[at].to] {
		f.Authors = append(f.Authors, Author{r.keep(n.text.Of(r.pool), n.source), n.organization})
	}
}

// PageAuthors calls f for every candidate for the authors of the page that HTML read last, with its features; the first is the
// answer that there are none. For the training of the weights.
func (r *Reader) PageAuthors(f func(names []string, x *PageAuthorFeatures)) {
	for i := range r.authors {
		s := &r.authors[i]
		var names []string
		for _, n := range r.names[s.from:s.to] {
			names = append(names, string(n.text.Of(r.pool)))
		}
		f(names, &s.f)
	}
}

func (r *Reader) collectAuthors() {
	r.authors, r.names = append(r.authors[:0], authorSet{}), r.names[:0]
	r.twitterAuthors()
	r.shownAuthors()
	entries := len(r.entries)
	marks := 0
	for i := range entries {
		e := &r.entries[i]
		if e.field != authorField {
			continue
		}
		if e.rank >= rankRel && e.source == Class {
			marks++
		}
		who := r.authorSource(e)
		if who < 0 || r.authorSeen(i, who) {
			continue
		}
		r.gatherAuthors(i, entries, who)
	}
	r.describeAuthors(marks)
}

// authorSource returns the feature of an entry's kind of source.
func (r *Reader) authorSource(e *entry) int {
	switch e.source {
	case JSONLD:
		switch {
		case e.rank >= 6:
			return authorLDPage
		case r.mainClass == ldForum:
			return authorLDForum
		}
		return authorLD
	case OpenGraph:
		return authorOpenGraph
	case DublinCore:
		return authorDublinCore
	case Twitter:
		return authorTwitter
	case Microdata:
		return authorMicrodata
	case Visible:
		if e.rank == 1 {
			return authorInline
		}
		return authorByline
	case Thread:
		return authorThread
	case Meta:
		if e.rank == 1 {
			return authorMetaSure
		}
		return authorMeta
	case Class:
		switch e.rank {
		case rankRel:
			return authorRel
		case rankName:
			return authorName
		case rankLink:
			return authorLink
		case rankUser:
			return authorUser
		}
		return authorClassed
	}
	return -1
}

// authorSeen reports whether an entry before the i-th is of the same kind.
func (r *Reader) authorSeen(i, who int) bool {
	for k := range r.entries[:i] {
		if e := &r.entries[k]; e.field == authorField && r.authorSource(e) == who {
			return true
		}
	}
	return false
}

// gatherAuthors adds the sets that the entries of a kind make: all their names, and of marks the first alone.
func (r *Reader) gatherAuthors(first, entries, who int) {
	from := len(r.names)
	one, at := 0, int32(-1)
	for i := first; i < entries; i++ {
		e := &r.entries[i]
		if e.field != authorField || r.authorSource(e) != who {
			continue
		}
		r.addNames(e, from)
		if one == 0 && len(r.names) > from {
			one, at = len(r.names), e.at
		}
	}
	if len(r.names) == from {
		return
	}
	all := r.addSet(from, len(r.names), who, at)
	if all != nil && len(r.names)-from > 1 {
		all.f[authorSeveral] = 1
	}
	if one < len(r.names) && (r.entries[first].source == Class || r.entries[first].source == Microdata) {
		if s := r.addSet(from, one, who, at); s != nil {
			s.f[authorFirst] = 1
		}
	}
}

// addSet adds a set of names, or what tells of it to the set that has the same names.
func (r *Reader) addSet(from, to, who int, at int32) *authorSet {
	key := uint64(to - from)
	for _, n := range r.names[from:to] {
		key += n.hash
	}
	var s *authorSet
	for i := range r.authors {
		if r.authors[i].key == key && i > 0 {
			s = &r.authors[i]
		}
	}
	if s == nil {
		if len(r.authors) >= maxAuthorSets {
			return nil
		}
		r.authors = append(r.authors, authorSet{from: from, to: to, key: key})
		s = &r.authors[len(r.authors)-1]
	}
	s.f[who] = 1
	if at >= 0 {
		d := int(at) - r.title
		switch {
		case r.title >= 0 && d >= -3 && d <= 6:
			s.f[authorNear] = 1
		case r.title >= 0 && d > 6 && d <= 20:
			s.f[authorBelow] = 1
		case int(at) >= r.end-2 && int(at) <= r.end+6:
			s.f[authorFoot] = 1
		default:
			s.f[authorFar] = 1
		}
	}
	return s
}

// addNames adds the names of an entry to the set that starts at from.
func (r *Reader) addNames(e *entry, from int) {
	text := r.cleanName(r.value(e))
	for len(text) > 0 {
		end, next := r.splitName(text)
		name := r.cleanName(text[:end])
		text = text[next:]
		if len(name) == 0 || len(r.names)-from >= maxAuthors || len(r.names) >= maxNames {
			continue
		}
		r.folded2 = block.Fold(r.folded2[:0], name, false)
		h := uint64(block.WordHash(r.folded2)) * 0x9E3779B97F4A7C15
		known := false
		for _, n := range r.names[from:] {
			known = known || n.hash == h
		}
		if known {
			continue
		}
		start := int32(cap(r.pool) - cap(name)) // name is a part of the pool
		r.names = append(r.names, poolName{
			block.Span{Start: start, End: start + int32(len(name))}, h, e.source,
			e.organization || isAgency(name) || r.siteName(r.folded2),
		})
	}
}

// twitterAuthors enters the author of the cards that sites show on Twitter: a label "Written by" and a value.
func (r *Reader) twitterAuthors() {
	for i := range r.entries {
		l := &r.entries[i]
		if l.field != labelField || !holdsFold(r.value(l), "written by", "verfasst von", "author", "autor", "écrit par", "escrito por", "geschreven door", "scritto da") {
			continue
		}
		for k := range r.entries {
			if d := &r.entries[k]; d.field == dataField && d.rank == l.rank && len(r.entries) < maxEntries {
				e := *d
				e.field, e.source = authorField, Twitter
				r.entries = append(r.entries, e)
				return
			}
		}
	}
}

// shownAuthors enters the authors that the text shows: those of bylines, behind "by" in a short block near the title, and
// of the first post of a thread.
func (r *Reader) shownAuthors() {
	for _, a := range r.fields.Authors {
		r.enterText(authorField, Visible, 0, a.Of(r.src), -1)
	}
	if r.title >= 0 {
		for i := r.title + 1; i < min(len(r.blocks), r.title+6); i++ {
			if b := &r.blocks[i]; b.Words <= 24 && b.Words > 1 {
				if name := nameBehindBy(r.text(i)); len(name) > 0 {
					r.enterText(authorField, Visible, 1, name, int32(i))
					break
				}
			}
		}
	}
	if t := r.thread; t != nil && len(t.Comments) > 0 {
		if a := t.Comments[0].Author; !a.Empty() {
			r.enterText(authorField, Thread, 0, r.src[a.Start:a.End], t.Comments[0].First)
		}
	}
}

// enterText adds a value that is a part of the page's text.
func (r *Reader) enterText(f field, s Source, rank uint8, t []byte, at int32) {
	if len(r.entries) >= maxEntries {
		return
	}
	from := len(r.pool)
	r.pool = append(r.pool, t...)
	if r.commit(f, s, rank, from) {
		r.entries[len(r.entries)-1].at = at
	}
}

// describeAuthors sets the features that depend on the names and on the other sets, and those of the answer that there are none.
func (r *Reader) describeAuthors(marks int) {
	for i := 1; i < len(r.authors); i++ {
		s := &r.authors[i]
		f := &s.f
		names := r.names[s.from:s.to]
		persons, words, organizations := 0, 0, 0
		for _, n := range names {
			t := n.text.Of(r.pool)
			m := block.Measure(t)
			if personName(t) {
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
			r.folded2 = block.Fold(r.folded2[:0], t, false)
			if r.siteName(r.folded2) {
				f[authorSite] = 1
			}
		}
		f[authorPersons], f[authorWord], f[authorOrganization] = bit(persons == len(names)), bit(words == len(names)), bit(organizations == len(names))
		f[authorTwo], f[authorMany] = bit(len(names) == 2), logf(float32(len(names)))*bit(len(names) > 2)
		head := max(f[authorLD], f[authorLDPage], f[authorLDForum]) + max(f[authorOpenGraph], f[authorMetaSure], f[authorMeta], f[authorDublinCore], f[authorTwitter])
		shown := max(f[authorMicrodata], f[authorRel], f[authorName], f[authorLink], f[authorClassed], f[authorUser]) + max(f[authorByline], f[authorInline]) + f[authorThread]
		f[authorSources], f[authorHeadOnly] = head+shown, bit(shown == 0)
		f[authorMarked] = bit(head+f[authorByline]+f[authorInline] == 0)
		forum := bit(r.mainClass == ldForum || r.thread != nil && r.thread.Alone())
		f[authorForumMark], f[authorForumHead] = forum*bit(shown > 0), forum*bit(head > 0)
		f[authorOverlap] = bit(r.overlaps(i))
	}
	f := &r.authors[0].f
	d := &r.dates[0].f
	f[NoAuthor] = 1
	f[noAuthorHome], f[noAuthorOpenGraph], f[noAuthorWebsite], f[noAuthorProduct] = d[noDateHome], d[noDateOpenGraph], d[noDateWebsite], d[noDateProduct]
	f[noAuthorArticle], f[noAuthorForum], f[noAuthorThing] = d[noDateArticle], d[noDateForum], d[noDateThing]
	f[noAuthorShort], f[noAuthorNone], f[noAuthorLinks], f[noAuthorThread] = d[noDateShort], d[noDateNone], d[noDateLinks], d[noDateThread]
	f[noAuthorMarks] = logf(float32(marks + 1))
	f[noAuthorDated] = bit(r.fields.PublishedSource != NoSource)
}

// overlaps reports whether a set from another source has a name of set i, and other names.
func (r *Reader) overlaps(i int) bool {
	s := &r.authors[i]
	for k := 1; k < len(r.authors); k++ {
		o := &r.authors[k]
		if k == i || o.from == s.from {
			continue
		}
		for _, n := range r.names[s.from:s.to] {
			for _, m := range r.names[o.from:o.to] {
				if n.hash == m.hash {
					return true
				}
			}
		}
	}
	return false
}

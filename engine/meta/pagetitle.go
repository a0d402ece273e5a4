package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/meta/internal/source"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// The title of an HTML page is chosen among the headlines of the page and the titles in its head.
// Those that are the same except for case, white space and punctuation at the edges are one
// candidate. A candidate is described by what gives it and how it looks on the page; the weights
// are in zpagetitle.go.

// The features of titles. The first ones say what gives the text as a title.
const (
	byOpenGraph = iota
	byTwitter
	byArticle // headline or name of the main entity, an article or thread
	byThing   // name of the main entity, a thing
	byPage    // name of the page's own record in JSON-LD
	byOther   // another meta element or itemprop
	byTitle   // the title element, as a whole
	byTitleFirst
	byTitleLast
	byTitleHead // all of the title element but its last part
	byTitleTail // all but its first part
	byTitleLongest
	byOpenGraphPart // a part of og:title or another title of the head
	byH1
	byFirstH1
	byOnlyH1
	byH2
	byHeading   // h3 to h6
	byText      // a headline in the text that is not a heading element
	byClass     // an element whose class says title
	isVisible   // is on the page
	isFurniture // is in nav, header, footer or aside, or is hidden
	isArticle   // is in main or article
	isSite      // is the name of the site or of its host
	hasSite     // contains it, with other words before or after it
	inTitle     // is a part of the title element
	sources     // number of kinds of sources: title element, meta, JSON-LD, visible
	oneWord
	twoWords
	manyWords    // words beyond 12
	textScore    // as the headline of a plain-text page
	place        // of its first block, from the top
	massAbove    // share of the main text above it
	headOnly     // only in the head
	headTwice    // given by two of title element, meta and JSON-LD
	h1Twice      // a h1 that the head confirms
	slugShare    // share of the words in the end of the page's address that the text has
	slugCover    // share of the text's longer words that the end of the address has
	slugNone     // the address does not end in words
	partnerShown // the other part of the title element is on the page
	partOfShown  // a headline of the page starts with the text and continues
	longerShown  // the text starts with a headline of the page and continues
	siteShown    // a h1 or h2 that many pages of the site may have: its name
	isHome       // of the site's home page
	homeSite     // there, the name of the site
	numTitleFeatures
)

// titles are the candidates for the title of a page.
type titles struct {
	all   []title
	keys  []titleKey // of all
	folds []byte
	slug  []byte // the last part of the page's address that has words, in lower case
}

// title is a text that may be the title.
type title struct {
	fold  block.Span  // of titles.folds
	text  block.Span  // of source.Pool; empty for a text that is only on the page
	kind  source.Kind // of text
	block int32       // the first block with the text, -1
	score float32
	f     [numTitleFeatures]float32
}

// titleKey tells most different candidates apart without reading their texts, which are far from
// each other in memory.
type titleKey struct {
	hash  uint32
	first byte
}

const (
	maxPageTitles   = 160 // candidates of a page
	maxTitle        = 400 // length of a title in bytes
	maxPageHeadings = 40  // headings of the page that are considered
	maxShownH1      = 4   // h1 elements that are candidates whatever their labels
	maxHeadTitles   = 6   // from one kind of source
)

// choose chooses the title, labels the blocks that show it, finds its kicker, and sets p.title to
// the block around which the head of the article is read.
func (t *titles) choose(p *page, s *source.Sources, site *site, h *headlines, f *Fields) {
	p.title = -1
	t.collect(p, s, site, h)
	at := best(t.all, func(x *title) float32 { return x.score })
	if at < 0 {
		return
	}
	x := &t.all[at]
	if x.block < 0 {
		f.Title = p.keep(s.Pool.Of(x.text), x.kind)
		t.standIn(p)
		return
	}
	p.title = int(x.block)
	f.Title = headlineText(p, p.title)
	for i := range p.blocks {
		same := p.blocks[i].Hash == p.blocks[p.title].Hash
		if same && i <= max(p.title, p.body) && !p.labels.fixed(i) {
			p.labels.set(i, label.Title, sheet.ByPosition, 0.8)
		}
	}
	p.labels.set(p.title, label.Title, sheet.ByPosition, 0.9)
	readKicker(p, f)
}

// standIn sets p.title to the best title that is on the page, if that is a h1 or h2. The first h1
// is the page's own wording of its title, unless it is the site's name.
func (t *titles) standIn(p *page) {
	at := best(t.all, func(x *title) float32 {
		if x.block < 0 {
			return lowest
		}
		return x.score
	})
	x := &t.all[at]
	if x.block < 0 || x.f[byH1]+x.f[byH2] == 0 {
		return
	}
	p.title = int(x.block)
	if x.f[byFirstH1] > 0 && x.f[isSite] == 0 {
		p.labels.set(p.title, label.Title, sheet.ByPosition, 0.6)
	}
}

// headlineText returns the text of block i without the signs that link a heading to itself.
func headlineText(p *page, i int) Value {
	v := p.value(i)
	for _, s := range [...]string{"¶", "»", "#", "§", "\U0001F517"} {
		t := v.Of(p.src)
		if len(t) > len(s)+3 && bytes.HasSuffix(t, []byte(s)) && (s != "#" || t[len(t)-2] == ' ') {
			v.End -= int32(len(s))
		}
		t = v.Of(p.src)
		if len(t) > len(s)+3 && bytes.HasPrefix(t, []byte(s)) && s != "#" {
			v.Start += int32(len(s))
		}
	}
	from, to := token.Trim(p.src, int(v.Start), int(v.End))
	v.Start, v.End = int32(from), int32(to)
	return v
}

// collect lists the candidates with their features and scores.
func (t *titles) collect(p *page, s *source.Sources, site *site, h *headlines) {
	t.all, t.keys, t.folds = t.all[:0], t.keys[:0], t.folds[:0]
	t.readSlug(s)
	t.addHead(s)
	h.measure(p)
	t.addHeadlines(p, h)
	whole := block.Span{}
	for i := range t.all {
		if t.all[i].f[byTitle] > 0 {
			whole = t.all[i].fold
		}
	}
	own := &s.Location.Own
	home := bit(own.Web() && own.Home())
	for i := range t.all {
		x := &t.all[i]
		t.describe(x, site, whole.Of(t.folds), home)
		x.score = weighted(pageTitleWeights[:], x.f[:])
	}
}

// add returns the candidate with a text, which it adds if it is new. It returns nil if the text
// cannot be a title, or there are too many.
func (t *titles) add(text []byte) *title {
	if len(text) == 0 || len(text) > maxTitle {
		return nil
	}
	from := len(t.folds)
	t.folds = block.Fold(t.folds, text, false)
	fold := t.folds[from:]
	if len(fold) == 0 {
		return nil
	}
	key := titleKey{block.WordHash(fold), fold[0]}
	for i := range t.keys {
		if t.keys[i] != key {
			continue
		}
		if x := &t.all[i]; bytes.Equal(x.fold.Of(t.folds), fold) {
			t.folds = t.folds[:from]
			return x
		}
	}
	if len(t.all) >= maxPageTitles {
		t.folds = t.folds[:from]
		return nil
	}
	span := block.Span{Start: int32(from), End: int32(len(t.folds))}
	t.keys = append(t.keys, key)
	t.all = append(t.all, title{fold: span, block: -1})
	return &t.all[len(t.all)-1]
}

// addText adds a range of the pool.
func (t *titles) addText(pool *source.Pool, s block.Span, who int, k source.Kind) {
	if x := t.add(pool.Of(s)); x != nil {
		x.f[who] = 1
		if x.text.Empty() {
			x.text, x.kind = s, k
		}
	}
}

// headKinds are the kinds of sources that give titles. That of the main entity is first, because
// its spelling is the most careful.
var headKinds = [...]source.Kind{
	source.JSONLD, source.OpenGraph, source.Twitter, source.Meta, source.DublinCore,
	source.Microdata, source.TitleElement,
}

// addHead adds the titles of the head and their parts.
func (t *titles) addHead(s *source.Sources) {
	for _, k := range headKinds {
		n := 0
		for i := range s.Pool.Entries {
			e := &s.Pool.Entries[i]
			if e.Field != source.TitleField || e.Kind != k {
				continue
			}
			if n++; n > maxHeadTitles {
				break
			}
			who := titler(e, s.LD.Main)
			t.addText(&s.Pool, e.Text, who, k)
			t.addParts(&s.Pool, e.Text, who, k)
		}
	}
}

// titler returns the feature for the source of an entry.
func titler(e *source.Entry, main source.Entity) int {
	switch e.Kind {
	case source.TitleElement:
		return byTitle
	case source.OpenGraph:
		return byOpenGraph
	case source.Twitter:
		return byTwitter
	case source.JSONLD:
		switch {
		case e.OfPage():
			return byPage
		case main == source.Thing:
			return byThing
		}
		return byArticle
	}
	return byOther
}

// addHeadlines adds the headlines of the page: those that can be the title of a plain-text page (of
// headings only the first ones) and the first h1 elements.
func (t *titles) addHeadlines(p *page, h *headlines) {
	all, above, h1 := float32(0), float32(0), 0
	for i := range p.blocks {
		all += p.mass(i)
		if p.blocks[i].Kind == block.Heading1 {
			h1++
		}
	}
	next, seen, headings := 0, 0, 0
	for i := range p.blocks {
		score, open := float32(0), next < len(h.all) && h.all[next].block == i
		if open {
			score = h.all[next].score
			next++
		}
		k := p.blocks[i].Kind
		if k.Heading() {
			headings++
		}
		if open && (headings < maxPageHeadings || k == block.Heading1) ||
			k == block.Heading1 && seen < maxShownH1 {
			if x := t.add(p.text(i)); x != nil {
				x.describeHeading(k, h1, seen)
				if x.block < 0 || k == block.Heading1 && p.blocks[x.block].Kind != block.Heading1 {
					x.show(p, i, score, above/(all+1))
				}
			}
		}
		if k == block.Heading1 {
			seen++
		}
		above += p.mass(i)
	}
}

// describeHeading notes that a block of a kind has the text. seen is the number of h1 elements on
// the page before it.
func (x *title) describeHeading(k block.Kind, h1, seen int) {
	switch f := &x.f; {
	case k == block.Heading1:
		f[byH1] = 1
		f[byOnlyH1] = bit(h1 == 1)
		if seen == 0 {
			f[byFirstH1] = 1
		}
	case k == block.Heading2:
		f[byH2] = 1
	case k.Heading():
		f[byHeading] = 1
	default:
		f[byText] = 1
	}
}

// maxAncestors is how many elements above a headline are considered.
const maxAncestors = 40

// show makes block i the one that shows the text. score is that of its headline, above the share of
// the main text that is above it.
func (x *title) show(p *page, i int, score, above float32) {
	b, f := &p.blocks[i], &x.f
	x.block = int32(i)
	f[isVisible], f[textScore], f[massAbove] = 1, score/8, above
	f[place] = float32(i) / float32(len(p.blocks))
	f[isFurniture], f[isArticle] = 0, 0
	if b.Node < 0 {
		return
	}
	f[isFurniture] = bit(p.html.Elements[b.Node].Flags&block.Hidden != 0)
	for n, up := b.Node, 0; n > 0 && up < maxAncestors; n, up = p.html.Elements[n].Parent, up+1 {
		e := &p.html.Elements[n]
		switch e.Tag {
		case tag.Nav, tag.Footer, tag.Aside:
			f[isFurniture] = 1
		case tag.Main, tag.Article:
			f[isArticle] = 1
		}
		if up < 2 && ascii.ContainsFold(e.Class.Of(p.html.Source), "title", "headline") {
			f[byClass] = 1
		}
	}
}

// describe sets the features that depend on the other candidates and on the text. whole is the
// title element, folded; home is 1 on the home page of the site.
func (t *titles) describe(x *title, site *site, whole []byte, home float32) {
	f, fold := &x.f, x.fold.Of(t.folds)
	words := float32(0)
	for start, end := block.NextWord(fold, 0); end > start; start, end = block.NextWord(fold, end) {
		words++
	}
	f[oneWord], f[twoWords], f[manyWords] = bit(words <= 1), bit(words == 2), max(0, words-12)/4
	f[isSite] = bit(site.named(fold))
	f[inTitle] = bit(len(whole) > len(fold) && bytes.Contains(whole, fold))
	if name := site.name(); f[isSite] == 0 && len(name) >= 3 {
		f[hasSite] = bit(bytes.Contains(fold, name))
	}
	element := max(f[byTitle], f[byTitleFirst], f[byTitleLast], f[byTitleHead], f[byTitleTail])
	meta := max(f[byOpenGraph], f[byTwitter], f[byOther], f[byOpenGraphPart])
	ld := max(f[byArticle], f[byThing], f[byPage])
	f[sources] = element + meta + ld + f[isVisible]
	f[headOnly] = 1 - f[isVisible]
	f[headTwice] = bit(element+meta+ld >= 2)
	f[h1Twice] = f[byH1] * bit(element+meta+ld >= 1)
	lastOnly := f[byTitleLast] * bit(f[byTitleFirst] == 0) * bit(meta+ld == 0)
	f[siteShown] = f[isVisible] * max(f[isSite], lastOnly)
	f[isHome] = home
	f[homeSite] = home * f[isSite]
	t.describeSlug(x)
	t.describeParts(x, whole)
}

// describeParts compares a candidate with the headlines of the page.
func (t *titles) describeParts(x *title, whole []byte) {
	f, fold := &x.f, x.fold.Of(t.folds)
	part := f[byTitleFirst]+f[byTitleTail]+f[byTitleHead]+f[byTitleLast] > 0
	for i := range t.all {
		alike := t.keys[i].first == fold[0]
		if !alike && !part {
			continue
		}
		o := &t.all[i]
		if o == x || o.block < 0 {
			continue
		}
		other := o.fold.Of(t.folds)
		switch {
		case !alike:
		case len(other) > len(fold) && bytes.HasPrefix(other, fold):
			f[partOfShown] = 1
		case len(other) >= 8 && bytes.HasPrefix(fold, other):
			f[longerShown] = 1
		}
		if part && len(whole) > len(fold)+len(other) && partners(f, &o.f) {
			f[partnerShown] = 1
		}
	}
}

// partners reports whether two candidates make up the title element together.
func partners(a, b *[numTitleFeatures]float32) bool {
	return a[byTitleFirst]*b[byTitleTail]+a[byTitleTail]*b[byTitleFirst] > 0 ||
		a[byTitleHead]*b[byTitleLast]+a[byTitleLast]*b[byTitleHead] > 0
}

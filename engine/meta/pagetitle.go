package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/thread"
	"klartext/engine/token"
)

// The title of an HTML page is chosen among the headlines of the page and the titles of its head. Those that say the same, but
// for case, white space and punctuation at the edges, are one candidate; a candidate is described by who says it and
// how it looks on the page, and weights that engine/meta/train learns choose (zpagetitle.go).

// PageTitleFeatures describe a candidate for the title of an HTML page.
type PageTitleFeatures [NumPageTitleFeatures]float32

// The features. Those up to whoLast say who gives the text as a title.
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
	byText      // a headline in the text that is no heading element
	byClass     // an element whose class says title
	whoLast     = byClass
	isVisible   = iota - 1
	isFurniture // stands in nav, header, footer or aside, or is hidden
	isArticle   // stands in main or article
	isSite      // is the name of the site or of its host
	hasSite     // holds it, behind or before other words
	inTitle     // is a part of the title element
	sources     // number of kinds of sources: title element, meta, JSON-LD, visible
	oneWord
	twoWords
	manyWords    // words beyond 12
	textScore    // as the headline of a plain-text page
	place        // of its first block, from the top
	massAbove    // share of the main text above it
	headOnly     // given in the head alone
	headTwice    // given by two of title element, meta and JSON-LD
	h1Twice      // a h1 that the head confirms
	slugShare    // share of the words in the end of the page's address that the text has
	slugCover    // share of the text's longer words that the end of the address has
	slugNone     // the address ends in no words
	partnerShown // the other part of the title element stands on the page
	partOfShown  // a headline of the page starts with the text and goes on
	longerShown  // the text starts with a headline of the page and goes on
	siteShown    // a h1 or h2 that many pages of the site may have: its name
	isHome       // of the site's home page
	homeSite     // there, the name of the site
	NumPageTitleFeatures
)

// candidate is a text that may be the title.
type candidate struct {
	fold   block.Span // of Reader.folds
	text   block.Span // of Reader.pool; empty for a text that only stands on the page
	source Source     // of text
	block  int32      // the first block with the text, -1
	f      PageTitleFeatures
	score  float32
}

// titleKey tells most unlike candidates apart without a look at their texts, which lie far from each other.
type titleKey struct {
	hash  uint32
	first byte
}

const (
	maxPageTitles = 160 // candidates of a page
	maxTitle      = 400 // length of a title in bytes
)

// findPageTitle chooses the title, labels the blocks that show it and makes r.title the block that the head of the article is
// read around.
func (r *Reader) findPageTitle() {
	r.title, r.heads = -1, r.heads[:0]
	r.collectTitles()
	best, seen := -1, -1 // the best candidate, and the best that stands on the page
	for i := range r.titles {
		c := &r.titles[i]
		c.score = 0
		for k, w := range pageTitleWeights {
			c.score += w * c.f[k]
		}
		if best < 0 || c.score > r.titles[best].score {
			best = i
		}
		if c.block >= 0 && (seen < 0 || c.score > r.titles[seen].score) {
			seen = i
		}
	}
	if best < 0 {
		return
	}
	c := &r.titles[best]
	if c.block < 0 {
		r.fields.Title = r.keep(c.text.Of(r.pool), c.source)
		if seen >= 0 && r.titles[seen].f[byH1]+r.titles[seen].f[byH2] > 0 {
			r.title = int(r.titles[seen].block)
			if s := &r.titles[seen]; s.f[byFirstH1] > 0 && s.f[isSite] == 0 { // the page's own wording of it
				r.labels.set(r.title, label.Title, label.ByPosition, 0.6)
			}
		}
		return
	}
	r.title = int(c.block)
	r.fields.Title = r.headlineText(r.title)
	for i := range r.blocks {
		if r.blocks[i].Hash == r.blocks[r.title].Hash && i <= max(r.title, r.body) && !r.labels.fixed(i) {
			r.labels.set(i, label.Title, label.ByPosition, 0.8)
		}
	}
	r.labels.set(r.title, label.Title, label.ByPosition, 0.9)
	r.findKicker()
}

// headlineText is the text of block i without the signs that link a heading to itself.
func (r *Reader) headlineText(i int) Value {
	v := r.span(i)
	for _, s := range [...]string{"¶", "»", "#", "§", "\U0001F517"} {
		if t := v.Of(r.src); len(t) > len(s)+3 && bytes.HasSuffix(t, []byte(s)) && (s != "#" || t[len(t)-2] == ' ') {
			v.End -= int32(len(s))
		}
		if t := v.Of(r.src); len(t) > len(s)+3 && bytes.HasPrefix(t, []byte(s)) && s != "#" {
			v.Start += int32(len(s))
		}
	}
	from, to := token.Trim(r.src, int(v.Start), int(v.End))
	v.Start, v.End = int32(from), int32(to)
	return v
}

// PageCandidates calls f for every candidate for the title of an HTML page, with its features; for the training of the weights.
func (r *Reader) PageCandidates(page *block.Page, verdicts []label.Verdict, t *thread.Thread, address []byte, f func(text []byte, x *PageTitleFeatures)) {
	r.gather(page, verdicts, t, address)
	r.collectTitles()
	for i := range r.titles {
		c := &r.titles[i]
		text := c.text.Of(r.pool)
		if c.block >= 0 {
			text = r.headlineText(int(c.block)).Of(r.src)
		}
		f(text, &c.f)
	}
}

// collectTitles lists the candidates with their features.
func (r *Reader) collectTitles() {
	r.titles, r.titleKeys, r.folds = r.titles[:0], r.titleKeys[:0], r.folds[:0]
	r.readSite()
	r.readSlug()
	r.headTitles()
	r.shownTitles()
	whole := block.Span{}
	for i := range r.titles {
		if r.titles[i].f[byTitle] > 0 {
			whole = r.titles[i].fold
		}
	}
	for i := range r.titles {
		r.describe(&r.titles[i], whole.Of(r.folds))
	}
}

// add returns the candidate with a text, a new one when there is none yet, nil when the text is no title.
func (r *Reader) add(t []byte) *candidate {
	if len(t) == 0 || len(t) > maxTitle {
		return nil
	}
	from := len(r.folds)
	r.folds = block.Fold(r.folds, t, false)
	fold := r.folds[from:]
	if len(fold) == 0 {
		return nil
	}
	key := titleKey{block.WordHash(fold), fold[0]}
	for i := range r.titleKeys {
		if r.titleKeys[i] != key {
			continue
		}
		if c := &r.titles[i]; bytes.Equal(c.fold.Of(r.folds), fold) {
			r.folds = r.folds[:from]
			return c
		}
	}
	if len(r.titles) >= maxPageTitles {
		r.folds = r.folds[:from]
		return nil
	}
	r.titleKeys = append(r.titleKeys, key)
	r.titles = append(r.titles, candidate{fold: block.Span{Start: int32(from), End: int32(len(r.folds))}, block: -1})
	return &r.titles[len(r.titles)-1]
}

// addPart adds a part of the pool.
func (r *Reader) addPart(s block.Span, who int, source Source) {
	if c := r.add(s.Of(r.pool)); c != nil {
		c.f[who] = 1
		if c.text.Empty() {
			c.text, c.source = s, source
		}
	}
}

// headTitles adds the titles of the head: the main entity's first, since its spelling is the most careful.
func (r *Reader) headTitles() {
	for _, s := range [...]Source{JSONLD, OpenGraph, Twitter, Meta, DublinCore, Microdata, TitleElement} {
		n := 0
		for i := range r.entries {
			e := &r.entries[i]
			if e.field != titleField || e.source != s {
				continue
			}
			if n++; n > 6 {
				break
			}
			who := byOther
			switch {
			case s == TitleElement:
				who = byTitle
			case s == OpenGraph:
				who = byOpenGraph
			case s == Twitter:
				who = byTwitter
			case s == JSONLD && e.rank >= 6:
				who = byPage
			case s == JSONLD && r.mainClass == ldThing:
				who = byThing
			case s == JSONLD:
				who = byArticle
			}
			r.addPart(e.text, who, s)
			r.addParts(e.text, who, s)
		}
	}
}

// shownTitles adds the headlines of the page.
func (r *Reader) shownTitles() {
	r.heads = r.heads[:0]
	r.eachCandidate(func(i int, f *TitleFeatures) {
		s := float32(0)
		for k := range f {
			s += f[k] * titleWeights[k]
		}
		r.heads = append(r.heads, scored{i, s})
	})
	all, mass := float32(0), float32(0)
	for i := range r.blocks {
		all += r.mass(i)
	}
	h1 := 0
	for i := range r.blocks {
		if r.blocks[i].Kind == block.Heading1 {
			h1++
		}
	}
	k, seen, headings := 0, 0, 0
	for i := range r.blocks {
		score, open := float32(0), k < len(r.heads) && r.heads[k].block == i
		if open {
			score = r.heads[k].score
			k++
		}
		b := &r.blocks[i]
		if b.Kind.Heading() {
			headings++
		}
		if open && (headings < 40 || b.Kind == block.Heading1) || b.Kind == block.Heading1 && seen < 4 {
			if c := r.add(r.text(i)); c != nil {
				r.show(c, i, score, mass/(all+1), h1, seen)
			}
		}
		if b.Kind == block.Heading1 {
			seen++
		}
		mass += r.mass(i)
	}
}

// show notes that block i has the text of a candidate.
func (r *Reader) show(c *candidate, i int, score, above float32, h1, seen int) {
	b, f := &r.blocks[i], &c.f
	who := byText
	switch k := b.Kind; {
	case k == block.Heading1:
		who = byH1
	case k == block.Heading2:
		who = byH2
	case k.Heading():
		who = byHeading
	}
	f[who] = 1
	if who == byH1 {
		f[byOnlyH1] = bit(h1 == 1)
		if seen == 0 {
			f[byFirstH1] = 1
		}
	}
	better := c.block < 0 || who == byH1 && r.blocks[c.block].Kind != block.Heading1
	if !better {
		return
	}
	c.block = int32(i)
	f[isVisible], f[textScore], f[place] = 1, score/8, float32(i)/float32(len(r.blocks))
	f[massAbove] = above
	f[isFurniture], f[isArticle] = 0, 0
	if b.Node < 0 {
		return
	}
	f[isFurniture] = bit(r.page.Elements[b.Node].Flags&block.Hidden != 0)
	for n, up := b.Node, 0; n > 0 && up < 40; n, up = r.page.Elements[n].Parent, up+1 {
		e := &r.page.Elements[n]
		switch e.Tag {
		case tag.Nav, tag.Footer, tag.Aside:
			f[isFurniture] = 1
		case tag.Main, tag.Article:
			f[isArticle] = 1
		}
		if up < 2 && holdsFold(e.Class.Of(r.page.Source), "title", "headline") {
			f[byClass] = 1
		}
	}
}

// holdsFold reports whether s holds one of the words, which are at least two small letters, in any case.
func holdsFold(s []byte, words ...string) bool {
	for i, c := range s {
		for _, w := range words {
			if c|0x20 == w[0] && len(s)-i >= len(w) && s[i+1]|0x20 == w[1] && equalFold(s[i:i+len(w)], w) {
				return true
			}
		}
	}
	return false
}

// describe sets the features that depend on the other candidates and on the text. whole is the title element, folded.
func (r *Reader) describe(c *candidate, whole []byte) {
	f, fold := &c.f, c.fold.Of(r.folds)
	words := float32(0)
	for start, end := block.NextWord(fold, 0); end > start; start, end = block.NextWord(fold, end) {
		words++
	}
	f[oneWord], f[twoWords], f[manyWords] = bit(words <= 1), bit(words == 2), max(0, words-12)/4
	f[isSite] = bit(r.siteName(fold))
	f[inTitle] = bit(len(whole) > len(fold) && bytes.Contains(whole, fold))
	if name := r.site.best.Of(r.site.folds); f[isSite] == 0 && len(name) >= 3 {
		f[hasSite] = bit(bytes.Contains(fold, name))
	}
	title := max(f[byTitle], f[byTitleFirst], f[byTitleLast], f[byTitleHead], f[byTitleTail])
	meta := max(f[byOpenGraph], f[byTwitter], f[byOther], f[byOpenGraphPart])
	ld := max(f[byArticle], f[byThing], f[byPage])
	f[sources] = title + meta + ld + f[isVisible]
	f[headOnly] = 1 - f[isVisible]
	f[headTwice] = bit(title+meta+ld >= 2)
	f[h1Twice] = f[byH1] * bit(title+meta+ld >= 1)
	f[siteShown] = f[isVisible] * max(f[isSite], f[byTitleLast]*bit(f[byTitleFirst] == 0)*bit(meta+ld == 0))
	f[isHome] = bit(r.atHome())
	f[homeSite] = f[isHome] * f[isSite]
	r.describeSlug(c)
	r.describeParts(c, whole)
}

// atHome reports whether the page is the home page of its site.
func (r *Reader) atHome() bool {
	return r.home.Web() && len(bytes.Trim(r.home.Path, "/")) == 0 && len(r.home.Query) == 0
}

// describeParts compares a candidate with the headlines of the page.
func (r *Reader) describeParts(c *candidate, whole []byte) {
	f, fold := &c.f, c.fold.Of(r.folds)
	part := f[byTitleFirst]+f[byTitleTail]+f[byTitleHead]+f[byTitleLast] > 0
	for i := range r.titles {
		alike := r.titleKeys[i].first == fold[0]
		if !alike && !part {
			continue
		}
		o := &r.titles[i]
		if o == c || o.block < 0 {
			continue
		}
		other := o.fold.Of(r.folds)
		switch {
		case !alike:
		case len(other) > len(fold) && bytes.HasPrefix(other, fold):
			f[partOfShown] = 1
		case len(other) >= 8 && bytes.HasPrefix(fold, other):
			f[longerShown] = 1
		}
		if part && len(whole) > len(fold)+len(other) && (f[byTitleFirst] > 0 && o.f[byTitleTail] > 0 || f[byTitleTail] > 0 && o.f[byTitleFirst] > 0 || f[byTitleHead] > 0 && o.f[byTitleLast] > 0 || f[byTitleLast] > 0 && o.f[byTitleHead] > 0) {
			f[partnerShown] = 1
		}
	}
}

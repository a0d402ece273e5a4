package meta

import (
	"klartext/engine/internal/breadcrumb"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// Headlines are the blocks that can be the title. Each is described, for the weights in ztitle.go,
// by its own shape and by what is around it; the sum is its score.

// numHeadlineFeatures is the number of features of a headline; see headlines.describe.
const numHeadlineFeatures = 33

// headline is a block that can be the title.
type headline struct {
	block int
	score float32
	f     [numHeadlineFeatures]float32
}

// headlines are the headlines of a page, in order.
type headlines struct {
	all   []headline
	below []below // of the blocks, and of the end of the page
}

// maxHeadlines is how many headlines, from the top of the page, are considered.
const maxHeadlines = 300

// measure lists the headlines above the middle of the main text.
func (h *headlines) measure(p *page) {
	h.all = h.all[:0]
	p.words.learn(p)
	mass := h.lookBelow(p)
	above, long := float32(0), 0
	for i := range p.blocks {
		if above > mass/2+1 && len(h.all) > 0 || len(h.all) == maxHeadlines {
			break
		}
		if p.headline(i) && !p.faint(i) {
			n := len(h.all)
			h.all = append(h.all, headline{block: i})
			x := &h.all[n]
			h.describe(p, x, n, long, above, mass)
			x.score = weighted(titleWeights[:], x.f[:])
			if p.blocks[i].Words >= 4 {
				long++
			}
		}
		above += h.below[i].mass
	}
}

// headline reports whether block i can be a title.
func (p *page) headline(i int) bool {
	b := &p.blocks[i]
	if b.Words < 1 || b.Words > 40 || b.Runes > 260 || b.Runes < 3 || b.Letters*2 < b.Runes ||
		b.LastRune == ',' || b.LastRune == ';' {
		return false
	}
	switch l := p.labels.of(i); l {
	case label.Nav, label.Related, label.Promo:
	default:
		if p.labels.fixed(i) || l.Comment() {
			return false
		}
	}
	if b.Sentences > 1 && b.Words > 14 || b.LastRune == '.' && b.Words > 16 ||
		p.labels.estimate(i) > 0.8 && b.Words > 18 {
		return false // a paragraph
	}
	if p.authored(i) && b.Words <= 7 && b.Caps+2 >= b.Words || breadcrumb.Is(p.text(i)) {
		return false
	}
	return !p.dates.Only(i)
}

// faint reports whether block i of an HTML page is neither a heading nor a block with a notable
// estimate: links of menus, and buttons, which are most of what could be a title in a dump.
func (p *page) faint(i int) bool {
	return p.html != nil && !p.blocks[i].Kind.Heading() && p.labels.estimate(i) < 0.03
}

// authored reports whether block i starts like a byline.
func (p *page) authored(i int) bool {
	return p.labels.family(i) == label.Byline && p.labels.scope(i)&lexicon.Prefix != 0 &&
		p.blocks[i].Words <= maxByline
}

// below is what follows a headline that is above block i.
type below struct {
	mass  float32
	prose int32 // first paragraph of the main text, or len(blocks)
	heads int32 // open blocks of more than three words
}

// lookBelow fills h.below and returns the mass of the page.
func (h *headlines) lookBelow(p *page) (all float32) {
	n := len(p.blocks)
	h.below = scratch.Resize(h.below, n+1)
	h.below[n] = below{prose: int32(n)}
	for i := n - 1; i >= 0; i-- {
		x := below{mass: p.mass(i), prose: h.below[i+1].prose, heads: h.below[i+1].heads}
		if p.prose(i) && p.labels.estimate(i) > 0.5 {
			x.prose = int32(i)
		}
		if p.blocks[i].Words > 3 && p.open(i) {
			x.heads++
		}
		h.below[i] = x
	}
	for i := range p.blocks {
		all += h.below[i].mass
	}
	return all
}

// How far below a headline its text is searched for, its mass is summed, and a date or byline
// counts, in blocks.
const (
	proseReach = 30
	massReach  = 12
	dateReach  = 5
)

// describe sets the features of headline x, the n-th of the page and the long-th of more than three
// words. above and all are the mass of main text above it and on the page.
func (h *headlines) describe(p *page, x *headline, n, long int, above, all float32) {
	i := x.block
	b, l := &p.blocks[i], &p.labels
	share, hits := p.words.share(p, i)
	near, next := float32(0), float32(0)
	for j := i + 1; j < len(p.blocks) && j <= i+massReach; j++ {
		near += h.below[j].mass
		if j == i+1 {
			next = near
		}
	}
	dated := float32(0)
	for j := i + 1; j < len(p.blocks) && j <= i+dateReach; j++ {
		if p.dates.Only(j) || p.authored(j) {
			dated = 1
			break
		}
	}
	far := min(i+proseReach+1, len(p.blocks))
	body := min(int(h.below[i+1].prose), far)
	prose := bit(body < far)
	heads := logf(float32(h.below[i+1].heads-h.below[body].heads) + 1)
	words := float32(b.Words)
	x.f = [numHeadlineFeatures]float32{
		bit(b.Words >= 4) * share,
		bit(b.Words >= 7) * share,
		prose,
		heads,
		prose * heads,
		bit(above < 20),
		float32(i) / float32(len(p.blocks)),
		share,
		float32(min(hits, 6)),
		min(words, 12),
		max(0, words-12),
		bit(b.Words <= 2),
		bit(b.Words == 3),
		logf(float32(n + 1)),
		logf(float32(long + 1)),
		above / (all + 1),
		logf(above + 1),
		logf(near + 1),
		bit(next > 8),
		dated,
		bit(p.repeats(i) > 0),
		bit(b.LastRune == '.'),
		bit(b.LastRune == '?' || b.LastRune == '!'),
		bit(b.LastRune == ':'),
		l.estimate(i),
		bit(l.fixed(i)),
		bit(b.Gap > 0),
		bit(i+1 < len(p.blocks) && p.blocks[i+1].Gap > 0),
		float32(b.Caps) / max(words, 1),
		bit(l.family(i).Boilerplate()),
		bit(b.Symbols > 1),
		bit(i > 0 && l.estimate(i-1) > 0.4),
		float32(b.Upper) / float32(max(b.Letters, 1)),
	}
}

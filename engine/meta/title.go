package meta

import (
	"bytes"

	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// The title of a plain-text page is the headline with the highest score by the learned weights, or
// one that belongs together with it.

const (
	minTitle    = -12 // the title of a page must have a higher score
	quotedBonus = 6   // the heading of a comment section names the title: as good as certain

	closeScores   = 0.9 // between scores this close the rules for kickers and subtitles decide
	pictureScores = 2.5 // and the rule for a second title below a picture
)

// readTitle chooses the title, labels the blocks that show it, and finds its kicker.
func readTitle(p *page, h *headlines, f *Fields) {
	p.title = -1
	h.measure(p)
	for i := range h.all {
		if quoted(p, h.all[i].block) {
			h.all[i].score += quotedBonus
		}
	}
	at := best(h.all, func(x *headline) float32 { return x.score })
	if at < 0 || h.all[at].score <= minTitle {
		return
	}
	p.title = settle(p, h, h.all[at].block)
	p.labels.set(p.title, label.Title, sheet.ByPosition, 0.8)
	f.Title = p.value(p.title)
	labelOtherTitles(p)
	readKicker(p, f)
}

// quoted reports whether another block has headline i in quotation marks, like the headings of
// comment sections.
func quoted(p *page, i int) bool {
	t := p.text(i)
	if len(t) < 8 {
		return false
	}
	for j := max(p.body, i+1); j < len(p.blocks); j++ {
		if p.labels.of(j) == label.CommentUI && p.blocks[j].Quotes >= 2 &&
			bytes.Contains(p.text(j), t) {
			return true
		}
	}
	return false
}

// settle corrects the choice among headlines that belong together. Of a short line and the headline
// below it, the lower one is the title and the upper one a kicker. A long line below a headline is
// a subtitle. Of two wordings of one title, the one nearer to the body counts.
func settle(p *page, h *headlines, title int) int {
	for i := title + 1; i < min(p.body, title+7); i++ {
		if p.headline(i) && !p.labels.fixed(i) && p.blocks[i].Words >= 4 && pictured(p, title, i) &&
			(p.words.common(p, i, title) || h.near(i, title, pictureScores)) {
			return i
		}
	}
	if low := adjacent(p, title, 1); low >= 0 && low < p.body && kickerOver(p, title, low) {
		short := p.blocks[title].Words <= 3 && p.blocks[low].Words >= 5
		if h.near(low, title, closeScores) || short {
			return low
		}
	}
	if up := adjacent(p, title, -1); up >= 0 && h.near(up, title, closeScores) &&
		!kickerOver(p, up, title) && sharesWords(p, up) &&
		p.blocks[up].Words >= 4 && p.blocks[up].LastRune != '.' {
		return up
	}
	return title
}

// near reports whether the score of headline i is at most margin lower than that of the title.
func (h *headlines) near(i, title int, margin float32) bool {
	var s, best float32
	for k := range h.all {
		switch x := &h.all[k]; x.block {
		case i:
			s = x.score
		case title:
			best = x.score
		}
	}
	return best-s < margin
}

// pictured reports whether there is a picture with its caption, and nothing else, between blocks i
// and j.
func pictured(p *page, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !p.is(k, label.Caption) && !p.is(k, label.Credit) {
			return false
		}
	}
	return j > i+1
}

// sharesWords reports whether the body contains a fifth of the longer words of block i.
func sharesWords(p *page, i int) bool {
	share, _ := p.words.share(p, i)
	return share > 0.2
}

// adjacent returns the open headline next to block i in direction d, ignoring markers between them,
// or -1 if there is none.
func adjacent(p *page, i, d int) int {
	for j := i + d; j >= 0 && j < len(p.blocks); j += d {
		if p.is(j, label.Marker) {
			continue
		}
		if p.headline(j) && !p.labels.fixed(j) && p.blocks[max(i, j)].Gap <= 3 {
			return j
		}
		break
	}
	return -1
}

// kickerOver reports whether of two neighbouring headlines the upper one is the kicker of the lower
// one.
func kickerOver(p *page, up, low int) bool {
	u, l := &p.blocks[up], &p.blocks[low]
	switch {
	case quoted(p, up):
		return false
	case quoted(p, low):
		return true
	case l.LastRune == '.' || l.Words > 15 || l.Words < 2:
		return false
	}
	return u.Words <= 5 || u.Words <= 8 && l.Words*4 >= u.Words*5
}

// How far above the title other forms of it are searched for, in blocks; and the size of the top of
// a page, where a headline above the title's picture is a title whatever it says.
const (
	titleReach = 8
	maxTop     = 4
)

// labelOtherTitles labels the other forms of the title above it: the same words, or most of them,
// in another order.
func labelOtherTitles(p *page) {
	for i := p.title - 1; i >= max(0, p.title-titleReach); i-- {
		same := p.blocks[i].Hash == p.blocks[p.title].Hash
		if !same && (p.is(i, label.Caption) || p.is(i, label.Credit)) {
			continue
		}
		if p.headline(i) && !p.labels.fixed(i) && p.blocks[i].Words >= 4 && (same ||
			pictured(p, i, p.title) && (i < maxTop || p.words.common(p, i, p.title))) {
			p.labels.set(i, label.Title, sheet.ByRepetition, 0.7)
			continue
		}
		if p.open(i) && p.blocks[i].Words > 4 {
			break
		}
	}
}

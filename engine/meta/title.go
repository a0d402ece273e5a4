package meta

import (
	"unicode"

	"klartext/engine/block"
	"klartext/engine/label"
)

// How far above the body, in blocks, a title is looked for, and how far below its first paragraph.
const (
	titleAbove = 40
	titleBelow = 1
)

// findTitle labels the title: of the lines above the body that look like one, the line that shares most words with the
// body, is repeated or quoted elsewhere on the page, and stands near.
func (r *Reader) findTitle() {
	r.title = -1
	if len(r.blocks) == 0 {
		return
	}
	r.vocab.learn(r)
	best := float32(minTitle)
	top := min(r.body+titleBelow, len(r.blocks)-1)
	for i := top; i >= max(0, r.body-titleAbove); i-- {
		if !r.headline(i) {
			continue
		}
		if s := r.titleScore(i); s > best {
			best, r.title = s, i
		}
	}
	if r.title < 0 {
		return
	}
	r.settle()
	r.verdicts[r.title].Set(label.Title, label.ByPosition, min(1, best/3))
	r.fields.Title = r.span(r.title)
	r.alsoTitles()
	r.findKicker()
}

// minTitle is the score below which a page has no title.
const minTitle = 0.9

// headline reports whether block i can be a title.
func (r *Reader) headline(i int) bool {
	b, v := &r.blocks[i], &r.verdicts[i]
	if v.Fixed && v.Label != label.Nav || b.Words < 1 || b.Words > 32 || b.Runes > 220 || b.Runes < 4 || b.Letters*2 < b.Runes {
		return false
	}
	if v.Fixed && (v.Scope&label.Whole != 0 || b.Words < 3) || v.Family == label.Section && v.Scope&label.Whole != 0 {
		return false
	}
	if v.Family == label.Byline && v.Scope&label.Prefix != 0 && b.Words <= 6 && b.Caps >= b.Words-1 || r.dateOnly(i) {
		return false
	}
	switch b.LastRune {
	case '.':
		return b.Sentences <= 1 && b.Words <= 14
	case ',', ';':
		return false
	}
	return unicode.IsUpper(b.FirstRune) || unicode.IsDigit(b.FirstRune) || b.Quotes > 0 || b.FirstRune > 0x2E80 || b.Words >= 4
}

// titleScore scores headline i.
func (r *Reader) titleScore(i int) float32 {
	b := &r.blocks[i]
	s := 1.6 * r.vocab.share(r, i)
	switch {
	case b.Words >= 5 && b.Words <= 18:
		s += 0.7
	case b.Words >= 3:
		s += 0.45
	case b.Words == 2:
		s += 0.15
	}
	if b.LastRune == '.' {
		s -= 0.4
	}
	if r.quoted(i) {
		s += 0.9
	}
	if n := r.repeats(i); n > 0 {
		s += 0.25
	}
	dist := 0
	for j := i + 1; j < r.body; j++ {
		if v := &r.verdicts[j]; !v.Fixed && r.blocks[j].Words > 2 && !r.dateOnly(j) {
			dist += 2
		} else {
			dist++
		}
	}
	s -= 0.06 * float32(min(dist, 30))
	if i > r.body {
		s -= 0.5
	}
	return s
}

// quoted reports whether another block names the headline in quotation marks, as the headings of comment sections do.
func (r *Reader) quoted(i int) bool {
	t := r.text(i)
	if len(t) < 8 {
		return false
	}
	for j := max(r.body, i+1); j < len(r.blocks); j++ {
		if v := &r.verdicts[j]; v.Label == label.CommentUI && r.blocks[j].Quotes >= 2 && contains(r.text(j), t) {
			return true
		}
	}
	return false
}

// repeats counts the other blocks with the text of block i.
func (r *Reader) repeats(i int) (n int) {
	for j := range r.blocks {
		if j != i && r.blocks[j].Hash == r.blocks[i].Hash {
			n++
		}
	}
	return n
}

// settle moves the choice among headlines that stand together. Of a short line and the headline below it the lower one is
// the title, the upper a kicker; a long line below a headline is a subtitle; of two wordings of one title the one nearer to
// the body counts.
func (r *Reader) settle() {
	for i := r.title + 1; i < r.body && i <= r.title+6; i++ {
		if r.headline(i) && !r.verdicts[i].Fixed && r.blocks[i].Words >= 4 && r.vocab.common(r, i, r.title) {
			r.title = i
			return
		}
	}
	if low := r.adjacent(r.title, 1); low >= 0 && low < r.body && r.kickerOver(r.title, low) {
		r.title = low
		return
	}
	if up := r.adjacent(r.title, -1); up >= 0 && !r.kickerOver(up, r.title) && r.vocab.share(r, up) > 0.2 && r.blocks[up].Words >= 4 && r.blocks[up].LastRune != '.' {
		r.title = up
	}
}

// adjacent returns the open headline next to block i in direction d, markers between apart, -1 when there is none.
func (r *Reader) adjacent(i, d int) int {
	for j := i + d; j >= 0 && j < len(r.blocks); j += d {
		if r.is(j, label.Marker) {
			continue
		}
		if r.headline(j) && !r.verdicts[j].Fixed && r.blocks[max(i, j)].Gap <= 3 {
			return j
		}
		break
	}
	return -1
}

// kickerOver reports whether of two neighbouring headlines the upper one is the kicker of the lower one.
func (r *Reader) kickerOver(up, low int) bool {
	u, l := &r.blocks[up], &r.blocks[low]
	switch {
	case r.quoted(up):
		return false
	case r.quoted(low):
		return true
	case l.LastRune == '.' || l.Words > 15 || l.Words < 2:
		return false
	}
	return u.Words <= 5 || u.Words <= 8 && l.Words*4 >= u.Words*5
}

// alsoTitles labels the other forms of the title above it: the same words, or most of them, in another order.
func (r *Reader) alsoTitles() {
	for i := max(0, r.title-8); i < r.title; i++ {
		if r.headline(i) && !r.verdicts[i].Fixed && r.blocks[i].Words >= 4 && r.vocab.common(r, i, r.title) {
			r.verdicts[i].Set(label.Title, label.ByRepetition, 0.7)
		}
	}
}

// findKicker labels the short line directly above the title, or directly below it.
func (r *Reader) findKicker() {
	i := r.title - 1
	for ; i >= 0 && (r.is(i, label.Marker) || r.is(i, label.Date)); i-- {
	}
	if i < 0 || !r.headline(i) || r.verdicts[i].Fixed || r.blocks[i].Words > 8 || r.blocks[r.title].Gap > 3 || r.blocks[i].Runes > 70 {
		return
	}
	if r.blocks[i].LastRune == '.' || r.repeats(i) > 1 || r.verdicts[i].Family.Boilerplate() || i > 0 && r.crumbs(i) {
		return
	}
	r.verdicts[i].Set(label.Kicker, label.ByPosition, 0.8)
	r.fields.Kicker = r.span(i)
}

// crumbs reports whether block i stands in a run of short lines, as menus and breadcrumbs do.
func (r *Reader) crumbs(i int) bool {
	n := 0
	for j := i - 1; j >= 0 && j >= i-4 && r.blocks[j].Words <= 4 && r.blocks[j].Sentences == 0; j-- {
		n++
	}
	return n >= 3
}

// vocabulary is the set of the hashes of the body's longer words.
type vocabulary struct {
	set [1 << 13]uint32
}

// learn collects the words of the body.
func (v *vocabulary) learn(r *Reader) {
	clear(v.set[:])
	n := 0
	for i := r.body; i < len(r.blocks) && n < 2500; i++ {
		if r.verdicts[i].Fixed && !r.verdicts[i].Label.Comment() {
			continue
		}
		r.eachWord(i, func(h uint32) {
			n++
			v.set[h&(1<<13-1)] = h
		})
	}
}

// share returns the share of the longer words of block i that the body has.
func (v *vocabulary) share(r *Reader, i int) float32 {
	n, hit := 0, 0
	r.eachWord(i, func(h uint32) {
		n++
		if v.set[h&(1<<13-1)] == h {
			hit++
		}
	})
	if n == 0 {
		return 0
	}
	return float32(hit) / float32(max(n, 2))
}

// common reports whether blocks i and j share at least half of the longer words of the shorter one.
func (v *vocabulary) common(r *Reader, i, j int) bool {
	var seen [16]uint32
	n, m, hit := 0, 0, 0
	r.eachWord(j, func(h uint32) {
		if n < len(seen) {
			seen[n] = h
			n++
		}
	})
	r.eachWord(i, func(h uint32) {
		m++
		for _, s := range seen[:n] {
			if s == h {
				hit++
				return
			}
		}
	})
	return hit >= 2 && hit*2 >= min(n, m)
}

// eachWord calls f with the hash of every word of at least four bytes in block i, folded.
func (r *Reader) eachWord(i int, f func(h uint32)) {
	t := r.text(i)
	r.folded = block.Fold(r.folded[:0], t[:min(len(t), 4000)], false)
	for start, end := block.NextWord(r.folded, 0); end > start; start, end = block.NextWord(r.folded, end) {
		if end-start >= 4 {
			f(block.WordHash(r.folded[start:min(end, start+12)]))
		}
	}
}

package meta

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"klartext/engine/label"
)

// maxCandidates is the number of headlines, from the top of the page, that are looked at for a title.
const maxCandidates = 300

// findTitle labels the title: of the headlines above the middle of the main text the one that the learned weights like best.
func (r *Reader) findTitle() {
	r.title, r.heads = -1, r.heads[:0]
	best := float32(minTitle)
	r.eachCandidate(func(i int, f *TitleFeatures) {
		s := float32(0)
		for k := range f {
			s += f[k] * titleWeights[k]
		}
		if r.quoted(i) {
			s += quotedBonus
		}
		r.heads = append(r.heads, scored{i, s})
		if s > best {
			best, r.title = s, i
		}
	})
	if r.title < 0 {
		return
	}
	r.settle()
	r.labels.set(r.title, label.Title, label.ByPosition, 0.8)
	r.fields.Title = r.span(r.title)
	r.alsoTitles()
	r.findKicker()
}

// pictured reports whether a picture, with its caption, and nothing else stands between blocks i and j.
func (r *Reader) pictured(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !r.is(k, label.Caption) && !r.is(k, label.Credit) {
			return false
		}
	}
	return j > i+1
}

// scored is a headline and its score.
type scored struct {
	block int
	score float32
}

// near reports whether headline i scores at most margin less than the chosen one.
func (r *Reader) near(i int, margin float32) bool {
	var s, best float32
	for _, h := range r.heads {
		switch h.block {
		case i:
			s = h.score
		case r.title:
			best = h.score
		}
	}
	return best-s < margin
}

const (
	closeScores   = 0.9 // between scores this near each other the rules for kickers and subtitles decide
	pictureScores = 2.5 // and the rule for a second title below a picture

	minTitle    = -12 // score below which a page has no title
	quotedBonus = 6   // the heading of a comment section names the title: as good as certain
)

// TitleFeatures describe a headline to the weights that choose the title.
type TitleFeatures [NumTitleFeatures]float32

// NumTitleFeatures is the number of features.
const NumTitleFeatures = 33

// eachCandidate calls f for every headline that can be the title, in page order.
func (r *Reader) eachCandidate(f func(i int, f *TitleFeatures)) {
	r.vocab.learn(r)
	all := r.measureBelow()
	before, n, long := float32(0), 0, 0
	for i := range r.blocks {
		if before > all/2+1 && n > 0 || n == maxCandidates {
			break
		}
		if r.headline(i) && !r.faint(i) {
			r.measureTitle(&r.row, i, n, long, before, all)
			f(i, &r.row)
			n++
			if r.blocks[i].Words >= 4 {
				long++
			}
		}
		before += r.below[i].mass
	}
}

// faint reports whether block i of an HTML page is neither a heading nor anything that the model gives a chance: links of menus
// and buttons, most of what could be a title in a dump.
func (r *Reader) faint(i int) bool {
	return r.page != nil && !r.blocks[i].Kind.Heading() && r.labels.estimate(i) < 0.03
}

// below is what a headline above block i sees from there on.
type below struct {
	mass  float32
	prose int32 // first paragraph of the main text, len(blocks) when there is none
	heads int32 // open blocks of more than three words
}

// measureBelow fills r.below for all blocks, and one behind the last, and returns the mass of the page.
func (r *Reader) measureBelow() (all float32) {
	n := len(r.blocks)
	r.below = slices.Grow(r.below[:0], n+1)[:n+1]
	r.below[n] = below{prose: int32(n)}
	for i := n - 1; i >= 0; i-- {
		x := below{mass: r.mass(i), prose: r.below[i+1].prose, heads: r.below[i+1].heads}
		if r.prose(i, proseWords) && r.labels.estimate(i) > 0.5 {
			x.prose = int32(i)
		}
		if r.blocks[i].Words > 3 && r.open(i) {
			x.heads++
		}
		r.below[i] = x
	}
	for i := range r.blocks {
		all += r.below[i].mass
	}
	return all
}

// mass is the number of words of main text that block i is expected to hold.
func (r *Reader) mass(i int) float32 {
	if r.labels.fixed(i) && !r.labels.of(i).Comment() {
		return 0
	}
	return r.labels.estimate(i) * float32(r.blocks[i].Words)
}

// proseReach is how many blocks below a headline its text is looked for.
const proseReach = 30

// measureTitle describes headline i, the n-th of the page and the long-th with more than three words. before and all are
// the mass of main text above it and on the page.
func (r *Reader) measureTitle(x *TitleFeatures, i, n, long int, before, all float32) {
	b := &r.blocks[i]
	share, hits := r.vocab.share(r, i)
	near, next := float32(0), float32(0)
	for j := i + 1; j < len(r.blocks) && j <= i+12; j++ {
		near += r.below[j].mass
		if j == i+1 {
			next = near
		}
	}
	dated := float32(0)
	for j := i + 1; j < len(r.blocks) && j <= i+5; j++ {
		if r.dateOnly(j) || r.authored(j) {
			dated = 1
			break
		}
	}
	far := min(i+proseReach+1, len(r.blocks))
	body := min(int(r.below[i+1].prose), far)
	prose, heads := bit(body < far), float32(r.below[i+1].heads-r.below[body].heads)
	words := float32(b.Words)
	*x = TitleFeatures{
		bit(b.Words >= 4) * share, bit(b.Words >= 7) * share, prose, logf(heads + 1), prose * logf(heads+1), bit(before < 20), float32(i) / float32(len(r.blocks)),
		share, float32(min(hits, 6)), min(words, 12), max(0, words-12), bit(b.Words <= 2), bit(b.Words == 3),
		logf(float32(n + 1)), logf(float32(long + 1)), before / (all + 1), logf(before + 1), logf(near + 1), bit(next > 8), dated,
		bit(r.repeats(i) > 0), bit(b.LastRune == '.'), bit(b.LastRune == '?' || b.LastRune == '!'), bit(b.LastRune == ':'),
		r.labels.estimate(i), bit(r.labels.fixed(i)), bit(b.Gap > 0), bit(i+1 < len(r.blocks) && r.blocks[i+1].Gap > 0), float32(b.Caps) / max(words, 1),
		bit(r.labels.family(i).Boilerplate()), bit(b.Symbols > 1), bit(i > 0 && r.labels.estimate(i-1) > 0.4), float32(b.Upper) / float32(max(b.Letters, 1)),
	}
}

// authored reports whether block j starts as a byline does.
func (r *Reader) authored(j int) bool {
	return r.labels.family(j) == label.Byline && r.labels.scope(j)&label.Prefix != 0 && r.blocks[j].Words <= maxByline
}

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// logf is a rough base-2 logarithm: exact at powers of two, linear between.
func logf(x float32) float32 {
	n := float32(0)
	for x >= 2 {
		x /= 2
		n++
	}
	return n + x - 1
}

// headline reports whether block i can be a title.
func (r *Reader) headline(i int) bool {
	b := &r.blocks[i]
	if b.Words < 1 || b.Words > 40 || b.Runes > 260 || b.Runes < 3 || b.Letters*2 < b.Runes || b.LastRune == ',' || b.LastRune == ';' {
		return false
	}
	switch l := r.labels.of(i); {
	case l.Comment(), r.labels.fixed(i) && l != label.Nav && l != label.Related && l != label.Promo:
		return false
	}
	if b.Sentences > 1 && b.Words > 14 || b.LastRune == '.' && b.Words > 16 || r.labels.estimate(i) > 0.8 && b.Words > 18 {
		return false // a paragraph
	}
	if r.authored(i) && b.Words <= 7 && b.Caps+2 >= b.Words || trail(r.text(i)) {
		return false
	}
	return !r.dateOnly(i)
}

// trail reports whether t is a path of pages on one line: "Start » Ort » Rathaus".
func trail(t []byte) bool {
	if !maySeparate(t) {
		return false
	}
	for _, s := range [...]string{" » ", " › ", " > ", " → "} {
		if bytes.Count(t, []byte(s)) >= 2 {
			return true
		}
	}
	return false
}

// maySeparate reports whether t has a sign that paths are written with.
func maySeparate(t []byte) bool {
	for _, c := range t {
		if c == '>' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// quoted reports whether another block names the headline in quotation marks, as the headings of comment sections do.
func (r *Reader) quoted(i int) bool {
	t := r.text(i)
	if len(t) < 8 {
		return false
	}
	for j := max(r.body, i+1); j < len(r.blocks); j++ {
		if r.labels.of(j) == label.CommentUI && r.blocks[j].Quotes >= 2 && contains(r.text(j), t) {
			return true
		}
	}
	return false
}

// repeats counts the other blocks with the text of block i.
func (r *Reader) repeats(i int) (n int) {
	if !r.counted {
		r.hashes.Reset(len(r.blocks))
		for k := range r.blocks {
			r.hashes.Add(r.blocks[k].Hash)
		}
		r.counted = true
	}
	return int(r.hashes.Of(r.blocks[i].Hash)) - 1
}

// settle moves the choice among headlines that stand together. Of a short line and the headline below it the lower one is
// the title, the upper a kicker; a long line below a headline is a subtitle; of two wordings of one title the one nearer to
// the body counts.
func (r *Reader) settle() {
	for i := r.title + 1; i < min(r.body, r.title+7); i++ {
		if r.headline(i) && !r.labels.fixed(i) && r.blocks[i].Words >= 4 && r.pictured(r.title, i) && (r.vocab.common(r, i, r.title) || r.near(i, pictureScores)) {
			r.title = i
			return
		}
	}
	if low := r.adjacent(r.title, 1); low >= 0 && low < r.body && r.kickerOver(r.title, low) && (r.near(low, closeScores) || r.blocks[r.title].Words <= 3 && r.blocks[low].Words >= 5) {
		r.title = low
		return
	}
	if up := r.adjacent(r.title, -1); up >= 0 && r.near(up, closeScores) && !r.kickerOver(up, r.title) && r.sharesWords(up) && r.blocks[up].Words >= 4 && r.blocks[up].LastRune != '.' {
		r.title = up
	}
}

// sharesWords reports whether a fifth of the longer words of block i are in the body.
func (r *Reader) sharesWords(i int) bool {
	share, _ := r.vocab.share(r, i)
	return share > 0.2
}

// adjacent returns the open headline next to block i in direction d, markers between apart, -1 when there is none.
func (r *Reader) adjacent(i, d int) int {
	for j := i + d; j >= 0 && j < len(r.blocks); j += d {
		if r.is(j, label.Marker) {
			continue
		}
		if r.headline(j) && !r.labels.fixed(j) && r.blocks[max(i, j)].Gap <= 3 {
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

// maxTop is how many blocks the top of a page has, where a headline above the title's picture is a title whatever it says.
const maxTop = 4

// alsoTitles labels the other forms of the title above it: the same words, or most of them, in another order.
func (r *Reader) alsoTitles() {
	for i := r.title - 1; i >= max(0, r.title-8); i-- {
		same := r.blocks[i].Hash == r.blocks[r.title].Hash
		if !same && (r.is(i, label.Caption) || r.is(i, label.Credit)) {
			continue
		}
		if r.headline(i) && !r.labels.fixed(i) && r.blocks[i].Words >= 4 && (same || r.pictured(i, r.title) && (i < maxTop || r.vocab.common(r, i, r.title))) {
			r.labels.set(i, label.Title, label.ByRepetition, 0.7)
			continue
		}
		if r.open(i) && r.blocks[i].Words > 4 {
			break
		}
	}
}

// findKicker labels the short line directly above the title, or directly below it.
func (r *Reader) findKicker() {
	i := r.title - 1
	for ; i >= 0 && (r.is(i, label.Marker) || r.is(i, label.Date) || r.is(i, label.Paywall) && r.blocks[i].Words == 1); i-- {
	}
	if i < 0 || !r.headline(i) || r.labels.fixed(i) || r.blocks[i].Words > 8 || r.blocks[r.title].Gap > 3 || r.blocks[i].Runes > 70 {
		return
	}
	if b := &r.blocks[i]; b.LastRune == '.' || b.Symbols > 0 || r.repeats(i) > 1 || r.labels.family(i).Boilerplate() || r.department(i) {
		return
	}
	if r.menuAbove(i) && !r.mentioned(i) {
		return
	}
	r.labels.set(i, label.Kicker, label.ByPosition, 0.8)
	r.fields.Kicker = r.span(i)
}

// mentioned reports whether the body has a longer word of block i.
func (r *Reader) mentioned(i int) bool {
	_, hits := r.vocab.share(r, i)
	return hits > 0
}

// menuAbove reports whether navigation or another short line stands above block i: then it may be the end of a menu. A path
// that starts at the home page is none.
func (r *Reader) menuAbove(i int) bool {
	if i == 0 || r.part(i-1) || r.department(i-1) && r.blocks[i-1].Gap > 0 {
		return false
	}
	for j := i - 1; j >= max(0, i-maxCrumbs); j-- {
		if r.is(j, label.Nav) {
			return j == i-1 || r.blocks[j+1].Gap > 0 || !r.department(j+1)
		}
	}
	return r.blocks[i-1].Words <= 4 && !r.department(i-1)
}

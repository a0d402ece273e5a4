package model

import "klartext/engine/block"

// Features of a block, in the order of its row. Those from fPass on come from the first trees'
// answers for all blocks of the page and feed the second trees alone. Every feature is an integer;
// shares are in 1/1000, logarithms in 1/16.
const (
	fRunes = iota
	fWords
	fWordLength
	fLongest
	fSentences
	fSentenceLength
	fCommas
	fQuotes
	fSymbols
	fCaps
	fUpper
	fDigits
	fStops
	fStopCount
	fOpens
	fCloses
	fList
	fGap
	fBelow
	fLines
	fMarks
	fMoney
	fScore
	fSum
	fPeak
	fLow
	fFirst
	fLast
	fPrefix
	fPhrase
	fSame
	fNth
	fSince
	fAlike
	fLed
	fIndex
	fFromEnd
	fFraction
	fBytesBefore
	fWordFraction
	fWordsBefore
	fWordsAfter
	fNext
	fNextSum   // of the blocks before, fading
	fNextLow   // lowest of the last nextReach blocks
	fNextHigh  // highest
	fNextFloor // lowest of all blocks before
	fNextSince // blocks since that one
	fNear      // ±1 to ±nearReach, nearKinds each
	fFar       = fNear + 2*nearReach*nearKinds
	fWide      = fFar + 2*farReach*farKinds // windows
	fPage      = fWide + len(wideReach)*wideKinds
	fMass      = fPage + pageKinds
	fPass      = fMass + massKinds

	fPassOwn    = fPass
	fPassNear   = fPassOwn + 1
	fPassSmooth = fPassNear + 2*passReach
	fPassPage   = fPassSmooth + len(smoothReach)
	fPassMass   = fPassPage + passPageKinds
	numFeatures = fPassMass + massKinds
)

const (
	nearReach     = 3 // neighbours described in full
	nearKinds     = 6 // length, sentences, stop words, score, edge, gap
	farReach      = 8 // the last neighbour described by length and score, from nearReach+1 on
	farKinds      = 0
	wideKinds     = 5
	pageKinds     = 9
	massKinds     = 2 + 2*len(trunkShares) + 6 + len(smoothReach)
	passReach     = 6
	passPageKinds = 4
)

// wideReach are the half widths, in blocks, of the windows that densities are taken over;
// smoothReach those of estimates.
var (
	wideReach   = [...]int{2, 5, 12, 30}
	smoothReach = [...]int{1, 3, 8, 20}
)

// first fills the features that need no trees.
func (s *Scorer) first(b *block.Block, i int, r *row) {
	s.own(b, &s.lines[i], r)
	s.place(b, i, r)
	s.announced(i, r)
	s.neighbours(i, r)
	s.windows(i, r)
	s.aggregates(r)
	s.massAround(&s.linear, i, s.lines[i].estimate, r[fMass:fMass+massKinds])
}

func (s *Scorer) own(b *block.Block, l *line, r *row) {
	words := int64(b.Words)
	r[fRunes] = clamp(ilog(int64(b.Runes)))
	r[fWords] = clamp(int(b.Words))
	r[fWordLength] = clamp(int(16 * int64(b.Letters) / max(words, 1)))
	r[fLongest] = l.longest
	r[fSentences] = clamp(int(b.Sentences))
	r[fSentenceLength] = clamp(int(words / int64(max(b.Sentences, 1))))
	r[fCommas] = clamp(share(int64(b.Commas), words))
	r[fQuotes] = clamp(int(b.Quotes))
	r[fSymbols] = clamp(share(int64(b.Symbols), int64(b.Runes)))
	r[fCaps] = clamp(share(int64(b.Caps), words))
	r[fUpper] = clamp(share(int64(b.Upper), int64(b.Letters)))
	r[fDigits] = clamp(share(int64(b.Digits), int64(b.Runes)))
	r[fStops] = clamp(share(int64(l.stops), words))
	r[fStopCount] = clamp(int(l.stops))
	r[fOpens] = int16(l.opens)
	r[fCloses] = int16(l.closes)
	r[fList] = int16(b.Kind)
	r[fGap] = int16(l.gap)
	r[fBelow] = int16(l.below)
	r[fLines] = clamp(int(b.Lines))
	r[fMarks] = int16(l.marks &^ markMoney)
	r[fMoney] = int16(l.marks & markMoney)
	r[fScore] = l.score
	r[fSum] = clamp(int(l.sum))
	r[fPeak] = int16(l.peak)
	r[fLow] = int16(l.low)
	r[fFirst] = int16(l.first)
	r[fLast] = int16(l.last)
	r[fPrefix] = int16(l.prefix)
	r[fPhrase] = int16(l.phrase)
	r[fSame] = clamp(int(l.same))
	r[fNth] = clamp(int(l.nth))
	r[fSince] = clamp(int(l.since))
	r[fAlike] = clamp(ilog(int64(l.alike)))
	r[fLed] = clamp(int(l.led))
}

func (s *Scorer) place(b *block.Block, i int, r *row) {
	n := len(s.lines)
	before, all := &s.sums.upTo[i], &s.sums.upTo[n]
	r[fIndex] = clamp(i)
	r[fFromEnd] = clamp(n - 1 - i)
	r[fFraction] = clamp(share(int64(i), int64(n)))
	r[fBytesBefore] = clamp(ilog(int64(b.Start)))
	r[fWordFraction] = clamp(share(before.words, all.words))
	r[fWordsBefore] = clamp(ilog(before.words))
	r[fWordsAfter] = clamp(ilog(all.words - before.words))
}

// nextReach is how many blocks back an announcement is looked for.
const nextReach = 10

// announced says what the short blocks before i, headings most of all, announce.
func (s *Scorer) announced(i int, r *row) {
	l := &s.lines[i]
	r[fNext] = l.next
	r[fNextSum] = clamp(int(l.fading))
	low, high := int16(0), int16(0)
	for k := max(i-nextReach, 0); k < i; k++ {
		low, high = min(low, s.lines[k].next), max(high, s.lines[k].next)
	}
	r[fNextLow], r[fNextHigh] = low, high
	r[fNextFloor] = l.floor
	r[fNextSince] = clamp(ilog(int64(i) - int64(l.floorAt)))
}

// outside stands for a neighbour beyond the page's edge.
const outside = -1000

func (s *Scorer) neighbours(i int, r *row) {
	at := fNear
	for k := 1; k <= nearReach; k++ {
		s.neighbour(i-k, r[at:at+nearKinds])
		s.neighbour(i+k, r[at+nearKinds:at+2*nearKinds])
		at += 2 * nearKinds
	}
}

func (s *Scorer) neighbour(i int, out []int16) {
	if i < 0 || i >= len(s.lines) {
		for k := range out {
			out[k] = outside
		}
		return
	}
	l := &s.lines[i]
	out[0] = l.lw
	out[1] = clamp(int(l.sentences))
	out[2] = clamp(share(int64(l.stops), int64(l.words)))
	out[3] = l.score
	out[4] = int16(l.closes)
	out[5] = int16(l.gap)
}

func (s *Scorer) windows(i int, r *row) {
	at := fWide
	for _, reach := range wideReach {
		from, to := max(i-reach, 0), min(i+reach+1, len(s.lines))
		a, b := &s.sums.upTo[from], &s.sums.upTo[to]
		n := int64(to - from)
		words := b.words - a.words
		r[at] = clamp(ilog(16 * words / n))
		r[at+1] = clamp(share(b.stops-a.stops, words))
		r[at+2] = clamp(ilog(64 * (b.sentences - a.sentences) / n))
		r[at+3] = clamp(int((b.score - a.score) / n))
		r[at+4] = clamp(share(int64(b.full-a.full), n))
		at += wideKinds
	}
}

func (s *Scorer) aggregates(r *row) {
	n := int64(len(s.lines))
	all := &s.sums.upTo[n]
	out := r[fPage : fPage+pageKinds]
	out[0] = clamp(ilog(n))
	out[1] = clamp(ilog(all.words))
	out[2] = clamp(ilog(16 * all.words / n))
	out[3] = clamp(int(s.sums.median))
	out[4] = clamp(share(int64(all.long), n))
	out[5] = clamp(share(all.stops, all.words))
	out[6] = clamp(share(int64(all.full), n))
	out[7] = clamp(share(int64(all.repeated), n))
	out[8] = clamp(share(int64(all.gaps), n))
}

// massAround says where block i, itself estimated at own, lies among the good text.
func (s *Scorer) massAround(m *mass, i int, own int16, out []int16) {
	n := len(s.lines)
	all := m.sum[n]
	out[0] = clamp(share(m.sum[i], all))
	out[1] = clamp(ilog(all / one))
	at := 2
	for _, t := range m.trunk {
		out[at], out[at+1] = fromTrunk(i, t, s.sums.upTo)
		at += 2
	}
	before, after := m.before[i], m.after[i]
	out[at], out[at+1] = outside, outside
	out[at+2], out[at+3] = outside, outside
	if before >= 0 {
		out[at] = clamp(i - int(before))
		out[at+2] = clamp(ilog(s.sums.upTo[i].words - s.sums.upTo[before+1].words))
	}
	if int(after) < n {
		out[at+1] = clamp(int(after) - i)
		out[at+3] = clamp(ilog(s.sums.upTo[after].words - s.sums.upTo[i+1].words))
	}
	out[at+4] = clamp(share(all, s.sums.upTo[n].words*one))
	out[at+5] = clamp(ilog(m.sum[i] / one))
	at += 6
	for _, reach := range smoothReach {
		from, to := max(i-reach, 0), min(i+reach+1, n)
		words := s.sums.upTo[to].words - s.sums.upTo[from].words
		out[at] = 0
		if words > 0 {
			out[at] = clamp(int((m.sum[to] - m.sum[from]) / words))
		}
		at++
	}
}

// fromTrunk returns how far outside the trunk block i lies, negative before and positive after it,
// 0 inside: in blocks, and in words by their logarithm.
func fromTrunk(i int, trunk [2]int32, sums []sums) (blocks, words int16) {
	from, to := int(trunk[0]), int(trunk[1])
	switch {
	case i < from:
		return clamp(i - from), clamp(-1 - ilog(sums[from].words-sums[i+1].words))
	case i >= to:
		return clamp(i - to + 1), clamp(1 + ilog(sums[i].words-sums[to].words))
	}
	return 0, 0
}

// second fills the features that come from the first trees' answers.
func (s *Scorer) second(i int, r *row) {
	n := len(s.lines)
	r[fPassOwn] = s.lines[i].p
	at := fPassNear
	for k := 1; k <= passReach; k++ {
		r[at], r[at+1] = outside, outside
		if i >= k {
			r[at] = s.lines[i-k].p
		}
		if i+k < n {
			r[at+1] = s.lines[i+k].p
		}
		at += 2
	}
	for k, reach := range smoothReach {
		from, to := max(i-reach, 0), min(i+reach+1, n)
		r[fPassSmooth+k] = clamp(int((s.passed.flat[to] - s.passed.flat[from]) / int64(to-from)))
	}
	out := r[fPassPage : fPassPage+passPageKinds]
	out[0] = clamp(int(s.passed.flat[n] / int64(n)))
	out[1] = s.best
	out[2] = s.groups.shape(&s.lines[i])
	out[3] = s.groups.led(&s.lines[i])
	s.massAround(&s.passed, i, s.lines[i].p, r[fPassMass:fPassMass+massKinds])
}

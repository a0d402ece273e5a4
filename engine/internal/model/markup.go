package model

import "klartext/engine/block"

// Features of a block of an HTML page, in the order of its row. The model for HTML is one set of
// trees: a second one that saw the first one's answers, as the line model has, gave nothing
// (word-F1 0.8751 against 0.8739 on two folds).
const (
	hScore  = iota // of words and classes together
	hText          // of words
	hOwn           // of classes on the block's own elements
	hUp            // of classes above
	hLow           // lowest of one element
	hHigh          // highest
	hLowFar        // how far above the lowest is
	hRunes
	hWords
	hSum
	hWorst
	hFirst
	hSentences
	hCommas
	hQuotes
	hCaps
	hUpper
	hDigits
	hStops
	hCloses
	hGap
	hSame
	hNth
	hSince
	hNextSum
	hNextFloor
	hIndex
	hFromEnd
	hBytesBefore
	hWordsBefore
	hWordFraction
	hKind
	hDepth
	hHidden
	hLinked
	hAnchors
	hInline
	hSiblings
	hHeading
	hHeadingWords
	hH1
	hLinkedNear
	hLinkedFar
	hWide  // linear scores of the windows
	hMass  = hWide + len(wideReach)
	hNear  = hMass + massHTML // distances to landmarks
	hFew   = hNear + numLandmarks
	hMany  = hFew + boxKinds
	hAlike = hMany + boxKinds
	hAkin  = hAlike + groupKinds
	hStem  = hAkin + groupKinds
	hPage  = hStem + 2*len(stemShares)

	hPageBlocks   = hPage
	hPageWords    = hPage + 1
	hPageLength   = hPage + 2
	hPageStops    = hPage + 3
	hPageLong     = hPage + 4
	hPageFull     = hPage + 5
	hPageRepeated = hPage + 6
	hPageGaps     = hPage + 7
	hPageMass     = hPage + 8
	hPageLinked   = hPage + 9
	hPageProse    = hPage + 10
	hPageElements = hPage + 11
	hPageH1s      = hPage + 12
	hPageArticles = hPage + 13
	hPageMains    = hPage + 14
	numHTML       = hPage + 15
)

const (
	massHTML   = 6 + len(smoothReach)
	boxKinds   = 6
	groupKinds = 4
)

// marked fills the row of block i of an HTML page. What is the same for all blocks of the page is
// there already.
func (s *Scorer) marked(i int, r *row) {
	k, l := &s.markup, &s.lines[i]
	p := k.page
	b := &p.Blocks[i]
	e, x := &p.Elements[b.Node], &k.elements[b.Node]
	words := int64(b.Words)
	r[hScore], r[hText], r[hOwn], r[hUp] = l.score, l.text, l.own, l.up
	r[hLow], r[hHigh], r[hLowFar] = x.low, x.high, clamp(int(e.Depth)-int(x.lowDepth))
	r[hRunes] = clamp(ilog(int64(b.Runes)))
	r[hWords] = clamp(int(b.Words))
	r[hSum], r[hWorst], r[hFirst] = clamp(int(l.sum)), int16(l.low), int16(l.first)
	r[hSentences] = clamp(int(b.Sentences))
	r[hCommas] = clamp(share(int64(b.Commas), words))
	r[hQuotes] = clamp(int(b.Quotes))
	r[hCaps] = clamp(share(int64(b.Caps), words))
	r[hUpper] = clamp(share(int64(b.Upper), int64(b.Letters)))
	r[hDigits] = clamp(share(int64(b.Digits), int64(b.Runes)))
	r[hStops] = clamp(int(l.stops))
	r[hCloses], r[hGap] = int16(l.closes), int16(l.gap)
	r[hSame], r[hNth], r[hSince] = clamp(int(l.same)), clamp(int(l.nth)), clamp(int(l.since))
	r[hNextSum], r[hNextFloor] = clamp(int(l.fading)), l.floor
	n := len(s.lines)
	before, all := k.words[i], k.words[n]
	r[hIndex], r[hFromEnd] = clamp(i), clamp(n-1-i)
	r[hBytesBefore] = clamp(ilog(int64(b.Start)))
	r[hWordsBefore], r[hWordFraction] = clamp(ilog(before)), clamp(share(before, all))
	r[hKind], r[hDepth] = int16(b.Kind), clamp(int(e.Depth))
	inner := &p.Elements[b.Inner]
	r[hHidden] = int16(one01((e.Flags|inner.Flags)&block.Hidden != 0))
	r[hLinked] = clamp(share(int64(b.Linked), int64(b.End-b.Start)))
	r[hAnchors] = clamp(int(b.Anchors))
	r[hInline] = clamp(int(inner.Depth) - int(e.Depth))
	parent := &p.Elements[max(e.Parent, 0)]
	r[hSiblings] = clamp(int(parent.Last - parent.First))
	r[hHeading], r[hHeadingWords], r[hH1] = outside, outside, outside
	if h := k.heading[i]; h >= 0 {
		r[hHeading], r[hHeadingWords] = clamp(i-int(h)), clamp(ilog(before-k.words[h]))
	}
	if k.h1 >= 0 {
		r[hH1] = clamp(i - int(k.h1))
	}
	r[hLinkedNear], r[hLinkedFar] = k.linkedAround(i, 2), k.linkedAround(i, 8)
	near := r[hNear : hNear+numLandmarks]
	for at, depth := range x.near {
		near[at] = 0
		if depth > 0 {
			near[at] = clamp(int(e.Depth) - int(depth) + 1)
		}
	}
	s.around(i, r)
	s.box(x.few, e, r[hFew:hFew+boxKinds])
	s.box(x.many, e, r[hMany:hMany+boxKinds])
	s.sameSign(x.alike, r[hAlike:hAlike+groupKinds])
	s.sameSign(x.akin, r[hAkin:hAkin+groupKinds])
	s.stemmed(b.Node, r[hStem:hStem+2*len(stemShares)])
}

// linkedAround is the share of links in the text of the blocks up to reach away.
func (k *markup) linkedAround(i, reach int) int16 {
	from, to := max(i-reach, 0), min(i+reach+1, len(k.page.Blocks))
	return clamp(share(k.linked[to]-k.linked[from], k.bytes[to]-k.bytes[from]))
}

// around fills the windows, and where the block lies among the good text.
func (s *Scorer) around(i int, r *row) {
	n, m := len(s.lines), &s.linear
	for at, reach := range wideReach {
		from, to := max(i-reach, 0), min(i+reach+1, n)
		r[hWide+at] = clamp(int((s.sums.upTo[to].score - s.sums.upTo[from].score) / int64(to-from)))
	}
	words := s.markup.words
	r[hMass] = clamp(share(m.sum[i], m.sum[n]))
	r[hMass+1] = clamp(ilog(m.sum[i] / one))
	r[hMass+2], r[hMass+3] = fromTrunk(i, m.trunk[0], s.sums.upTo)
	r[hMass+4], r[hMass+5] = fromTrunk(i, m.trunk[1], s.sums.upTo)
	for at, reach := range smoothReach {
		from, to := max(i-reach, 0), min(i+reach+1, n)
		r[hMass+6+at] = 0
		if w := words[to] - words[from]; w > 0 {
			r[hMass+6+at] = clamp(int((m.sum[to] - m.sum[from]) / w))
		}
	}
}

// wholePage fills the features that all blocks of a page share.
func (s *Scorer) wholePage(r *row) {
	k, n := &s.markup, int64(len(s.lines))
	all := &s.sums.upTo[n]
	r[hPageBlocks] = clamp(ilog(n))
	r[hPageWords] = clamp(ilog(all.words))
	r[hPageLength] = clamp(ilog(16 * all.words / n))
	r[hPageStops] = clamp(share(all.stops, all.words))
	r[hPageLong] = clamp(share(int64(all.long), n))
	r[hPageFull] = clamp(share(int64(all.full), n))
	r[hPageRepeated] = clamp(share(int64(all.repeated), n))
	r[hPageGaps] = clamp(share(int64(all.gaps), n))
	r[hPageMass] = clamp(share(s.linear.sum[n], all.words*one))
	r[hPageLinked] = clamp(share(k.linked[n], k.bytes[n]))
	r[hPageProse] = clamp(share(k.prose[n], all.words))
	r[hPageElements] = clamp(ilog(16 * int64(len(k.page.Elements)) / n))
	r[hPageH1s] = clamp(int(k.h1s))
	r[hPageArticles] = clamp(int(k.articles))
	r[hPageMains] = clamp(int(k.mains))
}

// box describes an element around a block, whose own element is e.
func (s *Scorer) box(at int32, e *block.Element, out []int16) {
	k := &s.markup
	x := &k.page.Elements[at]
	words, n := k.words[x.Last]-k.words[x.First], int64(x.Last-x.First)
	out[0] = clamp(share(k.linked[x.Last]-k.linked[x.First], k.bytes[x.Last]-k.bytes[x.First]))
	out[1] = clamp(ilog(words))
	out[2] = clamp(ilog(16 * words / max(n, 1)))
	out[3] = clamp(share(k.prose[x.Last]-k.prose[x.First], words))
	out[4] = clamp(int((s.sums.upTo[x.Last].score - s.sums.upTo[x.First].score) / max(n, 1)))
	out[5] = clamp(int(e.Depth) - int(x.Depth))
}

// sameSign describes the blocks with a signature.
func (s *Scorer) sameSign(key uint32, out []int16) {
	g := s.markup.signatures.of(key)
	out[0] = clamp(ilog(int64(g.count)))
	out[1] = clamp(share(g.words, s.markup.words[len(s.lines)]))
	out[2] = clamp(share(g.linked, g.bytes))
	out[3] = clamp(int(g.guess / int64(max(g.count, 1))))
}

// stemmed describes where an element is relative to the stems: how far below the top of its branch
// the stem begins, 0 inside, and what share of the good text the branch contains.
func (s *Scorer) stemmed(node int32, out []int16) {
	k, sum := &s.markup, s.linear.sum
	all := sum[len(sum)-1]
	for n, stem := range k.stem {
		e := &k.page.Elements[stem]
		if stem <= node && node < e.Next {
			out[2*n], out[2*n+1] = 0, 1000
			continue
		}
		top := &k.page.Elements[k.elements[node].branch[n]]
		out[2*n] = clamp(int(e.Depth) - int(top.Depth) + 1)
		out[2*n+1] = clamp(share(sum[top.Last]-sum[top.First], all))
	}
}

// ownClasses sums the weights of the classes on the block's element, the innermost one of its first
// character, and their parent, each class once.
func (k *markup) ownClasses(m *Model, b *block.Block) int16 {
	sum := int32(0)
	var seen [48]uint16
	n := 0
	add := func(i int32) {
		x := &k.elements[i]
	next:
		for _, slot := range k.known[x.known:x.knownEnd] {
			for _, have := range seen[:n] {
				if have == slot {
					continue next
				}
			}
			if n < len(seen) {
				seen[n] = slot
				n++
			}
			sum += int32(m.Classes.Weights[slot].Own)
		}
	}
	if b.Inner != b.Node {
		add(b.Inner)
	}
	add(b.Node)
	if parent := k.page.Elements[b.Node].Parent; parent >= 0 {
		add(parent)
	}
	return clamp(int(sum))
}

// upClasses is the weight of the classes above the parent of the block's own element.
func (k *markup) upClasses(b *block.Block) int16 {
	at := k.page.Elements[b.Node].Parent
	if at < 0 || k.page.Elements[at].Parent < 0 {
		return 0
	}
	return clamp(int(k.elements[k.page.Elements[at].Parent].up))
}

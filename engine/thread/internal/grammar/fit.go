package grammar

import (
	"math"
	"unicode"

	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/lines"
)

// The lines between two anchors are cut into three parts: the lines that follow the upper anchor
// (post), the text, and the lines that precede the lower anchor (pre). The position of a line,
// counted from its anchor, is its slot. Which lines a slot has is learned from the section itself
// in a few rounds, starting from what such lines are on most pages.
const (
	maxPost = 20
	maxPre  = 20
	rounds  = 3
)

// kind is a line's symbol with what the section says about it.
type kind uint8

const (
	kindConst kind = kind(lines.NumSymbols) + iota // the same words in many records
	kindSemi                                       // a short line that the page repeats
	kindLead                                       // the same first word in many records: Likes: …
	kindDup                                        // equal to its neighbour
	numKinds
)

// What a line costs as text, and as a line of a slot of which nothing is known yet; in nats.
var (
	textCost = [numKinds]float32{lines.Prose: .2, lines.Short: .7, lines.Name: 1.7,
		lines.Number: 2.6, lines.Action: 3.4, lines.Field: 2.6, lines.Time: 2.6,
		lines.Mention: .5, lines.Punctuation: 1.3, lines.Link: .7, kindConst: 4.5, kindSemi: 2.4,
		kindLead: 2.2, kindDup: 3}
	slotCost = [numKinds]float32{lines.Prose: 4.5, lines.Short: 2.8, lines.Name: 1.2,
		lines.Number: 1.2, lines.Action: .9, lines.Field: .9, lines.Time: 1.4,
		lines.Mention: 4, lines.Punctuation: 1.8, lines.Link: 3, kindConst: .4, kindSemi: 1,
		kindLead: .9, kindDup: .7}
)

const (
	emptyCost = 4   // of a record without text
	lengthTo  = 1.5 // prior weight of the length tables
	weight    = 3   // of the prior in a slot's table
)

// cut is one gap between two anchors: post lines, text, pre lines.
type cut struct{ post, pre int32 }

// grammar is what was learned about the lines around the anchors.
type grammar struct {
	post  [maxPost + 1][numKinds]float32 // cost of a line in the slot; slot 0 is not used
	pre   [maxPre + 1][numKinds]float32
	postN [maxPost + 1]float32 // cost of a number of lines
	preN  [maxPre + 1]float32
	open  [2]float32 // cost of the text's first line without and with a blank line above
	close [2]float32 // the same for the first line after the text
	// cost of the last line above the text: a post line, or the anchor itself
	last  [numKinds + 1]float32
	next  [numKinds + 1]float32 // cost of the first line after it
	many  int32                 // records
	empty float32               // cost of no text
}

// fitter cuts the gaps between the anchors of a run and learns its grammar.
type fitter struct {
	page   *lines.Page
	groups []uint8 // of the anchors of the run: which grammar is theirs
	grams  [maxGroups]grammar
	gaps   hashtable.Counter[uint64] // keys, by the gaps that they are in
	base   int32                     // first block that kinds and sums cover
	kinds  []kind
	sums   []float64 // of the costs as text of the blocks before
	cuts   []cut
	ends   [maxPre + 1]lowerEnd
	lens   []int32 // lines of text in the gaps
}

// kindOf names the kind of a block among k records.
func (ft *fitter) kindOf(i, k int32) kind {
	f := &ft.page.Facts[i]
	b := &ft.page.Blocks[i]
	often := max(3, k*2/5)
	switch {
	case ft.page.FieldValue(i):
		return kind(lines.Field)
	case ft.gaps.Of(f.Key) >= often && f.Symbol != lines.Number && f.Symbol != lines.Time:
		return kindConst
	case ft.namesTime(i, often):
		return kind(lines.Short)
	case f.Symbol == lines.Action || f.Symbol == lines.Field || f.Symbol == lines.Time ||
		f.Symbol == lines.Number:
		return kind(f.Symbol)
	case f.Dup && b.Words <= 5 && b.Sentences == 0:
		return kindDup
	case f.Leads >= often && b.Words <= 8 && f.Lead != 0 && (b.Sentences == 0 || b.Digits == 0):
		return kindLead
	case f.Count > 1 && b.Words <= 5 && f.Symbol != lines.Mention &&
		!(f.Count == 2 && b.Words == 4 && unicode.IsLower(b.FirstRune)):
		return kindSemi
	}
	return kind(f.Symbol)
}

// spread counts, for each line, in how many of the gaps between the anchors it is.
func (ft *fitter) spread(run []int32) {
	k := len(run)
	first := max(0, ft.page.Times[run[0]].Block-maxPre)
	last := min(int32(len(ft.page.Blocks)), ft.page.Times[run[k-1]].Block+maxWindow)
	ft.gaps.Reset(2 * int(last-first))
	at := 0
	for i := first; i < last; i++ {
		if at < k && i >= ft.page.Times[run[at]].Block {
			at++
		}
		ft.gaps.AddOnce(ft.page.Facts[i].Key, int32(at)+1)
		if f := &ft.page.Facts[i]; f.Time >= 0 {
			ft.gaps.AddOnce(ft.page.KeyOf(&ft.page.Times[f.Time], lines.KeyShape), int32(at)+1)
		}
	}
}

// namesTime reports whether a time line with words is rather a line of a text that mentions a time:
// few gaps have such a line.
func (ft *fitter) namesTime(i, often int32) bool {
	f := &ft.page.Facts[i]
	if f.Symbol != lines.Time || f.Role != lexicon.NoRole {
		return false
	}
	m := &ft.page.Times[f.Time]
	if m.Barred || m.Quote || m.Joins || m.By || m.Says || m.Foot || m.Controls || m.Votes ||
		m.Before.Kind == lines.RestWords || m.After.Kind != lines.RestWords {
		return false
	}
	return ft.gaps.Of(ft.page.KeyOf(m, lines.KeyShape)) < often
}

// reset gives the grammar the costs of most pages.
func (g *grammar) reset(k int32) {
	for j := range g.post {
		g.post[j] = slotCost
	}
	for j := range g.pre {
		g.pre[j] = slotCost
	}
	for j := range g.postN {
		g.postN[j] = .15 * float32(j)
	}
	for j := range g.preN {
		g.preN[j] = .15 * float32(j)
	}
	for j := range g.last {
		g.last[j], g.next[j] = 1.5, 1.5
	}
	g.open, g.close, g.many, g.empty = [2]float32{.7, .7}, [2]float32{.7, .7}, k, emptyCost
}

// fit cuts the gaps between the anchors of the run and learns the grammar from the cuts.
func (ft *fitter) fit(run []int32) {
	k := int32(len(run))
	for g := range ft.grams {
		ft.grams[g].reset(k)
	}
	for i, m := range run {
		if ft.page.Times[m].Inline > 0 {
			ft.grams[ft.groups[i]].empty = 0 // the text is in the time line
		}
	}
	ft.spread(run)
	ft.kinds = ft.kinds[:0]
	ft.base = max(0, ft.page.Times[run[0]].Block-maxWindow)
	end := min(int32(len(ft.page.Blocks)), ft.page.Times[run[k-1]].Block+maxWindow)
	ft.sums = append(ft.sums[:0], 0)
	for i := ft.base; i < end; i++ {
		kd := ft.kindOf(i, k)
		ft.kinds = append(ft.kinds, kd)
		ft.sums = append(ft.sums, ft.sums[len(ft.sums)-1]+float64(textCost[kd]))
	}
	ft.cuts = ft.cuts[:0]
	for i := int32(0); i+1 < k; i++ {
		ft.cuts = append(ft.cuts, cut{})
	}
	for r := 0; r < rounds && k > 1; r++ {
		for i := range ft.cuts {
			ft.cuts[i] = ft.cutGap(ft.page.Times[run[i]].Block+1, ft.page.Times[run[i+1]].Block,
				&ft.grams[ft.groups[i]], &ft.grams[ft.groups[i+1]])
		}
		for g := range ft.grams {
			ft.learn(run, uint8(g))
		}
	}
}

// textOf is the cost of the blocks [a,b) as text.
func (ft *fitter) textOf(a, b int32) float32 {
	if a >= b {
		return emptyCost
	}
	return float32(ft.sums[b-ft.base] - ft.sums[a-ft.base])
}

func (ft *fitter) kindAt(i int32) kind { return ft.kinds[i-ft.base] }

// lowerEnd is the lower end of the text in a gap with so many pre lines.
type lowerEnd struct {
	sum         float64 // of the costs as text of all blocks above
	pre, number float32 // costs of the pre lines and of their number
	close, next float32 // costs of the first line after the text
}

// lowerEnds sets the lower ends of the text in the gap [a,b), by the number of pre lines.
func (ft *fitter) lowerEnds(a, b int32, low *grammar) []lowerEnd {
	ends := ft.ends[:min(maxPre, b-a)+1]
	pre := float32(0)
	for p := range ends {
		i := b - int32(p)
		if p > 0 {
			pre += low.pre[p][ft.kindAt(i)]
		}
		ends[p] = lowerEnd{sum: ft.sums[i-ft.base], pre: pre, number: low.preN[p]}
		if i > a {
			ends[p].close = low.close[ft.page.BlankAbove(i)]
			ends[p].next = low.next[ft.edge(i, int32(p))]
		}
	}
	return ends
}

// cutGap finds the cheapest cut of the blocks [a,b) between two anchors, whose grammars are up and
// low. No cost is negative, so that a cut can be given up once its lines alone cost too much.
func (ft *fitter) cutGap(a, b int32, up, low *grammar) cut {
	n := b - a
	ends := ft.lowerEnds(a, b, low)
	best, out, post := float32(math.MaxFloat32), cut{}, float32(0)
	for q := int32(0); q <= maxPost && q <= n; q++ {
		if q > 0 {
			post += up.post[q][ft.kindAt(a+q-1)]
		}
		if post >= best {
			break
		}
		number := up.postN[q]
		var sum float64
		var open, last float32
		if q < n {
			sum = ft.sums[a+q-ft.base]
			open = up.open[ft.page.BlankAbove(a+q)]
			last = up.last[ft.edge(a+q-1, q)]
		}
		for p := range ends[:min(int32(len(ends)), n-q+1)] {
			e := &ends[p]
			c := post + e.pre
			if c >= best {
				break
			}
			c = c + number + e.number
			if int32(p)+q < n {
				c += float32(e.sum - sum)
				c += open + e.close
				c += last + e.next
			} else {
				c += low.empty
			}
			if c < best {
				best, out = c, cut{q, int32(p)}
			}
		}
	}
	return out
}

// edge is the kind of block i, which is one of n post or pre lines; numKinds stands for the anchor
// if there are none.
func (ft *fitter) edge(i, n int32) kind {
	if n == 0 {
		return numKinds
	}
	return ft.kindAt(i)
}

// counts is what the cuts show of the lines around the anchors of a group.
type counts struct {
	post        [maxPost + 1][numKinds]float32
	pre         [maxPre + 1][numKinds]float32
	postN       [maxPost + 1]float32
	preN        [maxPre + 1]float32
	open, close [2]float32
	last, next  [numKinds + 1]float32
	up, low     float32 // gaps below and above an anchor of the group
}

// count adds up the cuts of the gaps at the anchors of a group.
func (ft *fitter) count(c *counts, run []int32, group uint8) {
	for i, x := range ft.cuts {
		a, b := ft.page.Times[run[i]].Block+1, ft.page.Times[run[i+1]].Block
		some := x.post+x.pre < b-a
		if ft.groups[i] == group {
			c.up++
			for j := int32(1); j <= x.post; j++ {
				c.post[j][ft.kindAt(a+j-1)]++
			}
			c.postN[x.post]++
			if some {
				c.open[ft.page.BlankAbove(a+x.post)]++
				c.last[ft.edge(a+x.post-1, x.post)]++
			}
		}
		if ft.groups[i+1] == group {
			c.low++
			for j := int32(1); j <= x.pre; j++ {
				c.pre[j][ft.kindAt(b-j)]++
			}
			c.preN[x.pre]++
			if some {
				c.close[ft.page.BlankAbove(b-x.pre)]++
				c.next[ft.edge(b-x.pre, x.pre)]++
			}
		}
	}
}

// learn re-estimates the grammar of a group from the cuts.
func (ft *fitter) learn(run []int32, group uint8) {
	g, c := &ft.grams[group], counts{}
	ft.count(&c, run, group)
	if c.up+c.low == 0 {
		return
	}
	for j := range c.post {
		b := blur(c.post[:], j)
		mix(&g.post[j], &b)
	}
	for j := range c.pre {
		b := blur(c.pre[:], j)
		mix(&g.pre[j], &b)
	}
	for j := range g.last {
		g.last[j] = nats(c.last[j]+.2, c.up+.2*float32(numKinds))
		g.next[j] = nats(c.next[j]+.2, c.low+.2*float32(numKinds))
	}
	for j := range g.postN {
		g.postN[j] = nats(c.postN[j]+lengthTo*postPrior[j], c.up+lengthTo)
	}
	for j := range g.preN {
		g.preN[j] = nats(c.preN[j]+lengthTo*prePrior[j], c.low+lengthTo)
	}
	for j := range 2 {
		g.open[j] = nats(c.open[j]+1, c.open[0]+c.open[1]+2)
		g.close[j] = nats(c.close[j]+1, c.close[0]+c.close[1]+2)
	}
}

// blur adds a part of the neighbouring slots' counts: a line that only some records have shifts
// those after it by one.
func blur(slots [][numKinds]float32, j int) (c [numKinds]float32) {
	c = slots[j]
	for _, n := range [...]int{j - 1, j + 1} {
		if n < 1 || n >= len(slots) {
			continue
		}
		for k := range c {
			c[k] += .25 * slots[n][k]
		}
	}
	return c
}

// mix sets the costs of a slot from its counts and the prior costs.
func mix(dst, counts *[numKinds]float32) {
	n := float32(0)
	for _, c := range counts {
		n += c
	}
	if n == 0 { // most slots
		*dst = unseen
		return
	}
	for k := range dst {
		dst[k] = nats(counts[k]+priorCounts[k], n+weight)
	}
}

// priorCounts are the prior costs of the kinds as counts.
var priorCounts = func() (p [numKinds]float32) {
	z := float32(0)
	for _, c := range slotCost {
		z += exp(-c)
	}
	for k, c := range slotCost {
		p[k] = weight * exp(-c) / z * 3 // ×3: the prior costs are those of a likely kind
	}
	return p
}()

// unseen is what the prior costs are alone.
var unseen = func() (costs [numKinds]float32) {
	for k := range costs {
		costs[k] = nats(priorCounts[k], weight)
	}
	return costs
}()

func prior(cost float32, n int) float32 { return exp(-cost) * 4 / float32(n) }

// postPrior and prePrior are the priors of the numbers of lines.
var postPrior, prePrior = func() (post [maxPost + 1]float32, pre [maxPre + 1]float32) {
	for j := range post {
		post[j] = prior(float32(j)*.15, maxPost+1)
	}
	for j := range pre {
		pre[j] = prior(float32(j)*.15, maxPre+1)
	}
	return post, pre
}()

func exp(x float32) float32 { return float32(math.Exp(float64(x))) }

// nats is the cost of an event with a of b counts.
func nats(a, b float32) float32 { return -log(min(1, a/b)) }

// log is the natural logarithm of a positive number to five digits: faster than math.Log, and the
// same bits on every platform, since no product is fused with a sum.
func log(x float32) float32 {
	bits := math.Float32bits(x)
	e := float32(int32(bits>>23) - 127)
	m := math.Float32frombits(bits&(1<<23-1) | 127<<23) // in [1, 2)
	s := (m - 1) / (m + 1)
	q := float32(s * s)
	t := float32(q*float32(1.0/7)) + float32(1.0/5)
	t = float32(q*t) + float32(1.0/3)
	t = float32(q*t) + 1
	return float32(e*math.Ln2) + float32(2*s*t)
}

// hasUtterance reports whether the blocks [a,b) have something that a person said.
func (ft *fitter) hasUtterance(a, b int32) bool {
	for i := a; i < b; i++ {
		switch ft.kindAt(i) {
		case kind(lines.Prose), kind(lines.Short), kind(lines.Mention), kind(lines.Link):
			return true
		}
	}
	return false
}

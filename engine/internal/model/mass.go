package model

import "klartext/engine/internal/scratch"

// mass is where the good text of a page is, by a first estimate of each block: running sums of
// words times estimate, and the trunks, which are the shortest ranges of blocks that contain given
// shares of it.
type mass struct {
	sum    []int64 // words times estimate of the blocks before i
	flat   []int64 // estimate of the blocks before i, one a block
	trunk  [len(trunkShares)][2]int32
	before []int32 // last good block before i, -1 for none
	after  []int32 // first good block after i, len for none
}

var trunkShares = [...]int64{50, 70, 85, 95}

// good is the estimate from which a block counts as good text.
const good = one / 2

func (m *mass) build(lines []line, estimate func(l *line) int16) {
	n := len(lines)
	m.sum, m.flat = scratch.Resize(m.sum, n+1), scratch.Resize(m.flat, n+1)
	m.before, m.after = scratch.Resize(m.before, n), scratch.Resize(m.after, n)
	m.sum[0], m.flat[0] = 0, 0
	last := int32(-1)
	for i := range lines {
		l := &lines[i]
		e := estimate(l)
		m.sum[i+1] = m.sum[i] + int64(e)*int64(l.words)
		m.flat[i+1] = m.flat[i] + int64(e)
		m.before[i] = last
		if e >= good && l.words >= minGood {
			last = int32(i)
		}
	}
	next := int32(n)
	for i := n - 1; i >= 0; i-- {
		m.after[i] = next
		if estimate(&lines[i]) >= good && lines[i].words >= minGood {
			next = int32(i)
		}
	}
	for k, share := range trunkShares {
		m.trunk[k] = m.shortest(m.sum[n] / 100 * share)
	}
}

// minGood is the number of words below which a block is not a landmark.
const minGood = 6

// shortest returns the shortest range of blocks that contains want, the first of several.
func (m *mass) shortest(want int64) [2]int32 {
	n := len(m.sum) - 1
	best := [2]int32{0, int32(n)}
	for from, to := 0, 0; to < n; {
		to++
		for from < to && m.sum[to]-m.sum[from+1] >= want {
			from++
		}
		if m.sum[to]-m.sum[from] >= want && int32(to-from) < best[1]-best[0] {
			best = [2]int32{int32(from), int32(to)}
		}
	}
	return best
}

package model

import "math"

// Trees is an ensemble of regression trees whose sum is a log-odds. All trees are complete binary
// trees of depth treeDepth: node 1 is the root, node i has the children 2i and 2i+1, and a value
// above the threshold goes to the second. A leaf that training left higher up is repeated in all
// leaves below it. There is no branch that depends on the data, and all arithmetic is on integers,
// so the answer is the same on every machine.
type Trees struct {
	Feature   []uint8 // of each node, treeSize a tree; the first of them is not used
	Threshold []int16
	Leaf      []int16 // treeSize leaves a tree, log-odds times leafScale
}

const (
	treeDepth = 5
	treeSize  = 1 << treeDepth
	treeMask  = treeSize - 1
)

// leafScale is what one unit of log-odds is in leaves and sums.
const leafScale = 2048

// one is a probability of 1 in the integer form that features and sums are computed with.
const one = 4096

// row is the feature vector of a block. It is longer than numFeatures, so that no uint8 is out of
// its range.
type row [256]int16

// rowsAtOnce is how many rows go through a tree together, so that tree and rows stay in the
// first-level cache.
const rowsAtOnce = 32

// add adds to sums the log-odds of the first n rows. It walks eight rows side by side: their steps
// do not depend on one another, so that the processor overlaps them. The first step is the same
// node for all of them. (Row by row takes 2.6 times as long, four rows 1.6 times.)
func (t *Trees) add(rows *[rowsAtOnce]row, n int, sums *[rowsAtOnce]int32) {
	feature, threshold, leaf := t.Feature, t.Threshold, t.Leaf
	for len(leaf) >= treeSize && len(feature) >= treeSize && len(threshold) >= treeSize {
		f := (*[treeSize]uint8)(feature)
		h, l := (*[treeSize]int16)(threshold), (*[treeSize]int16)(leaf)
		for i := 0; i < n && i < rowsAtOnce-7; i += 8 {
			g, sum := (*[8]row)(rows[i:i+8]), (*[8]int32)(sums[i:i+8])
			a, b := child(f, h, &g[0], 1), child(f, h, &g[1], 1)
			c, d := child(f, h, &g[2], 1), child(f, h, &g[3], 1)
			p, q := child(f, h, &g[4], 1), child(f, h, &g[5], 1)
			r, s := child(f, h, &g[6], 1), child(f, h, &g[7], 1)
			for range treeDepth - 1 {
				a, b = child(f, h, &g[0], a), child(f, h, &g[1], b)
				c, d = child(f, h, &g[2], c), child(f, h, &g[3], d)
				p, q = child(f, h, &g[4], p), child(f, h, &g[5], q)
				r, s = child(f, h, &g[6], r), child(f, h, &g[7], s)
			}
			sum[0] += int32(l[a&treeMask])
			sum[1] += int32(l[b&treeMask])
			sum[2] += int32(l[c&treeMask])
			sum[3] += int32(l[d&treeMask])
			sum[4] += int32(l[p&treeMask])
			sum[5] += int32(l[q&treeMask])
			sum[6] += int32(l[r&treeMask])
			sum[7] += int32(l[s&treeMask])
		}
		feature, threshold, leaf = feature[treeSize:], threshold[treeSize:], leaf[treeSize:]
	}
}

// child is one step down: the sign bit of threshold-value is the choice. The masks say to the
// compiler what is known here.
func child(feature *[treeSize]uint8, threshold *[treeSize]int16, r *row, at uint32) uint32 {
	x, limit := int32(r[feature[at&treeMask]]), int32(threshold[at&treeMask])
	return 2*at + uint32(limit-x)>>31
}

// logistic maps log-odds, in steps of 1/64 from -8 to 8, to a probability in 1/one.
var logistic = func() (t [1024]int16) {
	for i := range t {
		t[i] = int16(one/(1+math.Exp(-(float64(i)-512)/64)) + 0.5)
	}
	return t
}()

// probability returns the logistic function of a sum of leaves, in 1/one.
func probability(sum int32) int16 {
	return logistic[min(max(sum/(leafScale/64)+512, 0), 1023)]
}

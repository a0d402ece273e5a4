package label

// Trees is an ensemble of regression trees whose sum is a log-odds. All trees are complete binary trees of the same depth:
// node i has the children 2i+1 and 2i+2, a value above the threshold goes to the second; a leaf that training left higher
// up is repeated in all leaves below it. There is no branch that depends on the data, and all arithmetic is on integers, so
// that the answer is the same on every machine.
type Trees struct {
	Depth     int
	Bias      int32   // added to the sum of the leaves
	Feature   []uint8 // of each node, 2^Depth-1 nodes a tree
	Threshold []int16
	Leaf      []int16 // 2^Depth leaves a tree, log-odds times leafScale
}

// leafScale is what one unit of log-odds is in leaves and sums.
const leafScale = 2048

// one is a probability of 1 in the integer form that features and sums are computed with.
const one = 4096

// row is the feature vector of a block.
type row [numFeatures]int16

// rowsAtOnce is how many rows go through a tree together: their walks do not depend on one another, so that the processor
// overlaps them, and they fit the first-level cache.
const rowsAtOnce = 32

// add adds to sums the log-odds of rows.
func (t *Trees) add(rows []row, sums []int32) {
	for i := range sums {
		sums[i] += t.Bias
	}
	nodes, leaves := 1<<t.Depth-1, 1<<t.Depth
	feature, threshold, leaf := t.Feature, t.Threshold, t.Leaf
	for len(leaf) >= leaves && len(feature) >= nodes && len(threshold) >= nodes {
		f, h, l := feature[:nodes], threshold[:nodes], leaf[:leaves]
		for i := range rows {
			r := &rows[i]
			at := 0
			for range t.Depth {
				x, limit := int32(r[f[at]]), int32(h[at])
				at = 2*at + 1 + int(uint32(limit-x)>>31)
			}
			sums[i] += int32(l[at-nodes])
		}
		feature, threshold, leaf = feature[nodes:], threshold[nodes:], leaf[leaves:]
	}
}

// logistic maps log-odds, in steps of 1/64 from -8 to 8, to a probability in 1/one.
var logistic = func() (t [1024]int16) {
	for i := range t {
		t[i] = int16(one/(1+exp(-(float64(i)-512)/64)) + 0.5)
	}
	return t
}()

// probability returns the logistic function of a sum of leaves, in 1/one.
func probability(sum int32) int16 {
	return logistic[min(max(sum/(leafScale/64)+512, 0), 1023)]
}

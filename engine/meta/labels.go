package meta

import (
	"slices"

	"klartext/engine/label"
)

// labels is what is known of the labels of the page's blocks. All that this package reads of the
// stages before it, and all that it writes, goes through the methods here: a label that it gives a
// block counts from then on, whoever labelled the block before, and write hands them all over at
// the end.
type labels struct {
	verdicts []label.Verdict // of the stages before
	head     []headLabel     // what this package decides
}

// headLabel is a label that this package gives a block; it is label.None for all other blocks.
type headLabel struct {
	label label.Label
	rule  label.Rule
	score float32
}

// load takes the verdicts of a page.
func (l *labels) load(verdicts []label.Verdict) {
	l.verdicts = verdicts
	l.head = slices.Grow(l.head[:0], len(verdicts))[:len(verdicts)]
	clear(l.head)
}

// set gives block i a label.
func (l *labels) set(i int, to label.Label, by label.Rule, score float32) {
	l.head[i] = headLabel{to, by, score}
}

// write writes the labels that set gave into the verdicts.
func (l *labels) write() {
	for i := range l.head {
		if h := &l.head[i]; h.label != label.None {
			l.verdicts[i].Set(h.label, h.rule, h.score)
		}
	}
}

// of returns the label of block i, label.None when it is open.
func (l *labels) of(i int) label.Label {
	if h := l.head[i].label; h != label.None {
		return h
	}
	return l.verdicts[i].Label
}

// by returns the rule that gave block i its label.
func (l *labels) by(i int) label.Rule {
	if h := &l.head[i]; h.label != label.None {
		return h.rule
	}
	return l.verdicts[i].Rule
}

// fixed reports whether the label of block i is decided.
func (l *labels) fixed(i int) bool {
	return l.head[i].label != label.None || l.verdicts[i].Fixed
}

// estimate returns the model's estimate that block i is main text, 0 to 1.
func (l *labels) estimate(i int) float32 { return l.verdicts[i].Main }

// family and scope return what the best phrase of the lexicon in block i says of it.
func (l *labels) family(i int) label.Label { return l.verdicts[i].Family }
func (l *labels) scope(i int) label.Scope  { return l.verdicts[i].Scope }

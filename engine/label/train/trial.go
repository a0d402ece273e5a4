package main

import (
	"slices"

	"klartext/engine/internal/cut"
	"klartext/engine/internal/model"
	"klartext/engine/internal/outcome"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/stages"
)

// trial runs the stages of the engine on an HTML page, then decides again what is main text as if
// a rule had said nothing. It works on the sheet between the stages, so that the engine knows
// nothing of it.
type trial struct {
	run        stages.Run
	main       []bool  // for each block, whether it is main text
	modelLimit float32 // the threshold of the page over all estimates

	said [3][]sheet.Verdict // columns Head, Thread and Rules before the page is decided
	void []bool
}

// read runs the stages and decides as the engine does.
func (t *trial) read(src, address []byte, m *model.Model) {
	r := &t.run
	r.ReadHTML(src, 0)
	r.Estimate(m)
	r.Phrases()
	r.Thread()
	r.Rules()
	r.Head(address)
	for k, c := range t.columns() {
		t.said[k] = append(t.said[k][:0], *c...)
	}
	t.void = append(t.void[:0], r.Sheet.Void...)
	t.modelLimit = t.cut()
	t.decide(func(rule) bool { return false })
}

// columns returns the columns of the sheet in the order of the constants.
func (t *trial) columns() [3]*[]sheet.Verdict {
	s := &t.run.Sheet
	return [3]*[]sheet.Verdict{inHead: &s.Head, inThread: &s.Thread, inRules: &s.Rules}
}

// cut returns the threshold that the model alone would use.
func (t *trial) cut() float32 {
	n := len(t.run.Blocks)
	words := make([]int32, n)
	for i := range words {
		words[i] = t.run.Blocks[i].Words
	}
	return cut.Threshold(t.run.Sheet.Estimate, words, make([]int32, n), cut.NoneBelow)
}

// without decides again as if the silent rules had said nothing.
func (t *trial) without(silent func(rule) bool) {
	for k, c := range t.columns() {
		copy(*c, t.said[k])
		for i, v := range *c {
			if v.Label != label.None && silent(asRule(column(k), v)) {
				(*c)[i] = sheet.Verdict{}
			}
		}
	}
	copy(t.run.Sheet.Void, t.void)
	t.decide(silent)
}

// decide decides about the page and sets main. Where a silent rule speaks in the last stage, the
// threshold of the page decides.
func (t *trial) decide(silent func(rule) bool) {
	r := &t.run
	o := outcome.Decide(true, r.Blocks, &r.Sheet, r.Comments)
	o.Posts = r.Rest(o.Rest())
	t.main = slices.Grow(t.main[:0], len(r.Blocks))[:len(r.Blocks)]
	for i := range t.main {
		if silent(t.ruleAt(i)) {
			t.main[i] = r.Sheet.Estimate[i] >= o.Posts
			continue
		}
		t.main[i] = o.Main(r.Sheet.Label(i), r.Sheet.Estimate[i])
	}
}

// ruleAt returns the rule whose word holds of block i.
func (t *trial) ruleAt(i int) rule {
	for k, c := range t.columns() {
		if (*c)[i].Label != label.None {
			return asRule(column(k), (*c)[i])
		}
	}
	return asRule(inRest, t.run.Sheet.Rest[i])
}

// asRule returns the rule that gives a verdict in a column.
func asRule(c column, v sheet.Verdict) rule {
	r := rule{column: c, label: v.Label, by: v.Rule}
	if c == inHead || c == inRules {
		r.score = v.Score
	}
	return r
}

// text returns the blocks that are main text, a line each.
func (t *trial) text() (out []byte) {
	for i, main := range t.main {
		if main {
			out = append(append(out, t.run.Blocks[i].Text(t.run.Text)...), '\n')
		}
	}
	return out
}

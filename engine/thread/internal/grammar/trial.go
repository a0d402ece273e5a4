package grammar

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
)

// trial lays a run of anchors out as records and says what they are worth.
type trial struct {
	page    *lines.Page
	fit     fitter
	layout  layout
	columns columns
	weigher *evidence.Weigher
	held    bool                           // the phase is known
	seen    hashtable.Counter[uint64]      // how the time lines are written
	latest  hashtable.Table[uint64, int32] // records by author, counted from 1
}

func (t *trial) reset(page *lines.Page, n *names.Reader, w *evidence.Weigher) {
	t.page, t.fit.page, t.layout.page, t.columns.page = page, page, page, page
	t.layout.fit = &t.fit
	t.columns.names, t.columns.fit, t.columns.layout = n, &t.fit, &t.layout
	t.weigher = w
}

// try fits the grammar of a run, lays its records out and returns their worth, 0 if they are not
// comments.
func (t *trial) try(run []int32, groups []uint8) float32 {
	t.fit.groups = groups
	t.fit.lens = t.fit.lens[:0]
	t.fit.fit(run)
	for i, c := range t.fit.cuts {
		t.fit.lens = append(t.fit.lens,
			t.page.Times[run[i+1]].Block-t.page.Times[run[i]].Block-1-c.post-c.pre)
	}
	tl := t.fit.below(t.page.Times[run[len(run)-1]].Block, t.fit.groups[len(run)-1])
	hd := t.fit.above(t.page.Times[run[0]].Block, t.fit.groups[0])
	if !t.held {
		t.layout.phase = t.layout.weighPhase(run, hd, tl)
	}
	t.layout.lay(run, t.layout.phase, hd, tl)
	t.columns.assign(run)
	t.weigher.Records = t.layout.recs
	proven := t.weigher.Prove()
	t.constants()
	if !proven {
		return 0
	}
	sum := t.weigher.Proof.Sum()
	v := t.worth() * sum / (sum + 4)
	if t.memberly() || t.frozen() {
		v *= .5
	}
	return v
}

// constants notes for each record whether it has a line that most gaps show.
func (t *trial) constants() {
	for i := range t.layout.recs {
		r := &t.layout.recs[i]
		con := false
		for j := r.Top; j < evidence.Stop(t.layout.recs, i) && !con; j++ {
			con = (j < r.From || j >= r.To) && t.fit.inWindow(j) && t.fit.kindAt(j) == kindConst
		}
		if con {
			r.Has |= evidence.Constant
		}
	}
}

// worth sums what speaks for each record: a text, an author, nothing in the text that belongs
// elsewhere.
func (t *trial) worth() (v float32) {
	usual := t.weigher.Usual()
	t.seen.Reset(len(t.layout.recs))
	group := [maxGroups]int{}
	for i := range t.layout.recs {
		group[t.layout.recs[i].Group]++
		t.seen.Add(t.styleOf(&t.layout.recs[i]))
	}
	for i := range t.layout.recs {
		r := &t.layout.recs[i]
		switch {
		case t.page.Times[r.Anchor].Inline > 0:
			v += .6
		case r.From >= r.To:
			v -= 1
		case t.fit.hasUtterance(r.From, r.To):
			v += .6
		}
		if r.NameAt >= 0 {
			v += .3 + .2*t.steady(r)
		} else {
			v -= .4
		}
		bad := t.odd(r, group[r.Group]) + .4*float32(r.Has.Missing(usual))
		if t.weigher.Alien(r) {
			bad += .3
		}
		for j := r.From; j < r.To && bad < 2; j++ {
			switch t.fit.kindAt(j) {
			case kindConst, kind(lines.Action):
				bad += .1
			case kind(lines.Time):
				bad += .15
			}
		}
		v -= bad
	}
	return v
}

// steady is the share of the records of a group whose column of authors has the name of this one.
func (t *trial) steady(r *evidence.Record) float32 {
	c := &t.columns.cols[r.Group][r.Slot]
	return float32(c.seen) / float32(max(1, c.of))
}

// odd is the penalty of a record whose time line is written as few others of the run.
func (t *trial) odd(r *evidence.Record, group int) float32 {
	if int(t.seen.Of(t.styleOf(r)))*3 < group {
		return .7
	}
	return 0
}

// styleOf says how the time line of a record is written, separately for each group.
func (t *trial) styleOf(r *evidence.Record) uint64 {
	return t.page.KeyOf(&t.page.Times[r.Anchor], lines.KeyShape) ^ uint64(r.Group)<<60
}

package records

import (
	"cmp"
	"slices"

	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/structured"
)

// Finder finds the records of HTML pages. Reuse it: its memory stays.
type Finder struct {
	tape    tape
	anchors anchors
	sets    sets
	units   units
	columns columns
	authors authors
	texts   texts
	fields  fields
	proof   proof

	kept []set // sets that the thread is made of
	laid int32 // from of the set that was tried last, if it was without holes; else -1
}

// maxKept is how many sets one thread is made of at most.
const maxKept = 4

// Reset prepares for a page: el, ln and ns say what its elements and lines are and what names, data
// what its JSON-LD says.
func (f *Finder) Reset(
	page *block.Page, el *elements.Reader, ln *lines.Page, ns *names.Reader, data *structured.Data,
) {
	f.tape = tape{page: page, elements: el, lines: ln, names: ns}
	f.anchors.tape = &f.tape
	f.sets.tape, f.sets.anchors = &f.tape, &f.anchors
	f.units.tape, f.units.anchors, f.units.sets = &f.tape, &f.anchors, &f.sets
	f.columns.tape, f.columns.units = &f.tape, &f.units
	f.authors.tape, f.authors.units, f.authors.columns = &f.tape, &f.units, &f.columns
	f.texts.tape, f.texts.units, f.texts.columns = &f.tape, &f.units, &f.columns
	f.fields.tape, f.fields.units, f.fields.columns = &f.tape, &f.units, &f.columns
	f.fields.texts = &f.texts
	f.proof.tape, f.proof.units, f.proof.authors = &f.tape, &f.units, &f.authors
	f.proof.texts, f.proof.data = &f.texts, data
	f.proof.weigher.Reset(ln)
	f.authors.begin()
}

// Forum reports whether the records are those of a forum.
func (f *Finder) Forum() bool { return f.proof.weigher.Proof.Forum() }

// Find tries the sets of elements that may be records and turns the best that is proven, with those
// that join it, into the comments of the thread. It reports whether there is one; if not, the
// thread and the lines are as they were.
func (f *Finder) Find(th *comment.Thread) bool {
	times := len(f.tape.lines.Times)
	f.kept = f.kept[:0]
	f.anchors.find()
	f.sets.find()
	if f.best() {
		f.keep()
		f.emitKept(th)
	}
	if len(th.Comments) == 0 {
		th.Reset()
		f.tape.lines.Times = f.tape.lines.Times[:times]
		return false
	}
	return true
}

// best tries the sets, and puts the best that is proven first. It reports whether there is one.
func (f *Finder) best() bool {
	best, top := -1, float32(0)
	list := f.sets.list
	for i := f.sets.largest(); i >= 0 && list[i].most() >= top; i = f.sets.largest() {
		x := &list[i]
		x.tried = true
		if x.worth = f.try(x, -1); x.worth > top || x.worth == top && i < best {
			best, top = i, x.worth
		}
	}
	if best < 0 {
		return false
	}
	list[0], list[best] = list[best], list[0]
	return true
}

// try lays out the records of a set and returns their worth, 0 if they are not comments. The
// records of the kept sets, except the one with the index, are not part of them.
func (f *Finder) try(x *set, index int) float32 {
	if f.laid = x.from; index >= 0 && len(f.kept) > 1 {
		f.laid = -1
	}
	f.units.lay(*x, f.kept, index)
	if f.units.count == 0 {
		return 0
	}
	f.columns.measure()
	f.authors.find()
	f.texts.measure()
	f.texts.find()
	return f.proof.weigh(x)
}

// keep keeps the best set, which is the first, and those that are records beside or inside its
// records.
func (f *Finder) keep() {
	f.kept = append(f.kept[:0], f.sets.list[0])
	for len(f.kept) < maxKept {
		best, top := -1, float32(1)
		for i := 1; i < len(f.sets.list); i++ {
			x := &f.sets.list[i]
			if x.done || x.most() <= top || !f.nested(x) {
				continue
			}
			if !x.inner {
				x.inner = true
				x.worth = f.try(x, -1)
			}
			if x.worth > top && f.joins(x) {
				best, top = i, x.worth
			}
		}
		if best < 0 {
			return
		}
		f.kept = append(f.kept, f.sets.list[best])
		f.sets.list[best].done = true
	}
}

// joins reports whether a set may be beside the kept ones: its records are inside or around theirs,
// and neither loses by what the other takes.
func (f *Finder) joins(x *set) bool {
	n := len(f.kept)
	f.kept = append(f.kept, *x)
	ok := f.try(&f.kept[n], n) > .8*x.worth
	for i := 0; i < n && ok; i++ {
		ok = f.try(&f.kept[i], i) > .8*f.kept[i].worth
	}
	f.kept = f.kept[:n]
	return ok
}

// nested reports whether most records of a set are inside those of a kept set, or most of that
// set's inside its own, and none of them is one of theirs.
func (f *Finder) nested(x *set) bool {
	fits := false
	for i := range f.kept {
		y := &f.kept[i]
		in, same := f.sets.inside(x, y)
		if same {
			return false
		}
		around, _ := f.sets.inside(y, x)
		fits = fits || in*2 > x.size() || around*2 > y.size()
	}
	return fits
}

// emitKept turns the units of the kept sets into comments of the thread.
func (f *Finder) emitKept(th *comment.Thread) {
	for i := range f.kept {
		x := &f.kept[i]
		if (len(f.kept) > 1 || f.laid != x.from) && f.try(x, i) == 0 {
			continue
		}
		p := &f.proof.weigher.Proof
		th.Score = max(th.Score, p.Sum())
		th.Forum = max(th.Forum, p.Of(evidence.Fields))
		th.Remarks = th.Remarks || p.Remarks
		th.Opened = th.Opened || f.units.opened()
		f.emit(th)
	}
	cs := th.Comments
	slices.SortFunc(cs, func(a, b comment.Comment) int {
		return cmp.Or(int(a.First-b.First), int(a.Node-b.Node))
	})
	if len(cs) > 0 {
		th.First, th.Last = cs[0].First, cs[len(cs)-1].Last
	}
}

// emit turns the units with a text into comments of the thread.
func (f *Finder) emit(th *comment.Thread) {
	f.fields.find()
	base := int32(len(th.Text))
	th.Text = append(th.Text, f.texts.out...)
	w := &f.proof.weigher
	n := -1
	for i := range f.units.list {
		u := &f.units.list[i]
		if u.hole {
			continue
		}
		n++
		if u.textLen == 0 {
			continue
		}
		r := &w.Records[n]
		c := comment.Comment{
			Node: u.element, First: u.first, Last: u.stop - 1, Author: u.author,
			Text: base + u.text, TextLen: u.textLen, Number: f.tape.lines.Ordinal(r.Anchor, r.At),
			Parent: comment.Unknown, Score: min(1, w.Proof.Sum()/8),
		}
		c.Origins.Author, c.Origins.Text = u.authorFrom, u.textFrom
		f.fields.read(&c, i)
		th.Comments = append(th.Comments, c)
	}
}

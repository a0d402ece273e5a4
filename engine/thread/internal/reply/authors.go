package reply

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

// Authors are the folded names of the authors of comments: words that name one of them are linked
// to the latest comment of that author.
type Authors struct {
	names []byte
	ends  []int32 // where each name ends, after a 0
}

const (
	window  = 500 // earlier comments among which a parent is looked for
	maxName = 120 // bytes of a name
)

// Read folds the names of the authors of a thread, which are ranges of src.
func (a *Authors) Read(th *comment.Thread, src []byte) {
	a.names, a.ends = a.names[:0], append(a.ends[:0], 0)
	for i := range th.Comments {
		if name := th.Comments[i].Author; name.End-name.Start <= maxName {
			a.names = block.Fold(a.names, name.Of(src), false)
		}
		a.ends = append(a.ends, int32(len(a.names)))
	}
}

// of is the folded name of the author of comment i, empty if there is none.
func (a *Authors) of(i int) []byte { return a.names[a.ends[i]:a.ends[i+1]] }

// is reports whether the author of comment i has that folded name.
func (a *Authors) is(i int, name []byte) bool { return bytes.Equal(a.of(i), name) }

// Named is the latest comment before i by another author with exactly that folded name, or -1.
func (a *Authors) Named(i int, name []byte) int {
	if len(name) < 3 || a.is(i, name) {
		return -1
	}
	for p := i - 1; p >= max(0, i-window); p-- {
		if a.is(p, name) {
			return p
		}
	}
	return -1
}

// ending is the latest comment before i whose author ends the folded line, which says more.
func (a *Authors) ending(i int, line []byte) int {
	for p := i - 1; p >= max(0, i-window); p-- {
		n := a.of(p)
		if len(n) > 0 && len(n) < len(line) && bytes.HasSuffix(line, n) &&
			!block.InWord(line, len(line)-len(n)-1) {
			return p
		}
	}
	return -1
}

// starting is the latest comment before i of the author with the longest name that starts a folded
// mention. whole: the mention is nothing but the name.
func (a *Authors) starting(i int, mention []byte, whole bool) int {
	best, length := -1, 0
	for p := i - 1; p >= max(0, i-window); p-- {
		n := a.of(p)
		switch {
		case len(n) <= length || !bytes.HasPrefix(mention, n):
		case len(n) == len(mention), !whole && !block.InWord(mention, len(n)):
			best, length = p, len(n)
		}
	}
	return best
}

// beginning is the latest comment before i of the only author whose name starts with the first word
// of a folded mention, at least four bytes.
func (a *Authors) beginning(i int, mention []byte) int {
	_, end := block.NextWord(mention, 0)
	w := mention[:end]
	if len(w) < 4 {
		return -1
	}
	best := -1
	for p := i - 1; p >= max(0, i-window); p-- {
		n := a.of(p)
		if !bytes.HasPrefix(n, w) {
			continue
		}
		if best < 0 {
			best = p
		} else if !a.is(best, n) {
			return -1
		}
	}
	return best
}

// within is the latest comment before i by another author, the one with the longest name that
// occurs in a folded line.
func (a *Authors) within(i int, line []byte) int {
	best := -1
	for p := i - 1; p >= max(0, i-window); p-- {
		n := a.of(p)
		if len(n) < 2 || best >= 0 && len(n) <= len(a.of(best)) || a.is(i, n) {
			continue
		}
		at := bytes.Index(line, n)
		if at >= 0 && lines.AtEdge(line, at-1) && lines.AtEdge(line, at+len(n)) {
			best = p
		}
	}
	return best
}

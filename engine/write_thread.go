package engine

import (
	"iter"

	"klartext/engine/internal/markup"
	"klartext/engine/when"
)

// Thread yields the comments in the order in which people read a thread: every reply below the
// comment that it replies to, and replies to the same comment in page order. It yields their index
// and their depth: 0 for a comment that replies to none, or if the page does not say to which; 1
// for a reply to that. The depth has no limit; the writers, which nest up to 32 levels, have their
// own.
func (d *Document) Thread() iter.Seq2[int, int] {
	return func(yield func(index, depth int) bool) { d.walk(yield) }
}

// walk follows links instead of recursing, because a thread may be as deep as it is long.
func (d *Document) walk(yield func(index, depth int) bool) {
	i := d.firstOfThread()
	for depth := 0; i >= 0 && yield(i, depth); {
		c := &d.Comments[i]
		if c.child != 0 {
			i, depth = int(c.child)-1, depth+1
			continue
		}
		for c.next == 0 && c.up != 0 {
			c, depth = &d.Comments[c.up-1], depth-1
		}
		i = int(c.next) - 1
	}
}

// firstOfThread returns the first comment that replies to none, or -1 if there are no comments.
func (d *Document) firstOfThread() int {
	for i := range d.Comments {
		if d.Comments[i].up == 0 {
			return i
		}
	}
	return -1
}

// linkReplies makes the comments a tree by their parents: Comment.up, child and next. A comment may
// be above the one that it replies to, for example on pages that show the newest first. A comment
// is at the top level if its parent is not a comment or would close a circle.
func linkReplies(comments []Comment) {
	for i := range comments {
		c := &comments[i]
		c.up, c.child, c.next = 0, 0, 0
		if c.Parent >= 0 && c.Parent < len(comments) {
			c.up = int32(c.Parent) + 1
		}
	}
	breakCircles(comments)
	var top int32 // the next comment of the top level
	for i := len(comments) - 1; i >= 0; i-- {
		first := &top
		if p := comments[i].up; p > 0 {
			first = &comments[p-1].child
		}
		comments[i].next, *first = *first, int32(i)+1
	}
}

// breakCircles moves the first comment on the page of each circle of parents to the top level.
// While it runs, next of a comment is the index, plus 1, of the comment from which its parents were
// followed.
func breakCircles(comments []Comment) {
	for i := range comments {
		k, mark := i, int32(i)+1
		for comments[k].next == 0 {
			comments[k].next = mark
			if comments[k].up == 0 {
				break
			}
			if k = int(comments[k].up) - 1; comments[k].next == mark { // a circle that includes k
				comments[firstOn(comments, k)].up = 0
			}
		}
	}
}

// firstOn returns the first comment on the page of the circle that includes k.
func firstOn(comments []Comment, k int) int {
	first := k
	for n := int(comments[k].up) - 1; n != k; n = int(comments[n].up) - 1 {
		first = min(first, n)
	}
	return first
}

// named reports whether a comment gets a name ("comment-" and its index) because replies to it are
// written outside of it.
func (c *Comment) named(depth int) bool { return depth >= markup.MaxDepth && c.child != 0 }

// schemaTime returns a time as in schema.org and HTML: a day, or a day and a clock with minutes. ok
// is false if the day is not known.
func schemaTime(t when.Time) (_ when.Time, ok bool) {
	if t.Kind != when.Absolute || t.Precision < when.Day {
		return t, false
	}
	if t.Precision == when.Hour {
		t.Precision = when.Day
	}
	return t, true
}

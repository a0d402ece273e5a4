package engine

// maxDepth is how deep the writers nest replies; deeper ones stand beside the reply at that depth. Indentation is written
// per line, so that without a limit a thread of n replies to replies would take n² bytes, and HTML parsers give up at 512
// open elements.
const maxDepth = 32

// linkReplies makes the comments a tree by their parents: Comment.child and next. A comment's parent is always earlier on
// the page; anything else makes it a comment of the top level. The first comment is then never a reply, so that index 0
// says "none".
func linkReplies(comments []Comment) {
	var top int32 // the next comment of the top level
	for i := len(comments) - 1; i >= 0; i-- {
		first := &top
		if p := comments[i].repliesTo(i); p >= 0 {
			first = &comments[p].child
		}
		comments[i].next, *first = *first, int32(i)
	}
}

// repliesTo returns the parent under which comment i is written, -1 for the top level.
func (c *Comment) repliesTo(i int) int {
	if c.Parent < i {
		return max(c.Parent, -1)
	}
	return -1
}

// thread yields index and depth of the comments, every reply behind what it replies to. It follows links instead of
// recursing: a thread may be as deep as it is long.
func (d *Document) thread(yield func(i, depth int) bool) {
	if len(d.Comments) == 0 {
		return
	}
	for i, depth := 0, 0; yield(i, min(depth, maxDepth)); {
		c := &d.Comments[i]
		if c.child != 0 {
			i, depth = int(c.child), depth+1
			continue
		}
		for c.next == 0 {
			if i = c.repliesTo(i); i < 0 {
				return
			}
			c, depth = &d.Comments[i], depth-1
		}
		i = int(c.next)
	}
}

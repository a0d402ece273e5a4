package thread

import (
	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// nester finds out from the markup of an HTML page which record replies to which. What a page says of it, the surest first:
//
//	nest_id.go     ids: an attribute, a class or a link of the record names its parent's
//	nest.go        nesting: the record stands inside its parent's, or in a list that follows it
//	nest_depth.go  depth: a number, an indent, or a class that only replies have
//
// A page on which one of these tells replies says as well of the records without a parent that they have none. On all other
// pages nothing is said. A reply whose parent is not among the comments has an unknown one: it may have been deleted.
type nester struct {
	page  *block.Page
	kin   []kin // of each comment
	open  []int32
	name  elements.Name
	ids   lines.Counter // of the names of comments: the comment that has it plus 2, or 1 where several have it
	forks lines.Counter // branches of the tree that hold replies, by their signatures
	refs  lines.Counter // values that name no comment

	nested, listed, numbered, flagged bool // what there is on the page: records inside records, lists that follow, depths, flags
}

// kin is what the markup says of a comment's place in the thread.
type kin struct {
	node   int32 // its element
	top    int32 // the highest element around it that holds it alone, or it and its replies
	stop   int32 // the element behind its own, those of the records inside it apart
	after  int32 // the element of the next comment that does not stand deeper; behind the last element when there is none
	id     int32 // parent by id: an index, TopLevel or Unknown
	ref    uint64
	tree   int32  // parent by nesting
	sure   bool   // of nesting: the record stands inside its parent's, or lists inside lists
	lost   bool   // it stands in a record that is none of the comments
	gap    int32  // levels between it and the parent
	fork   uint64 // what the list that it stands in is signed with; 0 when it stands in none
	how    uint8  // what tells that the list holds replies
	depths [numDepths]int32
	depth  int32 // parent by depth
	flag   bool  // has a class that says it is a reply
}

// link sets the parents of the comments of a page.
func (n *nester) link(s *Segmenter, page *block.Page) {
	n.page = page
	if !n.gather(s) {
		return
	}
	n.byID(s)
	n.byNesting(s)
	n.byDepth(s)
	n.settle(s)
}

// gather notes the element of each comment, in page order, and those around it. It reports whether all have one.
func (n *nester) gather(s *Segmenter) bool {
	cs, es := s.thread.Comments, n.page.Elements
	n.kin = resize(n.kin, len(cs))
	last := int32(0)
	for i := range cs {
		if cs[i].Node <= last {
			return false
		}
		last = cs[i].Node
		n.kin[i] = kin{node: last, id: Unknown, tree: Unknown, depth: Unknown}
	}
	n.open = n.open[:0]
	for i := len(cs) - 1; i >= 0; i-- {
		k := &n.kin[i]
		for len(n.open) > 0 && es[n.kin[n.open[len(n.open)-1]].node].Depth > es[k.node].Depth {
			n.open = n.open[:len(n.open)-1]
		}
		k.after = int32(len(es))
		if len(n.open) > 0 {
			k.after = n.kin[n.open[len(n.open)-1]].node
		}
		n.open = append(n.open, int32(i))
		k.stop = int32(len(es))
		if i+1 < len(cs) {
			k.stop = n.kin[i+1].node
		}
		for k.stop > k.node+1 && es[k.stop-1].First > cs[i].Last {
			k.stop--
		}
	}
	for i := range n.kin {
		n.climb(s, i)
	}
	return len(cs) > 1
}

// maxAround is how many elements around a record are looked at.
const maxAround = 6

// climb finds the highest element that holds comment i alone.
func (n *nester) climb(s *Segmenter, i int) {
	k, es := &n.kin[i], n.page.Elements
	before := int32(0)
	if i > 0 {
		before = n.kin[i-1].node
	}
	k.top = k.node
	for range maxAround {
		p := es[k.top].Parent
		if p <= before || es[p].Next > k.after || es[p].Tag == tag.Body || es[p].Tag == tag.Main || s.strong(p).Has(elements.Section) {
			return
		}
		k.top = p
	}
}

// byNesting reads the parents off the tree. A comment is a reply to the last one before it that stands less deep below the
// element which holds both, if something tells that what is around the reply are replies.
func (n *nester) byNesting(s *Segmenter) {
	n.nested, n.listed = false, false
	n.forks.Reset(2 * len(n.kin))
	n.open = n.open[:0]
	for i := range n.kin {
		k := &n.kin[i]
		k.tree = TopLevel
		for len(n.open) > 0 && k.tree == TopLevel {
			t := n.open[len(n.open)-1]
			switch n.under(s, t, k) {
			case inside:
				k.tree = t
			case orphaned:
				k.tree, k.lost = Unknown, true
			default:
				n.open = n.open[:len(n.open)-1]
			}
		}
		if k.tree == TopLevel && n.orphan(s, i) {
			k.tree, k.lost = Unknown, true
		}
		n.open = append(n.open, int32(i))
		if k.how == byOwn || k.how == byKind {
			n.forks.AddOnce(k.fork, k.tree+1)
		}
	}
	n.weigh()
}

// How a comment stands to an earlier one.
const (
	beside   = iota
	inside   // it may be a reply to it
	orphaned // it stands beside it, but in a record that is none of the comments
)

// What tells that a list which follows a record holds the replies to it.
const (
	byName = iota + 1 // a name
	byOwn             // an element holds both and nothing else
	byKind            // so it is, but the records are of another kind, which takes several such lists
	byList            // elsewhere such a list stands in another one
)

const saltList = 0x2545F491

// under tells how comment k stands to comment t by the places of their elements, and notes what says so.
func (n *nester) under(s *Segmenter, t int32, k *kin) int {
	es, signs, p := n.page.Elements, s.elements.Signs, &n.kin[t]
	k.sure, k.gap, k.fork, k.how = false, 1, 0, 0
	if k.node < es[p.node].Next {
		k.sure = true
		for e := es[k.node].Parent; e > p.node; e = es[e].Parent {
			k.gap += int32(count(signs[e] == signs[k.node]))
		}
		return inside
	}
	m := n.meet(p.node, k.node)
	deeper := es[k.node].Depth > es[p.node].Depth
	lists, again := n.replies(s, k.node, m.both), int32(0)
	for e := es[k.node].Parent; e > m.both; e = es[e].Parent {
		again += int32(count(signs[e] == signs[m.both]))
	}
	switch x := &es[m.both]; {
	case signs[m.first] == signs[m.second] && m.second < k.node:
		if lists || n.repeats(signs, k.node, m.second) {
			return orphaned
		}
		return beside
	case n.replies(s, p.node, m.both) && !lists:
		return beside
	case deeper && again > 0 && (!x.Class.Empty() || !x.ID.Empty() || elements.Nameable[x.Tag] || x.Tag.Is(tag.List)):
		k.sure, k.gap = true, again
		n.forks.AddOnce(elements.Mix(saltList, uint64(signs[m.both])), 0)
		return inside
	case n.opens(s, k.node, m.both):
		return beside
	}
	alike, own := signs[k.node] == signs[p.node], es[m.both].Next <= p.after && (t == 0 || m.both > n.kin[t-1].node)
	list := elements.Mix(uint64(signs[m.both])<<32|uint64(signs[m.second]), uint64(signs[k.node]))
	switch {
	case alike && (lists || own && deeper && s.strong(m.both).Has(elements.Record)):
		k.how = byName
	case own && deeper && alike:
		k.how, k.fork = byOwn, list
	case own && deeper:
		k.how, k.fork = byKind, list
	case deeper && alike:
		k.how, k.fork = byList, elements.Mix(saltList, uint64(signs[m.second]))
	default:
		return beside
	}
	return inside
}

// replies reports whether an element around e, up to but not including top, is a list of replies by its name.
func (n *nester) replies(s *Segmenter, e, top int32) bool {
	es := n.page.Elements
	for e = es[e].Parent; e > top; e = es[e].Parent {
		if strong := s.strong(e); (strong | s.weak(e)).Has(elements.Replies) && strong&(1<<elements.Record|1<<elements.Section) == 0 {
			return true
		}
	}
	return false
}

// opens reports whether a section of comments begins between e and top: what stands before it is no comment of its own.
func (n *nester) opens(s *Segmenter, e, top int32) bool {
	es := n.page.Elements
	for e = es[e].Parent; e > top; e = es[e].Parent {
		if s.strong(e).Has(elements.Section) {
			return true
		}
	}
	return false
}

// repeats reports whether e or an element around it below top is signed as top.
func (n *nester) repeats(signs []uint32, e, top int32) bool {
	for ; e > top; e = n.page.Elements[e].Parent {
		if signs[e] == signs[top] {
			return true
		}
	}
	return false
}

// orphan reports whether comment i, which stands in no other, stands in an element that is signed as its own: in a record that
// is none of the comments.
func (n *nester) orphan(s *Segmenter, i int) bool {
	k, es, signs := &n.kin[i], n.page.Elements, s.elements.Signs
	before := int32(0)
	if i > 0 {
		before = n.kin[i-1].node
	}
	e := es[k.node].Parent
	for steps := 0; steps < 2*maxAround && e > before && !s.strong(e).Has(elements.Section); steps, e = steps+1, es[e].Parent {
		if signs[e] == signs[k.node] && !es[e].Class.Empty() {
			return true
		}
	}
	return false
}

// meeting is where the ways up from two elements meet.
type meeting struct {
	both          int32 // the innermost element that holds both
	first, second int32 // its children that hold the one and the other
}

// meet returns where the ways up from elements a and b meet, neither of which holds the other.
func (n *nester) meet(a, b int32) (m meeting) {
	es := n.page.Elements
	for a != b {
		if a > b {
			m.first = a
			a = es[a].Parent
		} else {
			m.second = b
			b = es[b].Parent
		}
	}
	m.both = a
	return m
}

// weigh decides which of the places are replies. Lists that follow a record are its replies where their name says so, or where
// an element holds nothing but the record and the list; records inside a record are replies, but not by more than the usual
// number of levels.
func (n *nester) weigh() {
	usual := int32(0)
	for i := range n.kin {
		if k := &n.kin[i]; k.tree >= 0 && k.sure && (usual == 0 || k.gap < usual) {
			usual = k.gap
		}
	}
	for i := range n.kin {
		k := &n.kin[i]
		switch {
		case k.tree < 0:
		case k.sure:
			n.nested = true
			if k.gap >= 2*usual {
				k.tree, k.lost = Unknown, true
			}
		case n.holdsReplies(k):
			n.listed = true
		default:
			k.tree = Unknown
		}
	}
}

// holdsReplies reports whether the list that comment k stands in holds replies.
func (n *nester) holdsReplies(k *kin) bool {
	switch k.how {
	case byName:
		return true
	case byOwn:
		return k.tree > 0 || n.forks.Of(k.fork) > 1
	case byKind:
		return n.forks.Of(k.fork) > 1
	}
	return n.forks.Of(k.fork) > 0
}

// settle gives each comment the parent that the surest evidence tells.
func (n *nester) settle(s *Segmenter) {
	cs := s.thread.Comments
	for i := range n.kin {
		k, c := &n.kin[i], &cs[i]
		switch {
		case k.id != Unknown:
			c.Parent, c.Evidence, c.Origins.Parent = k.id, ByID, comment.From(ByProperty, .98)
		case k.lost:
		case k.tree >= 0 && k.sure:
			c.Parent, c.Evidence, c.Origins.Parent = k.tree, ByContainment, comment.From(BySlot, .95)
		case n.numbered && (k.depth >= 0 || k.depth == Unknown || !n.nested):
			c.Parent, c.Evidence, c.Origins.Parent = k.depth, ByDepth, comment.From(ByClass, .9)
		case n.nested && k.tree != Unknown:
			c.Parent, c.Evidence, c.Origins.Parent = k.tree, ByContainment, comment.From(BySlot, .95)
		case n.listed && k.tree != Unknown:
			c.Parent, c.Evidence, c.Origins.Parent = k.tree, ByContainment, comment.From(BySlot, .8)
		case n.flagged && !n.nested && !n.listed:
			c.Parent, c.Evidence, c.Origins.Parent = k.depth, ByDepth, comment.From(ByClass, .7)
		}
		if c.Parent == Unknown {
			c.Evidence, c.Origins.Parent = NoEvidence, Origin{}
		}
	}
}

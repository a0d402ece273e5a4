package reply

import (
	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// Markup finds out from the elements of an HTML page which comment replies to which. What a page
// says about it, the surest first:
//
//	id.go       ids: an attribute, a class or a link of the record has that of its parent
//	nesting.go  nesting: the record is inside that of its parent, or in a list that follows it
//	depth.go    depth: a number, an indent, or a class that only replies have
//
// If one of these shows replies on a page, then it also shows that records without a parent have
// none. On all other pages nothing is said. A reply whose parent is not among the comments has an
// unknown one, which may have been deleted.
//
// Reuse a Markup: its memory stays.
type Markup struct {
	page     *block.Page
	thread   *comment.Thread
	elements *elements.Reader
	lines    *lines.Page

	kin   []kin   // of each comment
	open  []int32 // comments that the next one may be below
	name  elements.Name
	ids   hashtable.Table[uint64, int32] // names of comments: the comment plus 2, 1 for several
	forks hashtable.Counter[uint64]      // branches that contain replies, by their signatures
	refs  hashtable.Counter[uint64]      // values that name no comment

	// What there is on the page: records inside records, lists of replies that follow a record,
	// depths, a class that only replies have.
	nested, listed, numbered, flagged bool
}

// kin is what the markup says about a comment's place in the thread.
type kin struct {
	node   int32  // its element
	top    int32  // the highest element around it that has it alone, or it and its replies
	stop   int32  // the first element after its own ones, without those of records inside it
	after  int32  // the element of the next comment that is not deeper; one past the last for none
	id     int32  // parent by id: an index, TopLevel or Unknown
	ref    uint64 // hash of a value that names a parent which is not a comment; 0 for none
	tree   int32  // parent by nesting
	sure   bool   // nesting: the record is inside that of its parent, or lists are inside lists
	lost   bool   // it is in a record that is not among the comments
	gap    int32  // levels between it and the parent
	fork   uint64 // the signature of the list that it is in; 0 if it is in none
	how    uint8  // what shows that the list contains replies
	depths [numDepths]int32
	depth  int32 // parent by depth
	flag   bool  // has a class that says it is a reply
}

// Link sets the parents of the comments of a page that its elements give; el and ln say what the
// elements and the lines of the page are. It does nothing if comments have no elements.
func (m *Markup) Link(th *comment.Thread, page *block.Page, el *elements.Reader, ln *lines.Page) {
	m.thread, m.page, m.elements, m.lines = th, page, el, ln
	if !m.gather() {
		return
	}
	m.byID()
	m.byNesting()
	m.byDepth()
	m.settle()
}

// gather notes the element of each comment, in page order, and those around it. It reports whether
// all have one.
func (m *Markup) gather() bool {
	cs, es := m.thread.Comments, m.page.Elements
	m.kin = scratch.Resize(m.kin, len(cs))
	last := int32(0)
	for i := range cs {
		if cs[i].Node <= last {
			return false
		}
		last = cs[i].Node
		m.kin[i] = kin{
			node: last, id: comment.Unknown, tree: comment.Unknown, depth: comment.Unknown,
		}
	}
	m.open = m.open[:0]
	for i := len(cs) - 1; i >= 0; i-- {
		k := &m.kin[i]
		for len(m.open) > 0 && es[m.kin[m.open[len(m.open)-1]].node].Depth > es[k.node].Depth {
			m.open = m.open[:len(m.open)-1]
		}
		k.after = int32(len(es))
		if len(m.open) > 0 {
			k.after = m.kin[m.open[len(m.open)-1]].node
		}
		m.open = append(m.open, int32(i))
		k.stop = int32(len(es))
		if i+1 < len(cs) {
			k.stop = m.kin[i+1].node
		}
		for k.stop > k.node+1 && es[k.stop-1].First > cs[i].Last {
			k.stop--
		}
	}
	for i := range m.kin {
		m.climb(i)
	}
	return len(cs) > 1
}

// maxAround is how many elements around a record are considered.
const maxAround = 6

// climb finds the highest element that contains only comment i.
func (m *Markup) climb(i int) {
	k, es := &m.kin[i], m.page.Elements
	before := int32(0)
	if i > 0 {
		before = m.kin[i-1].node
	}
	k.top = k.node
	for range maxAround {
		p := es[k.top].Parent
		if p <= before || es[p].Next > k.after || es[p].Tag == tag.Body || es[p].Tag == tag.Main ||
			m.elements.Strong(p).Has(elements.Section) {
			return
		}
		k.top = p
	}
}

// settle gives each comment the parent with the surest evidence.
func (m *Markup) settle() {
	for i := range m.kin {
		k, c := &m.kin[i], &m.thread.Comments[i]
		switch {
		case k.id != comment.Unknown:
			set(c, k.id, comment.ByID, comment.From(comment.ByProperty, .98))
		case k.lost:
		case k.tree >= 0 && k.sure:
			set(c, k.tree, comment.ByContainment, comment.From(comment.BySlot, .95))
		case m.numbered && (k.depth >= 0 || k.depth == comment.Unknown || !m.nested):
			set(c, k.depth, comment.ByDepth, comment.From(comment.ByClass, .9))
		case m.nested && k.tree != comment.Unknown:
			set(c, k.tree, comment.ByContainment, comment.From(comment.BySlot, .95))
		case m.listed && k.tree != comment.Unknown:
			set(c, k.tree, comment.ByContainment, comment.From(comment.BySlot, .8))
		case m.flagged && !m.nested && !m.listed:
			set(c, k.depth, comment.ByDepth, comment.From(comment.ByClass, .7))
		}
		if c.Parent == comment.Unknown {
			set(c, comment.Unknown, comment.NoEvidence, comment.Origin{})
		}
	}
}

// set sets the parent of a comment.
func set(c *comment.Comment, parent int32, by comment.Evidence, from comment.Origin) {
	c.Parent, c.Evidence, c.Origins.Parent = parent, by, from
}

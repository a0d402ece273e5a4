package reply

import (
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
)

// byNesting reads the parents from the tree. A comment is a reply to the last one before it that is
// less deep below the element that contains both, if something shows that the things around the
// reply are replies.
func (m *Markup) byNesting() {
	m.nested, m.listed = false, false
	m.forks.Reset(2 * len(m.kin))
	m.open = m.open[:0]
	for i := range m.kin {
		k := &m.kin[i]
		k.tree = comment.TopLevel
		for len(m.open) > 0 && k.tree == comment.TopLevel {
			t := m.open[len(m.open)-1]
			switch m.under(t, k) {
			case inside:
				k.tree = t
			case orphaned:
				k.tree, k.lost = comment.Unknown, true
			default:
				m.open = m.open[:len(m.open)-1]
			}
		}
		if k.tree == comment.TopLevel && m.orphan(i) {
			k.tree, k.lost = comment.Unknown, true
		}
		m.open = append(m.open, int32(i))
		if k.how == byOwn || k.how == byKind {
			m.forks.AddOnce(k.fork, k.tree+1)
		}
	}
	m.weigh()
}

// The relation of a comment to an earlier one.
const (
	beside   = iota
	inside   // it may be a reply to it
	orphaned // it is beside it, but in a record that is not among the comments
)

// What shows that a list after a record contains the replies to it.
const (
	byName = iota + 1 // a name
	byOwn             // an element contains both and nothing else
	byKind            // the same, but the records are of another kind, and several lists say so
	byList            // elsewhere such a list is inside another one
)

const saltList = 0x2545F491

// under returns the relation of comment k to comment t, from the places of their elements, and
// notes what shows it.
func (m *Markup) under(t int32, k *kin) int {
	es, signs, p := m.page.Elements, m.elements.Signs, &m.kin[t]
	k.sure, k.gap, k.fork, k.how = false, 1, 0, 0
	if k.node < es[p.node].Next {
		k.sure = true
		for e := es[k.node].Parent; e > p.node; e = es[e].Parent {
			if signs[e] == signs[k.node] {
				k.gap++
			}
		}
		return inside
	}
	at := m.meet(p.node, k.node)
	deeper := es[k.node].Depth > es[p.node].Depth
	lists, again := m.replies(k.node, at.both), int32(0)
	for e := es[k.node].Parent; e > at.both; e = es[e].Parent {
		if signs[e] == signs[at.both] {
			again++
		}
	}
	switch x := &es[at.both]; {
	case signs[at.first] == signs[at.second] && at.second < k.node:
		if lists || m.repeats(k.node, at.second) {
			return orphaned
		}
		return beside
	case m.replies(p.node, at.both) && !lists:
		return beside
	case deeper && again > 0 && (!x.Class.Empty() || !x.ID.Empty() || elements.Nameable[x.Tag] ||
		x.Tag.Is(tag.List)):
		k.sure, k.gap = true, again
		m.forks.AddOnce(elements.Mix(saltList, uint64(signs[at.both])), 0)
		return inside
	case m.opens(k.node, at.both):
		return beside
	}
	alike := signs[k.node] == signs[p.node]
	own := es[at.both].Next <= p.after && (t == 0 || at.both > m.kin[t-1].node)
	list := elements.Mix(uint64(signs[at.both])<<32|uint64(signs[at.second]), uint64(signs[k.node]))
	switch {
	case alike && (lists || own && deeper && m.elements.Strong(at.both).Has(elements.Record)):
		k.how = byName
	case own && deeper && alike:
		k.how, k.fork = byOwn, list
	case own && deeper:
		k.how, k.fork = byKind, list
	case deeper && alike:
		k.how, k.fork = byList, elements.Mix(saltList, uint64(signs[at.second]))
	default:
		return beside
	}
	return inside
}

// replies reports whether an element around e, up to but not including top, is a list of replies by
// its name.
func (m *Markup) replies(e, top int32) bool {
	es := m.page.Elements
	for e = es[e].Parent; e > top; e = es[e].Parent {
		strong := m.elements.Strong(e)
		if (strong | m.elements.Weak(e)).Has(elements.Replies) &&
			strong&(1<<elements.Record|1<<elements.Section) == 0 {
			return true
		}
	}
	return false
}

// opens reports whether a section of comments begins between e and top, so that what precedes it is
// not a comment of its own.
func (m *Markup) opens(e, top int32) bool {
	es := m.page.Elements
	for e = es[e].Parent; e > top; e = es[e].Parent {
		if m.elements.Strong(e).Has(elements.Section) {
			return true
		}
	}
	return false
}

// repeats reports whether e or an element around it below top is signed as top.
func (m *Markup) repeats(e, top int32) bool {
	signs := m.elements.Signs
	for ; e > top; e = m.page.Elements[e].Parent {
		if signs[e] == signs[top] {
			return true
		}
	}
	return false
}

// orphan reports whether comment i, which is in no other, is in an element with the same signature
// as its own: in a record that is not among the comments.
func (m *Markup) orphan(i int) bool {
	k, es, signs := &m.kin[i], m.page.Elements, m.elements.Signs
	before := int32(0)
	if i > 0 {
		before = m.kin[i-1].node
	}
	e := es[k.node].Parent
	for steps := 0; steps < 2*maxAround && e > before; steps++ {
		if m.elements.Strong(e).Has(elements.Section) {
			return false
		}
		if signs[e] == signs[k.node] && !es[e].Class.Empty() {
			return true
		}
		e = es[e].Parent
	}
	return false
}

// meeting is where the ways up from two elements meet.
type meeting struct {
	both          int32 // the innermost element that contains both
	first, second int32 // its children that contain the one and the other
}

// meet returns where the paths up from elements a and b meet, neither of which contains the other.
func (m *Markup) meet(a, b int32) (at meeting) {
	es := m.page.Elements
	for a != b {
		if a > b {
			at.first = a
			a = es[a].Parent
		} else {
			at.second = b
			b = es[b].Parent
		}
	}
	at.both = a
	return at
}

// weigh decides which of the places are replies. Lists that follow a record are its replies if
// their name says so, or if an element contains nothing but the record and the list. Records inside
// a record are replies, but not more than the usual number of levels deeper.
func (m *Markup) weigh() {
	usual := int32(0)
	for i := range m.kin {
		if k := &m.kin[i]; k.tree >= 0 && k.sure && (usual == 0 || k.gap < usual) {
			usual = k.gap
		}
	}
	for i := range m.kin {
		k := &m.kin[i]
		switch {
		case k.tree < 0:
		case k.sure:
			m.nested = true
			if k.gap >= 2*usual {
				k.tree, k.lost = comment.Unknown, true
			}
		case m.holdsReplies(k):
			m.listed = true
		default:
			k.tree = comment.Unknown
		}
	}
}

// holdsReplies reports whether the list that comment k is in contains replies.
func (m *Markup) holdsReplies(k *kin) bool {
	switch k.how {
	case byName:
		return true
	case byOwn:
		return k.tree > 0 || m.forks.Of(k.fork) > 1
	case byKind:
		return m.forks.Of(k.fork) > 1
	}
	return m.forks.Of(k.fork) > 0
}

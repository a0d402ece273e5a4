package elements

// Kinds of words that names are made of, beside the parts. The word of a record is Record, its
// plural Section.
const (
	kindList     = numParts + iota // contains records: list, area
	kindItem                       // a record as such: item, card
	kindBox                        // what is around one or all of them: wrapper, block
	kindEdge                       // a piece of a record, unknown which: header, left
	kindPlain                      // says nothing: js, top
	kindMessage                    // a record, or the text of one: message
	kindProvider                   // not a word: an external system, which is the row's system
)

// word returns the kind of a word, and whether it says so strongly.
func word(hash uint64) (kind Part, strong, ok bool) {
	h := spread(hash ^ inWord)
	key, check := uint32(h>>32), uint8(h)
	for i := key & (uint32(len(vocabulary)) - 1); ; i = (i + 1) & (uint32(len(vocabulary)) - 1) {
		switch e := &vocabulary[i]; {
		case e.key == 0:
			return 0, false, false
		case e.key == key && e.check == check:
			return e.part, e.strong, true
		}
	}
}

// compose reads a name by its words: one of them must be that of a record, and those after it give
// the part. The last one counts: "comment-author-avatar".
func (a *Name) compose() (n meaning) {
	count := a.count
	if a.base > 0 {
		count = a.base
	}
	var c composed
	for i := 0; i < count; i++ {
		kind, strong, ok := word(a.words[i])
		switch {
		case ok:
			c.word(kind, strong)
		case c.record:
			c.unknown = true
		}
	}
	p := c.result()
	switch {
	case c.unknown, c.edge, !c.strong && (c.section() || p&standing != 0 || p.Has(Avatar)):
		n.weak = p
	default:
		n.strong = p
	}
	return n
}

// standing are the parts for which a name without the word "comment" is not certain.
const standing = 1<<Section | 1<<Record | 1<<Replies | 1<<Other

// composed is what the words of a name have said so far.
type composed struct {
	record, plural, strong, unknown bool
	found                           Part // the part that the last word gives, or 0
	holder                          Part // kindList, kindItem or kindBox, the last one
	edge                            bool
	over                            Part // a part that outweighs the others
}

// outweighs has the parts that count wherever their words are in a name, the strongest last.
func outweighs(p Part) int {
	switch p {
	case More:
		return 1
	case Policy:
		return 2
	case Form:
		return 3
	case Other:
		return 4
	}
	return 0
}

// word adds the next word.
func (c *composed) word(kind Part, strong bool) {
	switch kind {
	case Record, Section:
		if !c.record || strong && !c.strong { // "post-comments" are comments
			over := c.over
			if c.found == Controls || c.found == Votes { // like-comment
				over = Controls
			}
			*c = composed{record: true, plural: kind == Section, strong: strong, over: over}
		}
	case Replies:
		c.found, c.record = Replies, true
	case kindMessage: // "message-author", but "comment-message"
		if c.record {
			c.found = Body
		}
		c.record = true
	case kindList, kindItem:
		c.holder = kind
	case kindBox:
		if c.holder == 0 {
			c.holder = kind
		}
	case kindEdge:
		c.edge = true
	case kindPlain:
	case More, Policy, Form, Other:
		if c.found == Votes && kind == Other { // like-count
			return
		}
		if outweighs(kind) > outweighs(c.over) {
			c.over = kind
		}
	case Title:
		if c.found == Author { // user-title
			kind = Rank
		}
		c.found = kind
	case Author:
		if c.found == 0 || c.found == Replies {
			c.found = Author
		}
	default:
		c.found = kind
	}
}

// section reports whether the name is that of a section or a list.
func (c *composed) section() bool {
	return c.record && c.over == 0 && c.found == 0 &&
		(c.holder == kindList || c.plural && c.holder != kindItem)
}

// result is what the name says.
func (c *composed) result() (p Parts) {
	switch {
	case !c.record:
	case c.over != 0:
		p.Add(c.over)
	case c.found != 0 && c.unknown: // comment-author-jane
	case c.plural && c.holder != kindItem &&
		(c.found == Title || c.found == Votes || c.found == Number):
		p.Add(Other)
	case c.plural && c.holder != kindItem && c.found == Body:
		p.Add(Section)
	case c.found != 0:
		p.Add(c.found)
	case c.holder == kindList, c.plural && (c.holder == kindBox || c.holder == 0 && !c.edge):
		p.Add(Section)
	case c.edge && c.holder == 0:
	default:
		p.Add(Record)
	}
	return p
}

package jsonld

import (
	"bytes"
	"sort"

	"klartext/engine/block"
	"klartext/engine/token"
)

// Comment is a comment that the scripts of a page describe. Its texts are ranges of Reader.Text; a
// text that the page does not give is empty.
type Comment struct {
	Author, Date, Title, ID, URL block.Span
	Text                         block.Span // plain text, lines separated by line feeds

	Class   Class // ClassComment, ClassAnswer, ClassReview, ClassQuestion or ClassPosting
	Opening bool  // the question of the page, or the post that opens its thread

	Upvotes int32 // points, may be negative; valid if Voted
	Voted   bool

	// Parent is the index of the comment that contains this one or that it names as its parent, or
	// -1 if the page does not say. Many pages list all comments flat, including replies. Named
	// parents may form a cycle.
	Parent int32

	Node int32 // the object on Reader.Tape
}

// Limits on what is read.
const (
	maxComments = 1 << 14
	maxText     = 64 << 10 // bytes of a comment's text as written; a longer text is left out
	maxTexts    = 64 << 20 // bytes of all texts; what follows is left out
	maxLook     = 64       // members of an object that are searched for the name of an author
)

// Reader reads the comments of pages. It owns the memory for that and reuses it.
type Reader struct {
	Tape Tape

	comments  []Comment
	text      []byte
	announced int32
	surest    int  // the rank that announced was read from
	rivals    bool // two objects of the same rank announce different numbers

	ids     ids // objects by @id, built when the first one is looked up
	byID    ids // comments by @id and url
	scratch []byte
	html    token.HTML
	token   token.Token
}

// Text returns the texts of the comments. It is valid until the next Read.
func (r *Reader) Text() []byte { return r.text }

// Read returns the comments that the page's JSON-LD describes, in page order, and the number of
// comments that it announces, or -1 if it announces none. The slice is valid until the next call. A
// page without JSON-LD costs nothing, and one whose scripts do not mention comments hardly more.
func (r *Reader) Read(page *block.Page) (comments []Comment, announced int32) {
	r.comments, r.text = r.comments[:0], r.text[:0]
	r.announced, r.surest, r.rivals = -1, len(announcing), false
	if !mentions(page) {
		return r.comments, -1
	}
	r.Tape.ReadPage(page)
	r.ids.known, r.byID.known = false, false
	questions, postings := 0, 0
	for i := range r.Tape.Nodes {
		if len(r.comments) >= maxComments || len(r.text) >= maxTexts {
			break
		}
		if r.Tape.Nodes[i].Kind != Object {
			continue
		}
		switch r.object(int32(i)) {
		case ClassQuestion:
			questions++
		case ClassPosting:
			postings++
		}
	}
	r.sift(questions, postings)
	r.findParents()
	if r.rivals || questions > 1 || postings > 1 {
		r.announced = -1
	}
	return r.comments, r.announced
}

// words are parts of the names that have to do with comments; JSON-LD without any of them is not
// read.
var words = [...][]byte{
	[]byte("omment"), []byte("nswer"), []byte("eview"),
	[]byte("Posting"), []byte("nteraction"), []byte("Question"),
}

func mentions(page *block.Page) bool {
	for _, i := range page.Head.Scripts {
		content := page.Content(i)
		for _, w := range words {
			if bytes.Contains(content, w) {
				return true
			}
		}
	}
	return false
}

// object reads object i. It returns ClassQuestion or ClassPosting if the object opens a thread, and
// ClassOther if not.
func (r *Reader) object(i int32) (opens Class) {
	t := &r.Tape
	up, name := t.holder(i)
	where := standingOf(up, name)
	if where == apart {
		return ClassOther
	}
	o := t.look(i)
	switch {
	case o.class == ClassOther || o.class == classList:
	case where == asReply:
		if parent := r.indexOf(up); o.class >= ClassComment && (parent >= 0 || r.ofPage(up)) {
			r.add(i, &o, parent, false)
		}
	case o.class == ClassComment:
		r.add(i, &o, -1, false)
	case o.class == ClassAnswer && where == atTop && o.parent >= 0:
		r.add(i, &o, -1, false)
	case o.class == ClassReview && where == atTop:
	case o.class == ClassQuestion || o.class == ClassPosting:
		r.count(&o)
		r.add(i, &o, -1, true)
		return o.class
	case o.class == ClassPage:
		r.count(&o)
	}
	return ClassOther
}

// ofPage reports whether object i is about the page itself, so that its comments belong to the page
// rather than to a teaser.
func (r *Reader) ofPage(i int32) bool {
	where := standingOf(r.Tape.holder(i))
	return where == atTop || where == asEntity
}

// add adds object i as a comment. An object without author, text and title is a mere reference and
// is not added.
func (r *Reader) add(i int32, o *object, parent int32, opening bool) {
	t := &r.Tape
	c := Comment{Class: o.class, Opening: opening, Parent: parent, Node: i}
	c.Author = r.author(o.author)
	if raw := t.Text(t.First(o.text)); len(raw) <= maxText {
		c.Text = r.decode(raw, '\n')
	}
	c.Title = r.short(t.Text(t.First(o.title)))
	if c.Author.Empty() && c.Text.Empty() && c.Title.Empty() {
		return
	}
	c.Date = r.short(t.Text(t.First(o.date)))
	c.ID = r.short(t.Text(t.First(o.id)))
	c.URL = r.short(t.Text(t.First(o.url)))
	c.Upvotes, c.Voted = t.number(o.votes)
	r.comments = append(r.comments, c)
}

// author reads the name of an author: a string, or the name of an object or of the object that it
// refers to.
func (r *Reader) author(k int32) block.Span {
	t := &r.Tape
	if k = t.First(k); k < 0 || t.Nodes[k].Kind != Object {
		return r.short(t.Text(k))
	}
	name := t.near(k, "name")
	if name < 0 {
		name = t.near(r.ids.referred(t, t.Text(t.near(k, "@id"))), "name")
	}
	return r.short(t.Text(t.First(name)))
}

// near is Member restricted to the first members of an object. It is for objects that many others
// refer to.
func (t *Tape) near(i int32, name string) int32 {
	if i < 0 || t.Nodes[i].Kind != Object {
		return -1
	}
	for k, n := i+1, 0; k < t.Nodes[i].Next && n < maxLook; k, n = t.Nodes[k].Next, n+1 {
		if t.Named(k, name) {
			return k
		}
	}
	return -1
}

// indexOf returns the index of the comment made from object i, or -1 if there is none.
func (r *Reader) indexOf(i int32) int32 {
	n := sort.Search(len(r.comments), func(n int) bool { return r.comments[n].Node >= i })
	if n < len(r.comments) && r.comments[n].Node == i {
		return int32(n)
	}
	return -1
}

// sift drops what is not a thread: several questions, or a question that the page itself answers,
// with their answers, and postings that are listed because they are those of other pages.
func (r *Reader) sift(questions, postings int) {
	t := &r.Tape
	n, from := 0, int32(-1) // from: the end of the last object that was dropped
	for i := range r.comments {
		c := &r.comments[i]
		if c.Node < from {
			continue
		}
		if c.Opening && (c.Class == ClassQuestion && (questions > 1 || r.listed(c.Node)) ||
			c.Class == ClassPosting && postings > 1) {
			from = t.Nodes[c.Node].Next
			continue
		}
		r.comments[n] = *c
		n++
	}
	left := n < len(r.comments)
	r.comments = r.comments[:n]
	if !left {
		return
	}
	for i := range r.comments { // the indices have changed
		if c := &r.comments[i]; c.Parent >= 0 {
			up, _ := t.holder(c.Node)
			c.Parent = r.indexOf(up)
		}
	}
}

// listed reports whether a question is on a page that answers its own questions.
func (r *Reader) listed(question int32) bool {
	up, _ := r.Tape.holder(question)
	return up >= 0 && r.Tape.look(up).class == classList
}

// findParents resolves the parents that comments name.
func (r *Reader) findParents() {
	t := &r.Tape
	for i := range r.comments {
		c := &r.comments[i]
		if c.Opening || c.Parent >= 0 && !r.comments[c.Parent].Opening {
			continue
		}
		k := t.First(t.Member(c.Node, "parentItem"))
		if k < 0 {
			continue
		}
		names := [...][]byte{t.Text(k), t.Text(t.Member(k, "@id")), t.Text(t.Member(k, "url"))}
		for _, id := range names {
			if p := r.commentWith(id); p >= 0 && p != int32(i) {
				c.Parent = p
				break
			}
		}
	}
}

// commentWith returns the index of the comment with the given @id or url, or -1 if there is none.
func (r *Reader) commentWith(id []byte) int32 {
	if len(id) == 0 {
		return -1
	}
	if !r.byID.known {
		r.byID.reset(2 * len(r.comments))
		for i := range r.comments {
			n := r.comments[i].Node
			r.byID.add(r.Tape.Text(r.Tape.Member(n, "@id")), int32(i))
			r.byID.add(r.Tape.Text(r.Tape.Member(n, "url")), int32(i))
		}
	}
	return r.byID.find(id)
}

// announcing lists what may announce the number of comments, the most reliable first.
var announcing = [...]string{
	"commentCount", "CommentAction", "ReplyAction", "answerCount", "interactionCount",
}

// count reads the number of comments that an object announces. It does not replace a more reliable
// number from another object.
func (r *Reader) count(o *object) {
	t := &r.Tape
	if n, ok := t.number(o.comments); ok {
		r.announce(n, 0)
	}
	t.Each(o.actions, func(k int32) {
		action := t.First(t.Member(k, "interactionType"))
		if action >= 0 && t.Nodes[action].Kind == Object {
			action = t.First(t.Member(action, "@type"))
		}
		n, ok := t.number(t.Member(k, "userInteractionCount"))
		for rank := 1; ok && rank <= 2; rank++ {
			if bytes.HasSuffix(t.Text(action), []byte(announcing[rank])) {
				r.announce(n, rank)
			}
		}
	})
	// Some forums count only the accepted answer here.
	if n, ok := t.number(o.answers); ok && n > 1 {
		r.announce(n, 3)
	}
	t.Each(o.counts, func(k int32) {
		if s, ok := bytes.CutPrefix(t.Text(k), []byte("UserComments:")); ok {
			if n, ok := parse(s); ok {
				r.announce(n, 4)
			}
		}
	})
}

func (r *Reader) announce(n int32, rank int) {
	switch {
	case n < 0 || rank > r.surest:
	case rank < r.surest:
		r.announced, r.surest, r.rivals = n, rank, false
	case n != r.announced:
		r.rivals = true
	}
}

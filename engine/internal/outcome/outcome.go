// Package outcome decides about a page as a whole: whether the comment thread is the page, where
// the tail of the page begins, and so which blocks are main text.
package outcome

import (
	"klartext/engine/block"
	"klartext/engine/internal/rules"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/thread"
)

// Outcome is what is decided of a page as a whole.
type Outcome struct {
	// Thread says that the thread is the page. Then its posts are main text.
	Thread bool

	// Tail is the first block of the tail of the page, which has nothing to do with the article:
	// the one that follows the comment section. It is -1 if there is no sign of one.
	Tail int

	// Posts is the estimate from which the posts of a thread page are main text.
	Posts float32
	html  bool
}

// Decide decides, from what thread, rules and head found, whether the thread is the page, and where
// the tail of the page begins.
func Decide(html bool, blocks []block.Block, s *sheet.Sheet, t *thread.Thread) Outcome {
	m := weigh(blocks, s, t)
	o := Outcome{html: html, Thread: m.threadPage(s, t), Tail: -1}
	if html {
		o.Thread = len(t.Comments) > 0 && (t.Topic || !m.belowArticle(s, t) && !m.ownSection(t) &&
			(o.Thread || m.inside > mostPosts*m.comments))
	}
	if !o.Thread && m.below*3 <= m.above &&
		(len(t.Comments) > 0 || t.First >= 0 && t.State != thread.NoSection) {
		o.Tail = int(t.Last) + 1
	}
	return o
}

// Rest is what the rules need to label the blocks that are still open.
func (o *Outcome) Rest() rules.Page { return rules.Page{Thread: o.Thread, Tail: o.Tail} }

// Main reports whether a block with that label and estimate is main text. On a thread page in plain
// text, all text of the posts is. On HTML pages, it is what the model takes for main text, which
// may include who wrote a post and when.
func (o *Outcome) Main(l label.Label, estimate float32) bool {
	if !o.Thread || l.Main() || estimate < o.Posts {
		return l.Main()
	}
	return l == label.CommentText || o.html && l.Comment()
}

// Shown returns how many bytes of main text the blocks of a page have.
func (o *Outcome) Shown(blocks []block.Block, s *sheet.Sheet) (n int) {
	for i := range blocks {
		if o.Main(s.Label(i), s.Estimate[i]) {
			n += int(blocks[i].End - blocks[i].Start)
		}
	}
	return n
}

// masses are counts of words: those that the model takes for main text inside the comments, above
// their section and below it, each word weighted by its estimate; and all words of the comments.
type masses struct{ inside, above, below, comments float32 }

func weigh(blocks []block.Block, s *sheet.Sheet, t *thread.Thread) (m masses) {
	for i := range blocks {
		l := s.Label(i)
		if l == label.CommentText {
			m.comments += float32(blocks[i].Words)
		}
		if s.Estimate[i] < 0.5 {
			continue
		}
		mass := s.Estimate[i] * float32(blocks[i].Words)
		switch {
		case l == label.CommentText:
			m.inside += mass
		case l != label.None && !l.Main():
		case i <= int(t.Last):
			m.above += mass
		default:
			m.below += mass
		}
	}
	return m
}

// threadPage reports whether the thread is the page. The model must see enough main text inside the
// comments. If the section opens like those below articles, with a heading or a count, the page
// must have little else.
func (m *masses) threadPage(s *sheet.Sheet, t *thread.Thread) bool {
	outside := m.above + m.below
	if len(t.Comments) == 0 || m.inside <= mainThread*outside {
		return false
	}
	return t.Alone() || m.inside > onlyThread*outside || s.Label(int(t.First)) != label.CommentUI
}

// belowArticle reports whether the section opens like those below articles, with a heading or a
// count, and there is an article above it.
func (m *masses) belowArticle(s *sheet.Sheet, t *thread.Thread) bool {
	return s.Label(int(t.First)) == label.CommentUI &&
		m.above > articleWords && m.inside < 10*m.above
}

// ownSection reports whether the records of an HTML page are those of a comment section below
// something else: a heading calls them comments, or structured data calls the page an article;
// nothing in them is typical of forums, and what is above them has a different structure.
func (m *masses) ownSection(t *thread.Thread) bool {
	return (t.Remarks || t.Story) && !t.Topic && t.Forum < 1 && !t.Opened && m.above >= someWords
}

const (
	// someWords is how much main text there must be above a section for it to be below something.
	someWords = 20

	// articleWords is the number of words from which the main text above a section is an article
	// and not the opening post.
	articleWords = 400

	// mainThread is how much of the text outside of the comments there must be inside them for a
	// page to be a thread. It is low because an opening post as long as an article is often taken
	// for one.
	mainThread = 0.5

	// onlyThread is the ratio that leaves no doubt.
	onlyThread = 3

	// mostPosts is the share of the comments' words that must be main text for the thread to be the
	// page, whatever else the page has. It is for the model for HTML, which can tell the classes of
	// comments from those of posts.
	mostPosts = 0.6
)

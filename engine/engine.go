package engine

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/rules"
	"klartext/engine/label"
	"klartext/engine/stages"
	"klartext/engine/thread"
)

// Engine takes pages apart. It owns all memory that this needs and reuses it, so that after a few pages of the usual size
// nothing is allocated any more. One Engine serves one goroutine at a time.
type Engine struct {
	opts Options
	doc  Document

	stages stages.Run

	posts float32 // the model's estimate from which the posts of a thread page are main text
}

// New returns an Engine.
func New(opts Options) *Engine {
	opts.setDefaults()
	return &Engine{opts: opts}
}

// Text takes a page apart that is plain text: the dump that another tool made of a page, in UTF-8 (invalid bytes are kept
// as they are). The Document is valid until the next call, and src must not change as long as it is used. The error, if
// any, is an *Error: ErrTooLarge or ErrBinary.
func (e *Engine) Text(src []byte) (*Document, error) {
	if err := e.check(src); err != nil {
		return nil, err
	}
	s := &e.stages
	complete := s.ReadText(src, e.opts.MaxBlocks)
	s.Estimate(e.opts.LineModel)
	s.Thread()
	s.Rules()
	s.Head(nil)
	comments := s.Comments
	inside, _, above, below := masses(s.Blocks, s.Verdicts, comments)
	comments.Main = threadPage(s.Verdicts, comments, inside, above+below)
	e.posts = 0
	s.Rest(rules.Page{Thread: comments.Main, Tail: tail(comments, above, below)})
	e.begin(src, src, nil)
	e.fill(s.Blocks, s.Verdicts, comments, s.Fields)
	e.doc.Truncated = !complete
	return &e.doc, nil
}

// HTML takes an HTML page apart, in UTF-8 (see package charset for others; invalid bytes are kept as they are). It is as
// Text otherwise.
func (e *Engine) HTML(src []byte) (*Document, error) {
	if err := e.check(src); err != nil {
		return nil, err
	}
	s := &e.stages
	complete := s.ReadHTML(src, e.opts.MaxBlocks)
	s.Estimate(e.opts.HTMLModel)
	s.Thread()
	s.Rules()
	s.Head(e.opts.Address)
	comments := s.Comments
	inside, all, above, below := masses(s.Blocks, s.Verdicts, comments)
	comments.Main = len(comments.Comments) > 0 && (comments.Topic ||
		!belowArticle(s.Verdicts, comments, inside, above) && !ownSection(comments, above) &&
			(threadPage(s.Verdicts, comments, inside, above+below) || inside > mostPosts*all))
	e.posts = s.Rest(rules.Page{Thread: comments.Main, Tail: tail(comments, above, below)})
	e.begin(src, s.Text, s.Tape)
	e.fill(s.Blocks, s.Verdicts, comments, s.Fields)
	e.doc.Truncated = !complete
	return &e.doc, nil
}

// sniffed is how many bytes at the start of a page are looked at to tell text from binary data.
const sniffed = 4096

func (e *Engine) check(src []byte) error {
	if len(src) > e.opts.MaxBytes {
		return &Error{Stage: "token", Offset: e.opts.MaxBytes, Err: ErrTooLarge}
	}
	head := src[:min(len(src), sniffed)]
	if at := bytes.IndexByte(head, 0); at >= 0 && bytes.Count(head, []byte{0})*64 > len(head) {
		return &Error{Stage: "token", Offset: at, Err: ErrBinary}
	}
	return nil
}

// masses returns how many words the model takes for main text inside the comments of the page, above their section and
// below it, and how many words the comments have.
func masses(blocks []block.Block, verdicts []label.Verdict, t *thread.Thread) (inside, all, above, below float32) {
	for i := range verdicts {
		v := &verdicts[i]
		if v.Label == label.CommentText {
			all += float32(blocks[i].Words)
		}
		if v.Main < 0.5 {
			continue
		}
		mass := v.Main * float32(blocks[i].Words)
		switch {
		case v.Label == label.CommentText:
			inside += mass
		case v.Fixed && !v.Label.Main():
		case i <= int(t.Last):
			above += mass
		default:
			below += mass
		}
	}
	return inside, all, above, below
}

// tail returns the block below the comment section, from where on a page only has its own matters, -1 when the page has no
// comments or much of its likely main text stands below: then what was found is a widget or a question inside an article.
func tail(t *thread.Thread, above, below float32) int {
	if t.First < 0 || t.Main || below*3 > above || len(t.Comments) == 0 && t.State == thread.NoSection {
		return -1
	}
	return int(t.Last) + 1
}

// threadPage reports whether the thread is the page. The model must see enough main text inside the comments; and where the
// section opens as those below articles do, with a heading or a count, the page must hold little else.
func threadPage(verdicts []label.Verdict, t *thread.Thread, inside, outside float32) bool {
	if len(t.Comments) == 0 || inside <= mainThread*outside {
		return false
	}
	return t.Main || inside > onlyThread*outside || verdicts[t.First].Label != label.CommentUI
}

// belowArticle reports whether the section opens as those below articles do, with a heading or a count, and an article does
// stand above it.
func belowArticle(verdicts []label.Verdict, t *thread.Thread, inside, above float32) bool {
	return verdicts[t.First].Label == label.CommentUI && above > articleWords && inside < 10*above
}

// ownSection reports whether the records of an HTML page are those of a comment section below something else: a heading calls
// them comments, or structured data the page an article; nothing in them is as in forums, and what stands above them is built otherwise.
func ownSection(t *thread.Thread, above float32) bool {
	return (t.Remarks || t.Story) && !t.Topic && t.Forum < 1 && !t.Opened && above >= someWords
}

// someWords is how much main text there must be above a section for it to be below something.
const someWords = 20

// articleWords is from how many words on the main text above a section is an article and not the opening post.
const articleWords = 400

// mainThread is how much of the text outside of the comments there must be inside for a page to be a thread: an opening post
// that is as long as an article is often taken for one. onlyThread is how much leaves no doubt.
const (
	mainThread = 0.5
	onlyThread = 3
)

// mostPosts is the share of the comments' words that the model for HTML, which knows the classes of comments from those of
// posts, takes for main text where the thread is the page, whatever else the page holds.
const mostPosts = 0.6

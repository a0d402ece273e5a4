package engine

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// Engine takes pages apart. It owns all memory that this needs and reuses it, so that after a few pages of the usual size
// nothing is allocated any more. One Engine serves one goroutine at a time.
type Engine struct {
	opts Options
	doc  Document

	builder   block.Builder
	labeller  label.Labeller
	segmenter thread.Segmenter
	reader    meta.Reader
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
	blocks, complete := e.builder.Text(src, e.opts.MaxBlocks)
	verdicts := e.labeller.Text(e.opts.LineModel, src, blocks)
	comments := e.segmenter.Text(src, blocks, verdicts)
	e.labeller.Relabel(src, blocks, verdicts)
	fields := e.reader.Text(src, blocks, verdicts, comments)
	inside, above, below := masses(blocks, verdicts, comments)
	comments.Main = threadPage(verdicts, comments, inside, above+below)
	e.labeller.Finish(src, blocks, verdicts, label.Page{Thread: comments.Main, Tail: tail(comments, above, below)})
	e.fill(src, blocks, verdicts, comments, fields)
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
// below it.
func masses(blocks []block.Block, verdicts []label.Verdict, t *thread.Thread) (inside, above, below float32) {
	for i := range verdicts {
		v := &verdicts[i]
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
	return inside, above, below
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

// mainThread is how much of the text outside of the comments there must be inside for a page to be a thread: an opening post
// that is as long as an article is often taken for one. onlyThread is how much leaves no doubt.
const (
	mainThread = 0.5
	onlyThread = 3
)

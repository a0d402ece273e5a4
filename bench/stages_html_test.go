package bench

import (
	"slices"
	"testing"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/token"
)

func tokenize(_ testing.TB, pages []*page) func() int {
	var h token.HTML
	var t token.Token
	return func() (n int) {
		for _, p := range pages {
			for h.Reset(p.src); h.Next(&t); n++ {
			}
		}
		return n
	}
}

func blockHTML(_ testing.TB, pages []*page) func() int {
	var builder block.Builder
	return func() (n int) {
		for _, p := range pages {
			n += len(builder.HTML(p.src, 0).Blocks)
		}
		return n
	}
}

// stagedHTML is an HTML page with what the stages before have made of it. Thread and metadata change the verdicts, so that each
// round starts from a copy, which is a small part of what is measured.
type stagedHTML struct {
	builder   block.Builder
	labeller  label.Labeller
	segmenter thread.Segmenter

	page     *block.Page
	scored   []label.Verdict // for the comment thread
	threaded []label.Verdict // for the metadata
	comments *thread.Thread
}

func prepareHTML(pages []*page) (all []*stagedHTML) {
	for _, p := range pages {
		s := &stagedHTML{}
		s.page = s.builder.HTML(p.src, 0)
		verdicts := s.labeller.HTML(label.DefaultHTML, s.page)
		s.scored = slices.Clone(verdicts)
		s.comments = s.segmenter.HTML(s.page, verdicts, s.labeller.Phrases())
		s.labeller.RelabelHTML(s.page, verdicts)
		s.threaded = slices.Clone(verdicts)
		all = append(all, s)
	}
	return all
}

func labelHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	var labeller label.Labeller
	return func() (n int) {
		for _, s := range all {
			for _, v := range labeller.HTML(label.DefaultHTML, s.page) {
				if v.Main > 0.5 {
					n++
				}
			}
		}
		return n
	}
}

func threadHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	var segmenter thread.Segmenter
	var verdicts []label.Verdict
	return func() (n int) {
		for _, s := range all {
			verdicts = append(verdicts[:0], s.scored...)
			n += len(segmenter.HTML(s.page, verdicts, s.labeller.Phrases()).Text)
		}
		return n
	}
}

func metaHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	var reader meta.Reader
	var verdicts []label.Verdict
	return func() (n int) {
		for _, s := range all {
			verdicts = append(verdicts[:0], s.threaded...)
			end := len(s.page.Text)
			f := reader.HTML(s.page, verdicts, s.comments, nil)
			n += int(f.Title.End-f.Title.Start) + len(f.Authors) + len(s.page.Text) - end
			s.page.Text = s.page.Text[:end] // the values of the head stand behind the text
		}
		return n
	}
}

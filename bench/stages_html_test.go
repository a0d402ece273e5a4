package bench

import (
	"testing"

	"klartext/engine/block"
	"klartext/engine/stages"
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

// stagedHTML is an HTML page with the results of the stages. A stage writes only its own column of
// the sheet, so it can run again and again.
type stagedHTML struct {
	stages.Run
	text int // bytes of the text, without the values of the head
}

func prepareHTML(pages []*page) (all []*stagedHTML) {
	for _, p := range pages {
		s := &stagedHTML{}
		s.ReadHTML(p.src, 0)
		s.Estimate(nil)
		s.Phrases()
		s.Thread()
		s.Rules()
		s.text = len(s.Tape.Text)
		all = append(all, s)
	}
	return all
}

func labelHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	return func() (n int) {
		for _, s := range all {
			s.Estimate(nil)
			s.Phrases()
			n += likely(s.Sheet.Estimate)
		}
		return n
	}
}

// likely returns how many blocks the model takes for main text.
func likely(estimates []float32) (n int) {
	for _, e := range estimates {
		if e > 0.5 {
			n++
		}
	}
	return n
}

func threadHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	return func() (n int) {
		for _, s := range all {
			s.Thread()
			n += len(s.Comments.Text)
		}
		return n
	}
}

func metaHTML(_ testing.TB, pages []*page) func() int {
	all := prepareHTML(pages)
	return func() (n int) {
		for _, s := range all {
			s.Head(nil)
			f := s.Fields
			n += int(f.Title.End-f.Title.Start) + len(f.Authors) + len(s.Tape.Text) - s.text
			s.Tape.Text = s.Tape.Text[:s.text] // the values of the head follow the text
		}
		return n
	}
}

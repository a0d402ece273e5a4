package bench

import (
	"bytes"
	"strings"
	"testing"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// metric is a figure of quality. Larger is better, except for false comments.
type metric struct {
	name  string
	value float64
}

const falseComments = "false-comments/page"

// quality sums up how good the answers to pages are. Figures for which no page has gold are not
// reported.
type quality struct {
	words                 int // pages with the whole main text
	f1, precision, recall float64
	snippets              gold.Snippets
	threads               int // pages with comments
	comments              float64
	free, wrong           int // pages without comments, and comments found there
	labels, right         int
}

// taker is Engine.HTML or Engine.Text.
type taker func(*engine.Engine, []byte) (*engine.Document, error)

// measure cleans the pages and compares them with the gold.
func measure(tb testing.TB, pages []*page, take taker) (all []quality) {
	e := engine.New(engine.Options{})
	all = make([]quality, len(pages))
	for i, p := range pages {
		e.SetAddress([]byte(p.url))
		d, err := take(e, p.src)
		if err != nil {
			tb.Fatal(err)
		}
		all[i].add(p, d)
	}
	return all
}

// sum adds up the pages for which in returns true.
func sum(all []quality, pages []*page, in func(*page) bool) (q quality) {
	for i := range all {
		if p := &all[i]; in(pages[i]) {
			q.words += p.words
			q.f1 += p.f1
			q.precision += p.precision
			q.recall += p.recall
			q.snippets.With += p.snippets.With
			q.snippets.WithFound += p.snippets.WithFound
			q.snippets.Without += p.snippets.Without
			q.snippets.WithoutFound += p.snippets.WithoutFound
			q.threads += p.threads
			q.comments += p.comments
			q.free += p.free
			q.wrong += p.wrong
			q.labels += p.labels
			q.right += p.right
		}
	}
	return q
}

// add adds a page. It is called once for each.
func (q *quality) add(p *page, d *engine.Document) {
	text := d.AppendText(nil, engine.WriteOptions{})
	if p.main != nil {
		got := bagOf(text)
		common := got.common(p.main)
		q.words++
		q.f1 += gold.F1(got.words, p.main.words)
		q.precision += share(common, got.n, p.main.n)
		q.recall += share(common, p.main.n, got.n)
	}
	flat := flatten(text)
	q.snippets.With += len(p.with)
	q.snippets.WithFound += hits(flat, p.with)
	q.snippets.Without += len(p.without)
	q.snippets.WithoutFound += hits(flat, p.without)
	if p.thread {
		if f := p.findComments(d); f.gold > 0 {
			q.threads++
			q.comments += f.f1()
		} else {
			q.free++
			q.wrong += f.got
		}
	}
	q.addLabels(p, d)
}

// share returns common/all. For a page without words it is 1 if the other side has none either.
func share(common, all, other int) float64 {
	if all == 0 && other == 0 {
		return 1
	}
	return float64(common) / float64(max(all, 1))
}

func hits(text []byte, snippets []string) (n int) {
	for _, s := range snippets {
		if bytes.Contains(text, flatten([]byte(s))) {
			n++
		}
	}
	return n
}

// flatten collapses white space.
func flatten(text []byte) []byte { return bytes.Join(bytes.Fields(text), []byte{' '}) }

// addLabels counts the lines of a plain-text page whose label is right, ignoring the family of
// boilerplate.
func (q *quality) addLabels(p *page, d *engine.Document) {
	if p.labels == nil {
		return
	}
	got := map[int]string{}
	line, at := 1, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		line += bytes.Count(p.src[at:b.Start], []byte("\n"))
		for n := range 1 + bytes.Count(p.src[b.Start:max(b.Start, b.End-1)], []byte("\n")) {
			got[line+n] = coarse(b.Label.String())
		}
		at = b.Start
	}
	for n, want := range p.labels {
		q.labels++
		if got[n] == coarse(want) {
			q.right++
		}
	}
}

// coarse returns a label without its family.
func coarse(label string) string {
	name, _, _ := strings.Cut(label, ":")
	return name
}

func (q *quality) metrics() (out []metric) {
	add := func(name string, sum float64, n int) {
		if n > 0 {
			out = append(out, metric{name, sum / float64(n)})
		}
	}
	if s := &q.snippets; s.With+s.Without > 0 {
		out = append(out, metric{"F1", s.F1()}, metric{"precision", s.Precision()},
			metric{"recall", s.Recall()})
	}
	add("F1", q.f1, q.words)
	add("precision", q.precision, q.words)
	add("recall", q.recall, q.words)
	add("commentF1", q.comments, q.threads)
	add(falseComments, float64(q.wrong), q.free)
	add("accuracy", float64(q.right), q.labels)
	return out
}

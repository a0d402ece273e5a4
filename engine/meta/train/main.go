// Command train learns the weights by which engine/meta chooses the title among the headlines of a page, and writes them to
// engine/meta/ztitle.go: a conditional logit (one softmax over the headlines of each page) with a small quadratic penalty,
// over the pages of the corpora whose title stands on a line of its own. The share of pages whose title wins is measured in
// cross-validation by host and written into the table's header.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// example is a page: the features of its headlines, and which of them are the title.
type example struct {
	fold  int
	rows  []meta.TitleFeatures
	right []bool
}

type weights [meta.NumTitleFeatures]float64

func main() {
	log.SetFlags(0)
	models := flag.String("models", "", "folder with the line models of the folds, so that no page is read by a model that has seen it")
	out := flag.String("o", filepath.Join("engine", "meta", "ztitle.go"), "the table to write")
	flag.Parse()
	if err := run(*models, *out); err != nil {
		log.Fatal(err)
	}
}

func run(models, out string) error {
	var all []example
	for _, set := range []string{"wcxb", "news"} {
		pages, err := gold.Read(set)
		if err != nil {
			return fmt.Errorf("corpus %s: %w", set, err)
		}
		ex, err := examples(pages, models)
		if err != nil {
			return err
		}
		all = append(all, ex...)
	}
	right := 0
	for f := range gold.Folds {
		right += hits(learn(all, func(e *example) bool { return e.fold != f }), all, func(e *example) bool { return e.fold == f })
	}
	share := float64(right) / float64(len(all))
	log.Printf("titles right in cross-validation by host: %d of %d = %.4f", right, len(all), share)
	return write(out, learn(all, func(*example) bool { return true }), len(all), share)
}

// examples runs the stages before meta over the pages and collects the headlines.
func examples(pages []*gold.Page, dir string) (all []example, err error) {
	var readers [gold.Folds]*label.Model
	for f := range readers {
		readers[f] = label.Default
		if dir != "" {
			if readers[f], err = gold.ReadModel(filepath.Join(dir, fmt.Sprintf("fold%d.model", f))); err != nil {
				return nil, err
			}
		}
	}
	var b block.Builder
	var l label.Labeller
	var s thread.Segmenter
	var r meta.Reader
	for _, p := range pages {
		if p.Title == "" {
			continue
		}
		blocks, _ := b.Text(p.Src, 0)
		verdicts := l.Text(readers[p.Fold], p.Src, blocks)
		t := s.Text(p.Src, blocks, verdicts)
		l.Relabel(p.Src, blocks, verdicts)
		want, e, found := plain([]byte(p.Title)), example{fold: p.Fold}, false
		r.Candidates(p.Src, blocks, verdicts, t, func(i int, f *meta.TitleFeatures) {
			is := plain(blocks[i].Text(p.Src)) == want
			e.rows, e.right, found = append(e.rows, *f), append(e.right, is), found || is
		})
		if found {
			all = append(all, e)
		}
	}
	return all, nil
}

func plain(t []byte) string { return string(block.Fold(nil, t, false)) }

// learn fits the weights by stochastic gradient descent with a decaying rate.
func learn(all []example, use func(*example) bool) *weights {
	const rounds, rate, penalty = 60, 0.05, 1e-4
	var w, sum weights
	var scale weights
	for k := range scale {
		scale[k] = 1 / spread(all, k)
	}
	random := rand.New(rand.NewPCG(1, 2))
	n := 0.0
	for round := range rounds {
		step := rate / (1 + float64(round)/10)
		for _, i := range random.Perm(len(all)) {
			if e := &all[i]; use(e) {
				descend(&w, &scale, e, step, penalty)
			}
		}
		if round >= rounds/2 {
			for k := range w {
				sum[k] += w[k]
			}
			n++
		}
	}
	for k := range w {
		w[k] = sum[k] / n * scale[k]
	}
	return &w
}

// spread is the standard deviation of feature k.
func spread(all []example, k int) float64 {
	var n, s, q float64
	for i := range all {
		for _, r := range all[i].rows {
			n, s, q = n+1, s+float64(r[k]), q+float64(r[k])*float64(r[k])
		}
	}
	return max(math.Sqrt(q/n-s/n*s/n), 1e-3)
}

func descend(w, scale *weights, e *example, step, penalty float64) {
	p, r := softmax(w, scale, e)
	for k := range w {
		g := penalty * w[k]
		for i := range e.rows {
			g += (p[i] - r[i]) * float64(e.rows[i][k]) * scale[k]
		}
		w[k] -= step * g
	}
}

// softmax returns the probability of each headline, and of each right one among the right ones.
func softmax(w, scale *weights, e *example) (p, right []float64) {
	p, right = make([]float64, len(e.rows)), make([]float64, len(e.rows))
	top := math.Inf(-1)
	for i := range e.rows {
		for k := range w {
			p[i] += w[k] * scale[k] * float64(e.rows[i][k])
		}
		top = max(top, p[i])
	}
	all, good := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		all += p[i]
		if e.right[i] {
			good += p[i]
		}
	}
	for i := range p {
		if e.right[i] {
			right[i] = p[i] / good
		}
		p[i] /= all
	}
	return p, right
}

// hits counts the pages on which the best headline is the title.
func hits(w *weights, all []example, use func(*example) bool) (n int) {
	for i := range all {
		e := &all[i]
		if !use(e) {
			continue
		}
		best, at := math.Inf(-1), 0
		for j := range e.rows {
			s := 0.0
			for k := range w {
				s += w[k] * float64(e.rows[j][k])
			}
			if s > best {
				best, at = s, j
			}
		}
		if e.right[at] {
			n++
		}
	}
	return n
}

func write(name string, w *weights, pages int, share float64) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated by engine/meta/train; DO NOT EDIT.\n//\n// Learned from %d pages of %s.\n", pages, strings.Join([]string{"wcxb-dev", "news-dev"}, ", "))
	fmt.Fprintf(&b, "// Titles right in cross-validation by host: %.4f\n\npackage meta\n\nvar titleWeights = TitleFeatures{\n", share)
	for _, x := range w {
		fmt.Fprintf(&b, "%.4f,\n", x)
	}
	b.WriteString("}\n")
	src, err := format.Source(b.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(name, src, 0o666)
}

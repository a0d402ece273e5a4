package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// A conditional logit: one softmax over the candidates of each page, with a small quadratic
// penalty.

// example is a page: the features of its candidates, and which of them are the title.
type example struct {
	fold  int
	rows  [][]float32
	right []bool
}

// add adds a candidate and reports whether it is right. The features are copied.
func (e *example) add(features []float32, right bool) bool {
	e.rows = append(e.rows, slices.Clone(features))
	e.right = append(e.right, right)
	return right
}

type weights []float64

// learn fits the weights by stochastic gradient descent with a decaying rate.
func learn(all []example, use func(*example) bool) weights {
	const rounds, rate, penalty = 60, 0.05, 1e-4
	n := len(all[0].rows[0])
	w, sum, scale := make(weights, n), make(weights, n), make(weights, n)
	for k := range scale {
		scale[k] = 1 / spread(all, k)
	}
	random := rand.New(rand.NewPCG(1, 2))
	rounded := 0.0
	for round := range rounds {
		step := rate / (1 + float64(round)/10)
		for _, i := range random.Perm(len(all)) {
			if e := &all[i]; use(e) {
				descend(w, scale, e, step, penalty)
			}
		}
		if round >= rounds/2 {
			for k := range w {
				sum[k] += w[k]
			}
			rounded++
		}
	}
	for k := range w {
		w[k] = sum[k] / rounded * scale[k]
	}
	return w
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

func descend(w, scale weights, e *example, step, penalty float64) {
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
func softmax(w, scale weights, e *example) (p, right []float64) {
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

// result counts pages whose best candidate is right. If "none" is a possible answer, pages for
// which it is right are counted separately.
type result struct{ pages, right, none, invented int }

func (r *result) add(o result) {
	r.pages, r.right = r.pages+o.pages, r.right+o.right
	r.none, r.invented = r.none+o.none, r.invented+o.invented
}

// String writes the shares.
func (r *result) String(none bool) string {
	s := fmt.Sprintf("%d of %d right, %.4f", r.right, r.pages, share(r.right, r.pages))
	if none {
		have := r.pages - r.none
		s += fmt.Sprintf("; of %d pages with an answer %.4f, on %d without one %.4f invented",
			have, share(r.right-(r.none-r.invented), have), r.none, share(r.invented, r.none))
	}
	return s
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// hits counts the pages on which the best candidate is right.
func hits(w weights, all []example, use func(*example) bool) (n result) {
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
		n.pages++
		if e.right[at] {
			n.right++
		}
		if e.right[0] {
			n.none++
			if at > 0 {
				n.invented++
			}
		}
	}
	return n
}

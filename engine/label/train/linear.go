package main

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
)

// The word table is learned by logistic regression with soft labels, using adaptive gradient steps
// and an L2 penalty: first over all keys that enough hosts use, then again over the most important
// of them.

const (
	linearEpochs = 6
	linearRate   = 0.15
	linearDecay  = 1e-5 // L2 penalty of each step
	minHosts     = 6    // least number of hosts that use a word
	minTimes     = 5    // least number of hosts that use a phrase or prefix
)

// example is a block as the regression sees it.
type example struct {
	length int32
	scale  float32 // of the weights of words: 1 divided by the square root of their number
	keys   []feature
	label  float32
	weight float32
	next   float32 // for a short block, the label of what follows; -1 if nothing follows
	page   *gold.Page
}

// feature is a key in a role: a KeyRole or, from classRoles on, a ClassRole.
type feature struct {
	role model.KeyRole
	key  uint32
}

// compare orders features by role and key.
func (f feature) compare(g feature) int {
	return cmp.Or(cmp.Compare(f.role, g.role), cmp.Compare(f.key, g.key))
}

// classRoles is where the roles of classes start. Like prefixes and phrases, classes are counted
// once per block and need fewer hosts than words.
const classRoles = model.RolePhrase + 1

func examples(pages []*gold.Page) []example {
	var out []example
	for _, p := range pages {
		weights := blockWeights(p)
		for i := range p.Blocks {
			if weights[i] == 0 {
				continue
			}
			b := &p.Blocks[i]
			e := example{
				length: int32(model.LengthClass(b.Words)),
				scale:  float32(1 / math.Sqrt(float64(max(b.Words, 1)))),
				label:  p.Label[i], weight: weights[i], page: p,
			}
			model.EachKey(b.Text(p.Src), func(r model.KeyRole, key uint32) {
				e.keys = append(e.keys, feature{r, key})
			})
			e.next = following(p, i)
			if p.HTML != nil {
				e.keys = append(e.keys, names(p, i)...)
			}
			out = append(out, e)
		}
	}
	return out
}

// names returns the classes around block i, each of them once.
func names(p *gold.Page, i int) []feature {
	var out []feature
	model.EachClass(p.HTML, i, func(r model.ClassRole, key uint32) {
		out = append(out, feature{classRoles + model.KeyRole(r), key})
	})
	slices.SortFunc(out, feature.compare)
	return slices.Compact(out)
}

// followWords is the number of words following a short block that it may announce.
const followWords = 100

// following returns the label of the words that follow block i, or -1 if the block is too long to
// announce anything or is the last one.
func following(p *gold.Page, i int) float32 {
	if p.Blocks[i].Words > model.ShortWords {
		return -1
	}
	sum, words := float32(0), float32(0)
	for k := i + 1; k < len(p.Blocks) && words < followWords; k++ {
		w := float32(p.Blocks[k].Words)
		sum += p.Label[k] * w
		words += w
	}
	if words == 0 {
		return -1
	}
	return sum / words
}

// learnNext learns the weights of words for what follows a short block.
func learnNext(all []example, size int, use func(p *gold.Page) bool) map[uint32]int8 {
	var ex []*example
	for i := range all {
		if e := &all[i]; use(e.page) && e.next >= 0 {
			c := *e
			c.label, c.keys = c.next, nil
			for _, f := range e.keys {
				if f.role == model.RoleWord || f.role >= model.RolePrefix && f.role < classRoles {
					c.keys = append(c.keys, f)
				}
			}
			ex = append(ex, &c)
		}
	}
	r := &regression{index: vocabulary(ex)}
	r.fit(ex)
	r.keep(ex, size, 0)
	r.fit(ex)
	out := map[uint32]int8{}
	for f, id := range r.index {
		out[f.key] = quantise(r.weight[id], model.WeightScale)
	}
	return out
}

// regression holds the weights during learning.
type regression struct {
	index  map[feature]int32
	weight []float32
	grad   []float32 // sum of squared gradients
	length [32]float32
	lgrad  [32]float32
}

// learnLinear learns the tables of words and classes and the length biases together, from the
// examples of the pages for which use returns true. words and classes are the number of keys in the
// tables.
func learnLinear(
	m *model.Model, all []example, stop map[uint32]bool, words, classes int,
	use func(p *gold.Page) bool,
) {
	var ex []*example
	for i := range all {
		if use(all[i].page) {
			ex = append(ex, &all[i])
		}
	}
	r := &regression{index: vocabulary(ex)}
	r.fit(ex)
	r.keep(ex, words, classes)
	r.fit(ex)
	r.tables(m, stop, learnNext(all, words/3, use))
}

// vocabulary numbers the features that enough hosts use.
func vocabulary(ex []*example) map[feature]int32 {
	type seen struct {
		hosts int32
		last  string
	}
	count := map[feature]*seen{}
	for _, e := range ex {
		h := gold.Host(e.page.URL)
		for _, f := range e.keys {
			s := count[f]
			if s == nil {
				s = &seen{}
				count[f] = s
			}
			if s.last != h {
				s.last = h
				s.hosts++
			}
		}
	}
	var list []feature
	for f, s := range count {
		need := int32(minHosts)
		if f.role >= model.RolePrefix {
			need = minTimes
		}
		if s.hosts >= need {
			list = append(list, f)
		}
	}
	return number(list)
}

// number numbers the features in the order of compare.
func number(list []feature) map[feature]int32 {
	slices.SortFunc(list, feature.compare)
	index := make(map[feature]int32, len(list))
	for i, f := range list {
		index[f] = int32(i)
	}
	return index
}

func (r *regression) fit(ex []*example) {
	r.weight, r.grad = make([]float32, len(r.index)), make([]float32, len(r.index))
	r.length, r.lgrad = [32]float32{}, [32]float32{}
	ids := make([][]int32, len(ex))
	words := make([]int, len(ex)) // number of words anywhere among ids; they come first
	for i, e := range ex {
		for pass := range 2 {
			for _, f := range e.keys {
				if (f.role == model.RoleWord) == (pass == 0) {
					if id, ok := r.index[f]; ok {
						ids[i] = append(ids[i], id)
					}
				}
			}
			if pass == 0 {
				words[i] = len(ids[i])
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range linearEpochs {
		for _, i := range rng.Perm(len(ex)) {
			r.step(ex[i], ids[i], words[i])
		}
	}
}

func (r *regression) step(e *example, ids []int32, words int) {
	z := r.length[e.length]
	for k, id := range ids {
		if k < words {
			z += r.weight[id] * e.scale
		} else {
			z += r.weight[id]
		}
	}
	g := (1/(1+float32(math.Exp(float64(-z)))) - e.label) * e.weight
	adapt(&r.length[e.length], &r.lgrad[e.length], g)
	for k, id := range ids {
		x := float32(1)
		if k < words {
			x = e.scale
		}
		adapt(&r.weight[id], &r.grad[id], g*x+linearDecay*r.weight[id])
	}
}

func adapt(w, sum *float32, g float32) {
	*sum += g * g
	*w -= linearRate * g / (float32(math.Sqrt(float64(*sum))) + 0.1)
}

// keep keeps the features that move the scores most: as many keys of words and of classes as
// requested.
func (r *regression) keep(ex []*example, words, classes int) {
	moved := make([]float64, len(r.weight))
	for _, e := range ex {
		for _, f := range e.keys {
			if id, ok := r.index[f]; ok {
				x := float64(e.weight)
				if f.role == model.RoleWord {
					x *= float64(e.scale)
				}
				moved[id] += x
			}
		}
	}
	var list []feature
	for kind, size := range []int{words, classes} {
		byKey := map[uint32]float64{}
		for f, id := range r.index {
			if (f.role >= classRoles) == (kind == 1) {
				byKey[f.key] += math.Abs(float64(r.weight[id])) * math.Sqrt(moved[id])
			}
		}
		kept := heaviest(byKey, size)
		for f := range r.index {
			if (f.role >= classRoles) == (kind == 1) && kept[f.key] {
				list = append(list, f)
			}
		}
	}
	r.index = number(list)
}

// heaviest returns the size keys with the greatest weight.
func heaviest(byKey map[uint32]float64, size int) map[uint32]bool {
	keys := slices.Collect(maps.Keys(byKey))
	slices.SortFunc(keys, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(byKey[b], byKey[a]), cmp.Compare(a, b))
	})
	kept := map[uint32]bool{}
	for _, k := range keys[:min(size, len(keys))] {
		kept[k] = true
	}
	return kept
}

func (r *regression) tables(m *model.Model, stop map[uint32]bool, next map[uint32]int8) {
	classes := map[uint32]model.Class{}
	words := map[uint32]model.Word{}
	for k := range stop {
		words[k] = model.Word{Stop: true}
	}
	for f, id := range r.index {
		v := quantise(r.weight[id], model.WeightScale)
		if f.role >= classRoles {
			c := classes[f.key]
			if f.role == classRoles+model.KeyRole(model.RoleOwn) {
				c.Own = v
			} else {
				c.Up = v
			}
			classes[f.key] = c
			continue
		}
		w := words[f.key]
		switch f.role {
		case model.RoleFirst:
			w.First = v
		case model.RoleLast:
			w.Last = v
		default:
			w.Any = v
		}
		words[f.key] = w
	}
	for k, v := range next {
		w := words[k]
		w.Next = v
		words[k] = w
	}
	for k, w := range words {
		if w == (model.Word{}) {
			delete(words, k)
		}
	}
	for i := range m.Length {
		m.Length[i] = int16(math.Round(float64(r.length[i]) * model.LengthScale))
	}
	m.Words = model.NewWordTable(words)
	if len(classes) > 0 {
		m.Classes = model.NewClassTable(classes)
	}
}

func quantise(w float32, scale float64) int8 {
	return int8(min(max(math.Round(float64(w)*scale), math.MinInt8), math.MaxInt8))
}

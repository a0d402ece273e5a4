package main

import (
	_ "embed"
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
)

//go:embed stopwords.txt
var stopwords string

// parameters are those of the model and of its training. They go into the header of the generated
// table.
type parameters struct {
	Words        int // number of keys in the word table
	Classes      int // number of keys in the class table
	FirstRounds  int
	SecondRounds int
	Rate         float64
	Bins         int
	Power        float64 // exponent of a block's words in its training weight
	Child        float64 // smallest weight of a leaf
	Columns      float64 // share of the features that each tree sees
	Gapless      float64 // share of pages without blank lines, and of pages with one per line
}

var defaults = parameters{
	Words: 1000, Classes: 600, FirstRounds: 30, SecondRounds: 150, Rate: 0.1, Bins: 64, Power: 0.5,
	Child: 20, Columns: 0.5, Gapless: 0.1,
}

// learner learns models from pages. Whatever a model says about the pages of the fold that is left
// out, it has not seen their labels. Features of the training rows that are learned themselves
// (word scores, first trees) come from models that have not seen the fold of the row.
type learner struct {
	parameters
	html     bool
	pages    []*gold.Page
	examples []example
	stop     map[uint32]bool
}

func newLearner(pages []*gold.Page, html bool) *learner {
	l := &learner{parameters: defaults, html: html, stop: map[uint32]bool{}}
	if html {
		l.SecondRounds, l.Rate = 200, 0.08
	}
	for _, p := range pages {
		if !html {
			p = l.variant(p)
		}
		l.pages = append(l.pages, p)
	}
	l.examples = examples(l.pages)
	for line := range strings.Lines(stopwords) {
		if !strings.HasPrefix(line, "#") {
			model.EachKey([]byte(line), func(r model.KeyRole, key uint32) {
				if r == model.RoleWord {
					l.stop[key] = true
				}
			})
		}
	}
	return l
}

// variant returns the page as it is used for training. Most pages are as the dumper wrote them,
// some have no blank lines, and as many have one between all lines, so that the model does not
// depend on the habits of one dumper.
func (l *learner) variant(p *gold.Page) *gold.Page {
	x := float64(xxhash.Sum64String("variant:"+p.ID)>>11) / (1 << 53)
	switch {
	case x < l.Gapless:
		return p.Variant(0)
	case x < 2*l.Gapless:
		return p.Variant(1)
	}
	return p
}

// blockWeights returns the training weight of each block: proportional to the square root of its
// words, with the same sum for every page.
func blockWeights(p *gold.Page) []float32 {
	w := make([]float32, len(p.Blocks))
	sum := float32(0)
	for i := range p.Blocks {
		w[i] = float32(math.Pow(float64(min(p.Blocks[i].Words, 400)+1), defaults.Power))
		sum += w[i]
		if !p.Known[i] {
			w[i] = 0
		}
	}
	for i := range w {
		w[i] *= p.Weight * 300 / sum
	}
	return w
}

// learn returns the model of all folds but one, or of all folds if without is negative.
func (l *learner) learn(without int) (*model.Model, error) {
	inner, all := l.tables(without)
	if l.html {
		all.Version = model.HTMLFeatureVersion()
		return all, l.onlyTrees(without, inner, all)
	}
	if err := l.firstTrees(without, inner, all); err != nil {
		return nil, err
	}
	if err := l.secondTrees(without, inner, all); err != nil {
		return nil, err
	}
	all.Version = model.FeatureVersion()
	return all, nil
}

// tables returns models that have only what the regressions learn: all from the folds but one,
// inner[f] also without fold f, for the training rows of that fold.
func (l *learner) tables(without int) (inner []*model.Model, all *model.Model) {
	inner = make([]*model.Model, gold.Folds)
	var wg sync.WaitGroup
	for f := range gold.Folds {
		if f != without {
			wg.Go(func() { inner[f] = l.linear(without, f) })
		}
	}
	all = l.linear(without, -1)
	wg.Wait()
	return inner, all
}

func (l *learner) linear(without, and int) *model.Model {
	m := new(model.Model)
	use := func(p *gold.Page) bool { return p.Fold != without && p.Fold != and }
	learnLinear(m, l.examples, l.stop, l.Words, l.Classes, use)
	return m
}

// rows writes the feature rows of all training pages.
func (l *learner) rows(without int, models []*model.Model, second bool) (*matrix, error) {
	var m *matrix
	var s model.Scorer
	for _, p := range l.pages {
		if p.Fold == without {
			continue
		}
		weights := blockWeights(p)
		add := func(i int, row []int16) {
			if m == nil {
				m = newMatrix(len(row))
			}
			if weights[i] > 0 {
				m.add(row, p.Label[i], weights[i], p.Fold)
			}
		}
		if l.html {
			s.FeaturesHTML(models[p.Fold], p.HTML, add)
		} else {
			s.Features(models[p.Fold], p.Src, p.Blocks, second, add)
		}
	}
	return m, m.open
}

func (l *learner) params(seed int) map[string]any {
	return map[string]any{
		"objective": "binary:logistic", "tree_method": "hist", "max_depth": model.TreeDepth,
		"eta": l.Rate, "max_bin": l.Bins, "subsample": 0.5, "colsample_bytree": l.Columns,
		"min_child_weight": l.Child, "lambda": 5, "base_score": 0.5, "seed": seed,
		"nthread": min(2, runtime.GOMAXPROCS(0)),
	}
}

func (l *learner) firstTrees(without int, inner []*model.Model, all *model.Model) error {
	m, err := l.rows(without, inner, false)
	if err != nil {
		return err
	}
	defer m.remove()
	fits := []fitting{{Name: "all", Without: []int{}}}
	for f := range inner {
		if inner[f] != nil {
			fits = append(fits, fitting{Name: fmt.Sprint("without", f), Without: []int{f}})
		}
	}
	for i := range fits {
		fits[i].Params, fits[i].Rounds = l.params(i), l.FirstRounds
	}
	if err := m.fit(fits); err != nil {
		return err
	}
	for f := range inner {
		if inner[f] != nil {
			file := filepath.Join(m.dir, fmt.Sprintf("without%d.json", f))
			if inner[f].First, err = readTrees(file); err != nil {
				return err
			}
		}
	}
	all.First, err = readTrees(filepath.Join(m.dir, "all.json"))
	return err
}

// onlyTrees learns the trees of the HTML model, which has one set.
func (l *learner) onlyTrees(without int, inner []*model.Model, all *model.Model) (err error) {
	all.First, err = l.trees(without, inner, false)
	return err
}

func (l *learner) secondTrees(without int, inner []*model.Model, all *model.Model) (err error) {
	all.Second, err = l.trees(without, inner, true)
	return err
}

// trees learns the trees that give a model's answer.
func (l *learner) trees(without int, inner []*model.Model, second bool) (model.Trees, error) {
	m, err := l.rows(without, inner, second)
	if err != nil {
		return model.Trees{}, err
	}
	defer m.remove()
	answer := fitting{
		Name: "answer", Without: []int{}, Params: l.params(9), Rounds: l.SecondRounds,
	}
	if err := m.fit([]fitting{answer}); err != nil {
		return model.Trees{}, err
	}
	return readTrees(filepath.Join(m.dir, "answer.json"))
}

package main

import (
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
)

// corpora are what the protocol measures: each is left out as a whole. Pages of sitegold and
// fixtures count as one corpus.
var corpora = []string{"wcxb", "evaldata", "news", "harvest", "fixtures"}

// measured are the sets that the corpora consist of.
var measured = []string{"wcxb", "evaldata", "news", "harvest", "fixtures", "sitegold"}

// corpusOf returns the corpus that a set belongs to.
func corpusOf(set string) string {
	if set == "sitegold" {
		return "fixtures"
	}
	return set
}

// seeds are those of the trees. The first one is that of the committed model.
var seeds = [2]int{9, 19}

// protocol is what measures how well the HTML model does on pages that nobody tuned for. Each page
// is measured with models that have not seen its host: those that are cross-validated, and those
// that have not seen its corpus either.
type protocol struct {
	pages []*gold.Page // of all measured sets
	learn []*gold.Page // of the sets that models are learned from, with their weights
	dir   string       // folder of the models
	keep  bool         // models in the folder that fit the features are used
}

func newProtocol(dir string, keep bool) (*protocol, error) {
	if dir == "" {
		return nil, fmt.Errorf("-models is missing: the folder of the folds' models")
	}
	learn, err := readPages(true)
	if err != nil {
		return nil, err
	}
	p := &protocol{dir: dir, keep: keep, learn: learn, pages: learn}
	have := map[string]bool{}
	for _, page := range learn {
		have[page.Set] = true
	}
	for _, set := range measured {
		if have[set] {
			continue
		}
		pages, err := gold.ReadHTML(set)
		if err != nil {
			return nil, err
		}
		p.pages = append(p.pages[:len(p.pages):len(p.pages)], pages...)
	}
	return p, os.MkdirAll(dir, 0o777)
}

// withSeeds are models that differ in the seed of their trees only.
type withSeeds [len(seeds)]*model.Model

// fold returns the models that have not seen the hosts of fold f.
func (p *protocol) fold(f int) (withSeeds, error) {
	return p.models(fmt.Sprint("fold", f), func() (*learner, int) {
		return newLearner(p.learn, true), f
	})
}

// without returns the models that have not seen a corpus, nor any host that it has: a page may
// be in two corpora.
func (p *protocol) without(corpus string) (withSeeds, error) {
	return p.models("no-"+corpus, func() (*learner, int) {
		return newLearner(notIn(corpus, p.pages, p.learn), true), -1
	})
}

// notIn returns the pages of learn whose hosts have no page in the corpus.
func notIn(corpus string, all, learn []*gold.Page) (out []*gold.Page) {
	hosts := map[string]bool{}
	for _, page := range all {
		if corpusOf(page.Set) == corpus {
			hosts[gold.Host(page.URL)] = true
		}
	}
	for _, page := range learn {
		if !hosts[gold.Host(page.URL)] {
			out = append(out, page)
		}
	}
	return out
}

// models returns the models of that name from the folder, or learns and keeps them.
func (p *protocol) models(name string, from func() (*learner, int)) (ms withSeeds, err error) {
	file := func(k int) string {
		return filepath.Join(p.dir, fmt.Sprintf("html-%s-seed%d.model", name, seeds[k]))
	}
	if p.keep {
		for k := range ms {
			if err == nil {
				ms[k], err = gold.ReadModel(file(k))
			}
		}
		if err == nil {
			return ms, nil
		}
		log.Printf("%s is learned anew: %v", name, err)
	}
	start := time.Now()
	l, without := from()
	if ms, err = l.learnSeeds(without); err != nil {
		return ms, err
	}
	for k := range ms {
		if err := gold.WriteModel(file(k), ms[k]); err != nil {
			return ms, err
		}
	}
	log.Printf("%s: %d pages, %.0fs", name, len(l.pages), time.Since(start).Seconds())
	return ms, nil
}

// learnSeeds is learn for the HTML model, once for each seed of the trees.
func (l *learner) learnSeeds(without int) (ms withSeeds, err error) {
	inner, all := l.tables(without)
	m, err := l.rows(without, inner, false)
	if err != nil {
		return ms, err
	}
	defer m.remove()
	var fits []fitting
	for _, seed := range seeds {
		fits = append(fits, fitting{
			Name: fmt.Sprint("seed", seed), Without: []int{}, Params: l.params(seed),
			Rounds: l.SecondRounds,
		})
	}
	if err := m.fit(fits); err != nil {
		return ms, err
	}
	for k := range ms {
		c := *all
		c.Version = model.HTMLFeatureVersion()
		if c.First, err = readTrees(filepath.Join(m.dir, fits[k].Name+".json")); err != nil {
			return ms, err
		}
		ms[k] = &c
	}
	return ms, nil
}

// generalise learns the models and measures them, alone and in the engine.
func generalise(dir string, keep bool) error {
	p, err := newProtocol(dir, keep)
	if err != nil {
		return err
	}
	r := newResults()
	for f := range gold.Folds {
		ms, err := p.fold(f)
		if err != nil {
			return err
		}
		r.measure(ms, hosts, p.pages, func(page *gold.Page) bool { return page.Fold == f })
	}
	for _, c := range corpora {
		ms, err := p.without(c)
		if err != nil {
			return err
		}
		r.measure(ms, leftOut, p.pages, func(page *gold.Page) bool {
			return corpusOf(page.Set) == c
		})
	}
	r.write(os.Stdout)
	return nil
}

// What a model has not seen of the page that it is measured on.
const (
	hosts   = iota // the page's host: cross-validation
	leftOut        // its host and its corpus
	numUnseen
)

// What extracts the text.
const (
	alone = iota
	whole
	numSystems
)

// way is one of the ways in which all pages are measured.
type way struct{ unseen, system, seed int }

// results are the figures of the pages by corpus and way, in the order of the pages.
type results struct {
	figures map[string]*[numUnseen][numSystems][len(seeds)]outcomes
}

// outcomes are those of the pages of a corpus. Pages are told by their place in the protocol.
type outcomes struct {
	byPage map[int]figure
	empty  int
}

func newResults() *results {
	return &results{figures: map[string]*[numUnseen][numSystems][len(seeds)]outcomes{}}
}

// measure measures models on the pages that are in.
func (r *results) measure(
	ms withSeeds, unseen int, pages []*gold.Page, in func(*gold.Page) bool,
) {
	for k, m := range ms {
		for system, text := range [numSystems]extractor{modelAlone(m), wholeEngine(m)} {
			for i, p := range pages {
				if in(p) {
					r.add(way{unseen, system, k}, i, p, text(p))
				}
			}
		}
	}
}

// add adds the text that a way gives for page i.
func (r *results) add(by way, i int, p *gold.Page, text []byte) {
	c := corpusOf(p.Set)
	if r.figures[c] == nil {
		r.figures[c] = new([numUnseen][numSystems][len(seeds)]outcomes)
	}
	o := &r.figures[c][by.unseen][by.system][by.seed]
	if o.byPage == nil {
		o.byPage = map[int]figure{}
	}
	o.byPage[i] = figureOf(p, text)
	if lost(p, text) {
		o.empty++
	}
}

// of returns the figures of a way in the order of the pages.
func (r *results) of(corpus string, by way) (out []figure) {
	o := &r.figures[corpus][by.unseen][by.system][by.seed]
	for _, i := range slices.Sorted(maps.Keys(o.byPage)) {
		out = append(out, o.byPage[i])
	}
	return out
}

// both returns the figures of the two seeds averaged.
func (r *results) both(corpus string, unseen, system int) []figure {
	return mean(r.of(corpus, way{unseen, system, 0}), r.of(corpus, way{unseen, system, 1}))
}

// seedChange returns what the second seed changes.
func (r *results) seedChange(corpus string, unseen, system int) change {
	return less(r.of(corpus, way{unseen, system, 1}), r.of(corpus, way{unseen, system, 0}))
}

// empties returns the number of empty answers, the mean of both seeds.
func (r *results) empties(corpus string, unseen, system int) float64 {
	s := &r.figures[corpus][unseen][system]
	return float64(s[0].empty+s[1].empty) / float64(len(seeds))
}

var systems = [numSystems]string{"model", "engine"}

// write prints the table. Scores are means over both seeds.
func (r *results) write(w io.Writer) {
	fmt.Fprintln(w, "| corpus | pages | | by host | empty | left out | empty "+
		"| left out − by host | seed 2 − 1, by host | left out |")
	fmt.Fprintln(w, "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|")
	var total [numSystems]row
	var gain [numUnseen][]change
	for _, c := range corpora {
		name := fmt.Sprintf("%s | %d", c, len(r.of(c, way{})))
		for s := range numSystems {
			one := r.row(c, s)
			one.write(w, name, systems[s])
			total[s].add(&one)
			name = "|"
		}
		var d [numUnseen]change
		for u := range numUnseen {
			d[u] = less(r.both(c, u, whole), r.both(c, u, alone))
			gain[u] = append(gain[u], d[u])
		}
		writeGain(w, d)
	}
	name := "mean of the corpora |"
	for s := range numSystems {
		total[s].mean()
		total[s].write(w, name, systems[s])
		name = "|"
	}
	writeGain(w, [numUnseen]change{meanOf(gain[hosts]), meanOf(gain[leftOut])})
}

// writeGain prints what the engine is better than the model alone.
func writeGain(w io.Writer, d [numUnseen]change) {
	fmt.Fprintf(w, "| | | engine − model | %v | | %v | | | | |\n", d[hosts], d[leftOut])
}

// row is a row of the table, of one corpus or the mean of several.
type row struct {
	score, empty [numUnseen]float64
	seeds        [numUnseen][]change
	loss         []change
}

func (r *results) row(corpus string, system int) (out row) {
	for u := range numUnseen {
		out.score[u] = score(r.both(corpus, u, system))
		out.empty[u] = r.empties(corpus, u, system)
		out.seeds[u] = []change{r.seedChange(corpus, u, system)}
	}
	out.loss = []change{less(r.both(corpus, leftOut, system), r.both(corpus, hosts, system))}
	return out
}

// add adds a row for mean.
func (t *row) add(one *row) {
	t.loss = append(t.loss, one.loss...)
	for u := range numUnseen {
		t.score[u] += one.score[u]
		t.empty[u] += one.empty[u]
		t.seeds[u] = append(t.seeds[u], one.seeds[u]...)
	}
}

// mean makes the scores those of the mean of the added rows; empty answers stay a sum.
func (t *row) mean() {
	for u := range numUnseen {
		t.score[u] /= float64(len(t.loss))
	}
}

func (t *row) write(w io.Writer, name, system string) {
	fmt.Fprintf(w, "| %s | %s | %.4f | %v | %.4f | %v | %v | %v | %v |\n", name, system,
		t.score[hosts], t.empty[hosts], t.score[leftOut], t.empty[leftOut], meanOf(t.loss),
		meanOf(t.seeds[hosts]), meanOf(t.seeds[leftOut]))
}

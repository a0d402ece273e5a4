// Command train learns the models that estimate whether a block is main text: the line model for
// plain-text pages, engine/internal/model/zmodel.go, and the HTML model,
// engine/internal/model/zhtml.go.
//
//	go run ./engine/label/train                cross-validate, learn from all pages, write zmodel.go
//	go run ./engine/label/train -quick         learn and write without cross-validation
//	go run ./engine/label/train -cv            cross-validate by host, print word-F1
//	go run ./engine/label/train -cv -models D  and write the folds' models to D (see gold.ReadModel)
//	go run ./engine/label/train -html …        the same for the HTML model, zhtml.go
//	go run ./engine/label/train -generalise -models D
//	                                           measure on unknown hosts and unknown corpora
//	go run ./engine/label/train -ledger -models D
//	                                           what each rule takes from the text or gives to it
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
)

var verbose = flag.Bool("v", false, "with -html -check, list the snippets that were missed; "+
	"with -ledger, the blocks that a rule moved wrongly")

func main() {
	log.SetFlags(0)
	quick := flag.Bool("quick", false, "skip cross-validation")
	cv := flag.Bool("cv", false, "cross-validate only")
	folds := flag.Int("folds", gold.Folds, "with -cv or -ledger, number of `folds` to process")
	models := flag.String("models", "", "`folder` for the folds' models")
	check := flag.Bool("check", false,
		"measure the engine with the models in -models, learn nothing; with -generalise and "+
			"-ledger only what is missing or has other features")
	params := flag.String("params", "{}",
		"`JSON` with the parameters that differ from the defaults")
	general := flag.Bool("generalise", false,
		"learn by folds of hosts and without each corpus, measure, print a table")
	rules := flag.Bool("ledger", false, "print the ledger of rules")
	html := flag.Bool("html", false, "learn the HTML model")
	out := flag.String("o", "",
		"`file` to write (default zmodel.go or zhtml.go in engine/internal/model)")
	flag.Parse()
	if *out == "" {
		name := map[bool]string{false: "zmodel.go", true: "zhtml.go"}[*html]
		*out = filepath.Join("engine", "internal", "model", name)
	}
	if err := json.Unmarshal([]byte(*params), &defaults); err != nil {
		log.Fatal("-params: ", err)
	}
	do := func() error { return run(*html, *cv, *quick, *folds, *models, *out) }
	switch {
	case *general:
		do = func() error { return generalise(*models, *check) }
	case *rules:
		do = func() error { return writeLedger(*models, *check, *folds) }
	case *check:
		do = func() error { return checkEngine(*html, *models) }
	}
	if err := do(); err != nil {
		log.Fatal(err)
	}
}

func run(html, cv, quick bool, folds int, models, out string) error {
	pages, err := readPages(html)
	if err != nil {
		return err
	}
	l := newLearner(pages, html)
	var scores *gold.Scores
	if !quick {
		if scores, err = crossValidate(l, pages, folds, models); err != nil || cv {
			return err
		}
	}
	m, err := l.learn(-1)
	if err != nil {
		return err
	}
	return generate(out, m, l, scores)
}

// sets are the corpora that the line model is learned from, htmlSets those of the HTML model.
var (
	sets     = []string{"wcxb", "news"}
	htmlSets = []string{"wcxb", "news", "harvest", "evaldata"}
)

func setsOf(html bool) []string {
	if html {
		return htmlSets
	}
	return sets
}

func readPages(html bool) ([]*gold.Page, error) {
	var all []*gold.Page
	for _, set := range setsOf(html) {
		read := gold.Read
		if html {
			read = gold.ReadHTML
		}
		pages, err := read(set)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			switch {
			case p.Gaps:
				p.Weight = 0.3
			case html && set == "news":
				p.Weight = 2
			}
		}
		all = append(all, pages...)
	}
	return all, nil
}

// crossValidate learns a model for each fold from the other folds and measures it on that fold.
func crossValidate(l *learner, pages []*gold.Page, folds int, dir string) (*gold.Scores, error) {
	total := gold.Evaluate(nil, nil)
	for f := range folds {
		start := time.Now()
		m, err := l.learn(f)
		if err != nil {
			return nil, err
		}
		if dir != "" {
			if err := gold.WriteModel(foldModel(dir, l.html, f), m); err != nil {
				return nil, err
			}
		}
		var held []*gold.Page
		for _, p := range pages {
			// evaldata has snippets instead of text: see checkSnippets.
			if p.Fold == f && p.Set != "evaldata" {
				held = append(held, p)
				if p.Set == "wcxb" && !l.html {
					q := p.Variant(0)
					q.Set = "wcxb without blank lines"
					held = append(held, q)
				}
			}
		}
		s := gold.Evaluate(held, gold.Extractor(m))
		log.Printf("fold %d: %d pages, wcxb %.4f, news %.4f, table %d bytes, %.0fs", f, len(held),
			s.Mean("wcxb"), s.Mean("news"), size(m), time.Since(start).Seconds())
		total.Merge(s)
	}
	total.Write(os.Stdout)
	return total, nil
}

// foldModel returns the file of the model that has not seen fold f.
func foldModel(dir string, html bool, f int) string {
	kind := ""
	if html {
		kind = "html"
	}
	return filepath.Join(dir, fmt.Sprintf("%sfold%d.model", kind, f))
}

// size returns the size of the model's tables in bytes.
func size(m *model.Model) int {
	n := 9*len(m.Words.Keys) + 6*len(m.Classes.Keys)
	for _, t := range []*model.Trees{&m.First, &m.Second} {
		n += 3*len(t.Feature) + 2*len(t.Leaf)
	}
	return n
}

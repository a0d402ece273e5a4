// Command train learns the line model for plain-text pages and writes it to engine/label/zmodel.go.
//
//	go run ./engine/label/train                cross-validate, learn from all pages, write zmodel.go
//	go run ./engine/label/train -quick         learn and write without cross-validation
//	go run ./engine/label/train -cv            cross-validate by host, print word-F1 by fold and type
//	go run ./engine/label/train -cv -models D  and write the folds' models to D (see gold.ReadModel)
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"klartext/engine/label"
	"klartext/engine/label/train/gold"
)

func main() {
	log.SetFlags(0)
	quick := flag.Bool("quick", false, "do not cross-validate")
	cv := flag.Bool("cv", false, "cross-validate only")
	folds := flag.Int("folds", gold.Folds, "with -cv, how many of the folds to do")
	models := flag.String("models", "", "folder for the folds' models")
	check := flag.Bool("check", false, "measure the whole engine with the folds' models in -models, learn nothing")
	params := flag.String("params", "{}", "parameters that differ from the defaults, as JSON")
	out := flag.String("o", filepath.Join("engine", "label", "zmodel.go"), "the table to write")
	flag.Parse()
	if err := json.Unmarshal([]byte(*params), &defaults); err != nil {
		log.Fatal("-params: ", err)
	}
	do := func() error { return run(*cv, *quick, *folds, *models, *out) }
	if *check {
		do = func() error { return checkEngine(*models) }
	}
	if err := do(); err != nil {
		log.Fatal(err)
	}
}

func run(cv, quick bool, folds int, models, out string) error {
	pages, err := readPages()
	if err != nil {
		return err
	}
	l := newLearner(pages)
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

// sets are the corpora that are learned from.
var sets = []string{"wcxb", "news"}

func readPages() ([]*gold.Page, error) {
	var all []*gold.Page
	for _, set := range sets {
		pages, err := gold.Read(set)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			if p.Gaps {
				p.Weight = 0.3
			}
		}
		all = append(all, pages...)
	}
	return all, nil
}

// crossValidate learns a model for each fold from the others and measures it on the fold.
func crossValidate(l *learner, pages []*gold.Page, folds int, dir string) (*gold.Scores, error) {
	total := gold.Evaluate(nil, nil)
	for f := range folds {
		start := time.Now()
		m, err := l.learn(f)
		if err != nil {
			return nil, err
		}
		if dir != "" {
			if err := gold.WriteModel(filepath.Join(dir, fmt.Sprintf("fold%d.model", f)), m); err != nil {
				return nil, err
			}
		}
		var held []*gold.Page
		for _, p := range pages {
			if p.Fold == f {
				held = append(held, p)
				if p.Set == "wcxb" {
					q := p.Variant(0)
					q.Set = "wcxb without blank lines"
					held = append(held, q)
				}
			}
		}
		s := gold.Evaluate(held, gold.Extractor(m))
		log.Printf("fold %d: %d pages, wcxb %.4f, news %.4f, table %d bytes, %.0fs", f, len(held), s.Mean("wcxb"), s.Mean("news"), size(m), time.Since(start).Seconds())
		total.Merge(s)
	}
	total.Write(os.Stdout)
	return total, nil
}

func size(m *label.Model) int {
	n := 9 * len(m.Words.Keys)
	for _, t := range []*label.Trees{&m.First, &m.Second} {
		n += 3*len(t.Feature) + 2*len(t.Leaf)
	}
	return n
}

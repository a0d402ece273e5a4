package main

import (
	"log"
	"os"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// checkEngine measures the whole engine, with its lexicon, rules and threads. The pages of each
// fold are cleaned with the model that has not seen the fold.
func checkEngine(html bool, dir string) error {
	pages, err := readPages(html)
	if err != nil {
		return err
	}
	total := gold.Evaluate(nil, nil)
	var engines [gold.Folds]*engine.Engine
	for f := range gold.Folds {
		m, err := gold.ReadModel(foldModel(dir, html, f))
		if err != nil {
			return err
		}
		opts := engine.Options{LineModel: m}
		if html {
			opts = engine.Options{HTMLModel: m}
		}
		e := engine.New(opts)
		engines[f] = e
		var held []*gold.Page
		for _, p := range pages {
			if p.Fold == f && p.Set != "evaldata" {
				held = append(held, p)
			}
		}
		total.Merge(gold.Evaluate(held, func(src []byte, p *gold.Page) []byte {
			take := e.Text
			if p.HTML != nil {
				src, take = p.HTML.Source, e.HTML
			}
			doc, err := take(src)
			if err != nil {
				log.Printf("%s: %v", p.ID, err)
				return nil
			}
			return doc.AppendText(nil, engine.WriteOptions{})
		}))
	}
	total.Write(os.Stdout)
	if html {
		return checkSnippets(engines)
	}
	return nil
}

// checkSnippets measures the engines on the pages of evaldata. Each page goes to the engine whose
// model has not seen it.
func checkSnippets(engines [gold.Folds]*engine.Engine) error {
	s, err := gold.EvaluateSnippets(func(page []byte, url string) (text, comments, all []byte) {
		e := engines[gold.Fold(url)]
		e.SetAddress([]byte(url))
		doc, err := e.HTML(page)
		if err != nil {
			log.Printf("%s: %v", url, err)
			return nil, nil, nil
		}
		text = doc.AppendText(nil, engine.WriteOptions{})
		for i := range doc.Comments {
			comments = append(doc.AppendCommentText(comments, i), '\n')
		}
		for i := range doc.Blocks {
			all = append(append(all, doc.BlockText(i)...), '\n')
		}
		return text, comments, all
	}, func(id, kind, snippet string) {
		if *verbose {
			log.Printf("%s: %s: %.100q", id, kind, snippet)
		}
	})
	if err == nil {
		s.Write(os.Stdout)
	}
	return err
}

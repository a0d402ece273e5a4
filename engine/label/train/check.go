package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// checkEngine measures the whole engine, with its lexicon, rules and threads, on the pages of each fold with the line model
// that has not seen the fold.
func checkEngine(dir string) error {
	pages, err := readPages()
	if err != nil {
		return err
	}
	total := gold.Evaluate(nil, nil)
	for f := range gold.Folds {
		m, err := gold.ReadModel(filepath.Join(dir, fmt.Sprintf("fold%d.model", f)))
		if err != nil {
			return err
		}
		e := engine.New(engine.Options{LineModel: m})
		var held []*gold.Page
		for _, p := range pages {
			if p.Fold == f {
				held = append(held, p)
			}
		}
		total.Merge(gold.Evaluate(held, func(src []byte, p *gold.Page) []byte {
			doc, err := e.Text(src)
			if err != nil {
				log.Printf("%s: %v", p.ID, err)
				return nil
			}
			return doc.AppendText(nil, engine.WriteOptions{})
		}))
	}
	total.Write(os.Stdout)
	return nil
}

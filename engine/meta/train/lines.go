package main

import (
	"fmt"
	"path/filepath"

	"klartext/engine/block"
	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/meta/internal/candidate"
	"klartext/engine/stages"
)

// headlineExamples collects the headlines of the pages as plain text. models is the folder with the
// line models of the folds; if it is empty, they are not used.
func headlineExamples(models string) (all []example, none int, err error) {
	for _, set := range sets {
		pages, err := gold.Read(set)
		if err != nil {
			return nil, -1, fmt.Errorf("corpus %s: %w", set, err)
		}
		some, err := examples(pages, models)
		if err != nil {
			return nil, -1, err
		}
		all = append(all, some...)
	}
	return all, -1, nil
}

// examples runs the stages up to meta over the pages and collects the headlines.
func examples(pages []*gold.Page, dir string) (all []example, err error) {
	var models [gold.Folds]*model.Model
	for f := range models {
		models[f] = model.Default
		if dir != "" {
			name := filepath.Join(dir, fmt.Sprintf("fold%d.model", f))
			if models[f], err = gold.ReadModel(name); err != nil {
				return nil, err
			}
		}
	}
	var s stages.Run
	var r meta.Reader
	for _, p := range pages {
		if p.Title == "" {
			continue
		}
		s.ReadText(p.Src, 0)
		s.Estimate(models[p.Fold])
		s.Phrases()
		s.Thread()
		s.Rules()
		r.Text(p.Src, s.Blocks, &s.Sheet, s.Comments)
		want, e, found := plain(p.Title), example{fold: p.Fold}, false
		headlines, _ := r.Candidates(candidate.Headline)
		for _, x := range headlines {
			found = e.add(x.Features, plain(x.Values[0]) == want) || found
		}
		if found {
			all = append(all, e)
		}
	}
	return all, nil
}

func plain(t string) string { return string(block.Fold(nil, []byte(t), false)) }

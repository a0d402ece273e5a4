package main

import (
	"fmt"
	"path/filepath"

	"klartext/engine/block"
	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/stages"
)

// lineExamples collects the headlines of the pages as plain text.
func lineExamples(models string) (all []example, err error) {
	for _, set := range sets {
		pages, err := gold.Read(set)
		if err != nil {
			return nil, fmt.Errorf("corpus %s: %w", set, err)
		}
		ex, err := examples(pages, models)
		if err != nil {
			return nil, err
		}
		all = append(all, ex...)
	}
	return all, nil
}

// examples runs the stages before meta over the pages and collects the headlines.
func examples(pages []*gold.Page, dir string) (all []example, err error) {
	var readers [gold.Folds]*model.Model
	for f := range readers {
		readers[f] = model.Default
		if dir != "" {
			if readers[f], err = gold.ReadModel(filepath.Join(dir, fmt.Sprintf("fold%d.model", f))); err != nil {
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
		s.Estimate(readers[p.Fold])
		s.Phrases()
		s.Thread()
		s.Rules()
		want, e, found := plain([]byte(p.Title)), example{fold: p.Fold}, false
		r.Candidates(p.Src, s.Blocks, &s.Sheet, s.Comments, func(i int, f *meta.TitleFeatures) {
			is := plain(s.Blocks[i].Text(p.Src)) == want
			e.rows, e.right, found = append(e.rows, append([]float32(nil), f[:]...)), append(e.right, is), found || is
		})
		if found {
			all = append(all, e)
		}
	}
	return all, nil
}

func plain(t []byte) string { return string(block.Fold(nil, t, false)) }

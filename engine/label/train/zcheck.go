package main

import (
	"fmt"
	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// quickCheck measures on all sets, with empties.
func quickCheck(dir string) error {
	var engines [gold.Folds]*engine.Engine
	for f := range gold.Folds {
		m, err := gold.ReadModel(foldModel(dir, true, f))
		if err != nil {
			return err
		}
		engines[f] = engine.New(engine.Options{HTMLModel: m})
	}
	for _, set := range []string{"wcxb", "news", "harvest", "fixtures", "sitegold"} {
		pages, err := gold.ReadHTML(set)
		if err != nil {
			return err
		}
		sum, empty := 0.0, 0
		for _, p := range pages {
			e := engines[p.Fold]
			doc, err := e.HTML(p.HTML.Source)
			if err != nil {
				return err
			}
			text := doc.AppendText(nil, engine.WriteOptions{})
			if len(p.Gold) > 0 && len(text) == 0 {
				empty++
				fmt.Printf("EMPTY %s %s words %d best %v\n", set, p.ID, len(gold.Bag(p.Gold)), bestOf(doc))
			}
			f1 := gold.F1(gold.Bag(text), gold.Bag(p.Gold))
			sum += f1
			if *verbose {
				fmt.Printf("PAGE %s %s %.4f\n", set, p.ID, f1)
			}
		}
		fmt.Printf("%-9s %4d pages F1 %.4f empty %d\n", set, len(pages), sum/float64(len(pages)), empty)
	}
	return checkSnippets(engines)
}

func bestOf(d *engine.Document) string {
	s := ""
	best := float32(0)
	for i := range d.Blocks {
		best = max(best, d.Blocks[i].Estimate)
	}
	n := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Estimate > .3 && n < 6 {
			s += fmt.Sprintf(" [%.2f %s %.40s]", b.Estimate, b.AppendReason(nil), d.BlockText(i))
			n++
		}
	}
	return fmt.Sprint(best, s, " blocks ", len(d.Blocks))
}

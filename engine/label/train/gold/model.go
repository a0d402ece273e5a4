package gold

import (
	"encoding/gob"
	"fmt"
	"os"

	"klartext/engine/internal/cut"
	"klartext/engine/internal/model"
)

// ReadModel reads a model that WriteModel wrote. It returns an error if the model was trained with
// other features than the code computes.
func ReadModel(name string) (*model.Model, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m := new(model.Model)
	if err := gob.NewDecoder(f).Decode(m); err != nil {
		return nil, err
	}
	v := model.FeatureVersion()
	if len(m.Classes.Keys) > 0 {
		v = model.HTMLFeatureVersion()
	}
	if m.Version != v {
		return nil, fmt.Errorf("%s: trained with features %#x, the code computes %#x", name,
			m.Version, v)
	}
	return m, nil
}

// WriteModel writes a model to a file.
func WriteModel(name string, m *model.Model) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(m); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Extractor returns a function for Evaluate that returns the main text selected by a model alone.
func Extractor(m *model.Model) func(src []byte, p *Page) []byte {
	var s model.Scorer
	var prob []float32
	var words, order []int32
	return func(src []byte, p *Page) []byte {
		n := len(p.Blocks)
		prob, order, words = make([]float32, n), make([]int32, n), words[:0]
		for i := range p.Blocks {
			words = append(words, p.Blocks[i].Words)
		}
		if p.HTML != nil {
			s.ScoreHTML(m, p.HTML, prob)
		} else {
			s.Score(m, src, p.Blocks, prob)
		}
		t := cut.Threshold(prob, words, order, cut.NoneBelow)
		return p.Select(func(i int) bool { return prob[i] >= t })
	}
}

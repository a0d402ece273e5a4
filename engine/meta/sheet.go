package meta

import "klartext/engine/label"

// verdict is what the other stages say of a block, with what the metadata makes of it.
type verdict struct {
	Label label.Label
	Rule  label.Rule
	Score float32
	Main  float32 // the model's estimate
	Fixed bool    // a stage has decided the label

	Family label.Label
	Scope  label.Scope
	Role   label.Role
}

// Set decides the block's label.
func (v *verdict) Set(l label.Label, by label.Rule, score float32) {
	v.Label, v.Rule, v.Score, v.Fixed = l, by, score, true
}

// readSheet takes over what the other stages say.
func (r *Reader) readSheet(s *label.Sheet) {
	r.sheet = s
	clear(s.Head)
	r.verdicts = r.verdicts[:0]
	for i := range s.Estimate {
		v, p := s.At(i), &s.Phrase[i]
		r.verdicts = append(r.verdicts, verdict{
			v.Label, v.Rule, v.Score, s.Estimate[i], v.Label != label.None, s.Family(i), p.Scope, p.Role,
		})
	}
}

// writeSheet writes the labels that the metadata gave to its column.
func (r *Reader) writeSheet() {
	for i := range r.verdicts {
		v := &r.verdicts[i]
		if now := (label.Verdict{Label: v.Label, Rule: v.Rule, Score: v.Score}); now != r.sheet.At(i) {
			r.sheet.Head[i] = now
		}
	}
}

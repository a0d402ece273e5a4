package meta

import (
	"klartext/engine/internal/scratch"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// labels is the sheet of a page as this package reads and writes it. Only set writes, and only the
// column Head; a label that it gives a block counts from then on.
type labels struct {
	sheet *sheet.Sheet
	now   []label.Label // of the blocks, as in the sheet; None for open ones
}

// load takes the sheet of a page.
func (l *labels) load(s *sheet.Sheet) {
	l.sheet = s
	clear(s.Head)
	l.now = scratch.Resize(l.now, len(s.Head))
	for i := range l.now {
		l.now[i] = s.Label(i)
	}
}

// set gives block i a label.
func (l *labels) set(i int, to label.Label, by sheet.Rule, score float32) {
	l.sheet.Head[i] = sheet.Verdict{Label: to, Rule: by, Score: score}
	l.now[i] = to
}

// of returns the label of block i, or label.None if it is open.
func (l *labels) of(i int) label.Label { return l.now[i] }

// by returns the rule that gave block i its label.
func (l *labels) by(i int) sheet.Rule { return l.sheet.At(i).Rule }

// fixed reports whether the label of block i is decided.
func (l *labels) fixed(i int) bool { return l.now[i] != label.None }

// estimate returns the model's estimate that block i is main text, 0 to 1.
func (l *labels) estimate(i int) float32 { return l.sheet.Estimate[i] }

// family returns the family of the phrase in block i, or label.None if there is no phrase.
func (l *labels) family(i int) label.Label { return l.sheet.Family(i) }

// scope returns where in block i the phrase is.
func (l *labels) scope(i int) sheet.Scope { return l.sheet.Phrase[i].Scope }

package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/model"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// Labeller labels the blocks of pages. It is to be reused: its slices grow to the largest page seen and stay.
type Labeller struct {
	verdicts []label.Verdict
	scorer   model.Scorer
	scores   []float32
	words    []int32
	order    []int32
	free     []float32 // scores of the blocks that no rule decided, for the threshold
	phrases  lexicon.Phrases
	folded   []byte
	glued    [2 * maxGlued]byte
}

// Text gives every block of a plain-text page the model's estimate that it is main text, and the lexicon's family. The
// slice is valid until the next call.
func (l *Labeller) Text(m *model.Model, src []byte, blocks []block.Block) []label.Verdict {
	l.scores = scratch.Resize(l.scores, len(blocks))
	l.scorer.Score(m, src, blocks, l.scores)
	return l.read(src, blocks)
}

// HTML is Text for an HTML page.
func (l *Labeller) HTML(m *model.Model, p *block.Page) []label.Verdict {
	l.scores = scratch.Resize(l.scores, len(p.Blocks))
	l.scorer.ScoreHTML(m, p, l.scores)
	return l.read(p.Text, p.Blocks)
}

// Phrases returns what the lexicon finds on the page that was labelled last, valid until the next one.
func (l *Labeller) Phrases() *lexicon.Phrases { return &l.phrases }

// read looks all blocks up in the lexicon.
func (l *Labeller) read(src []byte, blocks []block.Block) []label.Verdict {
	l.phrases.Read(src, blocks)
	l.verdicts = scratch.Resize(l.verdicts, len(blocks))
	for i := range blocks {
		v := &l.verdicts[i]
		*v = label.Verdict{Main: l.scores[i]}
		if m, ok := l.look(i, blocks[i].Text(src)); ok && (m.Scope&lexicon.Short == 0 || blocks[i].Words <= lexicon.MaxShort) {
			v.Family, v.Scope, v.Role = m.Label, m.Scope, m.Role
		}
	}
	return l.verdicts
}

// look looks block i up in the lexicon.
func (l *Labeller) look(i int, text []byte) (lexicon.Entry, bool) {
	if m := l.phrases.Best(i, lexicon.Site); m != nil {
		return m.Entry, true
	}
	if word := withoutIcon(l.phrases.Folded(i)); len(word) > 0 {
		m, ok := lexicon.Lookup(word, lexicon.Site)
		return m.Entry, ok
	}
	if len(text) <= maxGlued && glued(text) {
		n := unglue(&l.glued, text)
		l.folded = block.Fold(l.folded[:0], l.glued[:n], true)
		m, ok := lexicon.Lookup(l.folded, lexicon.Site)
		return m.Entry, ok
	}
	return lexicon.Entry{}, false
}

// maxGlued is the length up to which a block is taken for glued buttons.
const maxGlued = 100

// glued reports whether a capital stands behind a lower-case letter.
func glued(text []byte) bool {
	before := byte(' ')
	for _, c := range text {
		if c-'A' < 26 && before-'a' < 26 {
			return true
		}
		before = c
	}
	return false
}

// unglue copies text to dst with a space between a lower-case letter and the capital behind it, as dumps glue buttons
// ("TeilenDrucken"). It returns the length.
func unglue(dst *[2 * maxGlued]byte, text []byte) (n int) {
	for i, c := range text {
		if i > 0 && c >= 'A' && c <= 'Z' && text[i-1] >= 'a' && text[i-1] <= 'z' {
			dst[n] = ' '
			n++
		}
		dst[n] = c
		n++
	}
	return n
}

// withoutIcon returns the folded text of a block without the name of an icon glued to its end, as fonts with ligatures
// leave it in dumps ("spielechevron_right"), and nil when none is there.
func withoutIcon(folded []byte) []byte {
	if len(folded) > 80 || bytes.IndexByte(folded, '_') < 0 {
		return nil
	}
	for _, icon := range icons {
		if rest := bytes.TrimSuffix(folded, []byte(icon)); len(rest) < len(folded) && len(rest) > 0 {
			return bytes.TrimRight(rest, " ")
		}
	}
	return nil
}

// icons are the icon names that are seen glued to a word.
var icons = [...]string{"chevron_right", "chevron_left", "arrow_forward", "arrow_back", "arrow_right", "arrow_drop_down", "open_in_new",
	"expand_more", "expand_less", "keyboard_arrow_right", "keyboard_arrow_down", "play_arrow", "play_circle", "navigate_next"}

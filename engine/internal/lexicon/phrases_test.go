package lexicon

import (
	"slices"
	"testing"

	"klartext/engine/block"
)

// TestPhrases compares what is read once per page with what each block gives on its own.
func TestPhrases(t *testing.T) {
	src := []byte("Zum Inhalt springen\n\nA line of 12 words, none of which is in the lexicon\n\n" +
		"3 Kommentare\n\nAntworten Melden\n")
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	var p Phrases
	p.Read(src, blocks)
	for i := range blocks {
		folded := block.Fold(nil, blocks[i].Text(src), true)
		if string(p.Folded(i)) != string(folded) {
			t.Errorf("block %d: %q, want %q", i, p.Folded(i), folded)
		}
		if want := AppendMatches(nil, folded); !slices.Equal(p.Matches(i), want) {
			t.Errorf("block %d: %v, want %v", i, p.Matches(i), want)
		}
		m, ok := Lookup(folded, Site)
		if best := p.best(i, Site); ok != (best != nil) || ok && *best != m {
			t.Errorf("block %d: best %v, want %v", i, best, m)
		}
	}
}

// TestPhraseAt finds every phrase of the lexicon by its role, also in front of other words.
func TestPhraseAt(t *testing.T) {
	for _, e := range entries {
		p := e.Phrase()
		words := 0
		for from := 0; from < len(p); words++ {
			_, from = block.NextWord([]byte(p), from)
		}
		for _, folded := range [...]string{p, p + " xyzzy"} {
			if got := PhraseAt([]byte(folded), e.Role, words); got != len(p) {
				t.Errorf("%q: %d bytes, want %d", folded, got, len(p))
			}
		}
		if got := PhraseAt([]byte(p), e.Role, words-1); got == len(p) {
			t.Errorf("%q: found with %d words", p, words-1)
		}
	}
}

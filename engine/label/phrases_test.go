package label

import (
	"slices"
	"testing"

	"klartext/engine/block"
)

// TestPhrases holds what is read once a page to what each block gives by itself.
func TestPhrases(t *testing.T) {
	src := []byte("Zum Inhalt springen\n\nA line of 12 words, none of which is in the lexicon\n\n3 Kommentare\n\nAntworten Melden\n")
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

// TestClassMemo holds the names that a page's elements are known by, whose attributes are read once, to those of each element.
func TestClassMemo(t *testing.T) {
	src := []byte("<div class='post-body item12' id=comment-7><p class='a postBody'>One</p><p class='a postBody' role=main>Two</p><ul class=item12><li class=''>x</ul></div>")
	var b block.Builder
	p := b.HTML(src, 0)
	m := versionModel()
	classes := map[uint32]Class{}
	for i := range p.Elements {
		for k, key := range appendClassKeys(nil, p, int32(i)) {
			if k != 1 {
				classes[key] = Class{1, 2}
			}
		}
	}
	m.Classes = NewClassTable(classes)
	var s Scorer
	s.FeaturesHTML(m, p, func(int, []int16) {})
	for i := range p.Elements {
		if e := &p.Elements[i]; e.First == e.Last {
			continue
		}
		var want []uint16
		for _, key := range appendClassKeys(nil, p, int32(i)) {
			if slot := m.Classes.slot(key); slot >= 0 && !slices.Contains(want, uint16(slot)) {
				want = append(want, uint16(slot))
			}
		}
		x := &s.markup.elements[i]
		if got := s.markup.known[x.known:x.knownEnd]; !slices.Equal(got, want) {
			t.Errorf("element %d: slots %v, want %v", i, got, want)
		}
	}
}

// TestAppendNames tells what the words of a class attribute are.
func TestAppendNames(t *testing.T) {
	word := func(s string) uint32 { return block.WordHash([]byte(s)) | 1 }
	whole := func(s string) uint32 { return mix(block.WordHash([]byte(s)), saltWhole) }
	for attr, want := range map[string][]uint32{
		"":                  nil,
		"nav":               {word("nav")},
		"postBody x item12": {word("post"), word("body"), whole("postbody"), word("item")},
		"a-Menu_3":          {word("menu"), whole("a-menu-")},
		"HTMLText":          {word("htmltext")},
	} {
		got, hash := appendNames(nil, []byte(attr))
		if !slices.Equal(got, want) {
			t.Errorf("%q: %#x, want %#x", attr, got, want)
		}
		if other, again := appendNames(nil, []byte(attr+"99")); again != hash || !slices.Equal(other, got) {
			t.Errorf("%q: digits behind it count", attr)
		}
	}
}

package source

import (
	"slices"
	"strings"
	"testing"

	"klartext/engine/internal/lexicon"
)

// TestTables checks what the look-ups in the tables rely on: order, and lower case.
func TestTables(t *testing.T) {
	longest := 0
	for i, m := range metaNames {
		longest = max(longest, len(m.name))
		if i > 0 && metaNames[i-1].name >= m.name {
			t.Errorf("meta name %q is out of order", m.name)
		}
		if m.name != strings.ToLower(m.name) {
			t.Errorf("meta name %q has capitals", m.name)
		}
		got := lookupMeta([]byte(strings.ToUpper(" " + m.name + " ")))
		if m.field != NoField && (got == nil || got.name != m.name) {
			t.Errorf("meta name %q is not found", m.name)
		}
	}
	if longest > maxMetaName {
		t.Errorf("the longest meta name has %d bytes", longest)
	}
	for i, x := range schemaTypes {
		if i > 0 && schemaTypes[i-1].name >= x.name {
			t.Errorf("type %q is out of order", x.name)
		}
		if entityOf([]byte("https://schema.org/"+x.name)) != x.entity {
			t.Errorf("type %q is not found", x.name)
		}
	}
	for _, words := range [][]string{
		authorParts[:], userParts[:], nameParts[:], otherParts[:], markWords[:],
		lexicon.AuthorLabels[:],
		lexicon.NoNames[:], lexicon.NameLeads[:], lexicon.ByWords[:], lexicon.NameLinks[:],
		lexicon.PublishedWords[:], lexicon.UpdatedWords[:],
	} {
		for i, w := range words {
			if w != strings.ToLower(w) || slices.Index(words, w) != i {
				t.Errorf("word %q has capitals or is there twice", w)
			}
		}
	}
}

func TestLookupMeta(t *testing.T) {
	for name, want := range map[string]Field{
		"DC.creator": AuthorField, "dc:title": TitleField, "DCTERMS:issued": PublishedField,
		"og:title": TitleField, "viewport": NoField, "": NoField,
	} {
		got := NoField
		if m := lookupMeta([]byte(name)); m != nil {
			got = m.field
		}
		if got != want {
			t.Errorf("%q is field %d, want %d", name, got, want)
		}
	}
}

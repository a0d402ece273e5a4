package meta

import (
	"slices"
	"strings"
	"testing"
)

// TestTables checks what the look-ups in the tables rely on: order, and small letters.
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
		if got := lookupMeta([]byte(strings.ToUpper(" " + m.name + " "))); m.field != noField && (got == nil || got.name != m.name) {
			t.Errorf("meta name %q is not found", m.name)
		}
	}
	if longest > maxMetaName {
		t.Errorf("the longest meta name has %d bytes", longest)
	}
	for i, x := range ldTypes {
		if i > 0 && ldTypes[i-1].name >= x.name {
			t.Errorf("type %q is out of order", x.name)
		}
		if ldClassOf([]byte("https://schema.org/"+x.name)) != x.class {
			t.Errorf("type %q is not found", x.name)
		}
	}
	for _, words := range [][]string{authorParts[:], userParts[:], nameParts[:], otherParts[:], noNames[:], leadWords[:], byWords[:], publishedWords[:], updatedWords[:]} {
		for i, w := range words {
			if w != strings.ToLower(w) || slices.Index(words, w) != i {
				t.Errorf("word %q has capitals or is there twice", w)
			}
		}
	}
	if len(sourceNames) != int(numSources) || slices.Contains(sourceNames[:], "") {
		t.Error("a source has no name")
	}
}

func TestLookupMeta(t *testing.T) {
	for name, want := range map[string]field{
		"DC.creator": authorField, "dc:title": titleField, "DCTERMS:issued": publishedField, "og:title": titleField, "viewport": noField, "": noField,
	} {
		got := noField
		if m := lookupMeta([]byte(name)); m != nil {
			got = m.field
		}
		if got != want {
			t.Errorf("%q is field %d, want %d", name, got, want)
		}
	}
}

func TestAuthorClass(t *testing.T) {
	for class, want := range map[string]uint8{
		"author": rankClass, "post-author": rankClass, "author-name": rankName, "c-byline__authorName": rankName, "x p-author y": rankName,
		"author-bio": 0, "authorImage": 0, "authority": 0, "byline": rankClass, "username": rankUser, "comment-author": 0, "": 0,
	} {
		if got := authorClass([]byte(class)); got != want {
			t.Errorf("%q has rank %d, want %d", class, got, want)
		}
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"By Eva Winter": "Eva Winter", "Von Eva Winter": "Eva Winter", "Eva Winter | Niederbacher Bote": "Eva Winter", "Eva Winter (@eva)": "Eva Winter",
		"ByEva Winter": "Eva Winter", "https://bote.example/eva": "", "eva@bote.example": "", "undefined": "", "• Eva Winter •": "Eva Winter", "": "",
		"Authored by: Eva Winter": "Eva Winter", "12345678": "", "Written by": "",
	} {
		var r Reader
		if got := string(r.cleanName([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestSplitName(t *testing.T) {
	for in, want := range map[string]string{
		"Eva Winter": "Eva Winter", "Eva Winter and Jan Sommer": "Eva Winter|Jan Sommer", "Eva Winter, Jan Sommer": "Eva Winter|Jan Sommer",
		"Eva Winter, MD": "Eva Winter, MD", "Eva Winter; Jan Sommer": "Eva Winter|Jan Sommer", "Eva Winter, Jan Sommer und Ada Herbst": "Eva Winter|Jan Sommer|Ada Herbst",
	} {
		var r Reader
		var got []string
		for rest := []byte(in); len(rest) > 0; {
			end, next := r.splitName(rest)
			got = append(got, string(trimName(rest[:end])))
			rest = rest[next:]
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestNameBehindBy(t *testing.T) {
	for in, want := range map[string]string{
		"March 4, 2025 • by Eva Winter in News": "Eva Winter", "March 4, 2025 By Eva Winter April 5, 2025": "Eva Winter", "Discussion started by eva, May 26": "",
		"Standby Eva": "", "Bridge by the river": "", "Text von Eva von der Aa, dpa": "Eva von der Aa",
	} {
		if got := string(nameBehindBy([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestLanguageCode(t *testing.T) {
	for in, want := range map[string]string{"de-AT": "de", "EN_us": "en", "fr": "fr", "zz": "zz", "aa": "aa", "x": "", "deu": "", "1a": ""} {
		if got := languageCode([]byte(in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

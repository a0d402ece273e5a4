package meta

import (
	"slices"
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
)

func TestSourceNames(t *testing.T) {
	if slices.Contains(sourceNames[:], "") {
		t.Error("a source has no name")
	}
	if got := Thread.String(); got != "thread" {
		t.Errorf("the last source is called %q", got)
	}
	if got := Source(len(sourceNames)).String(); got != "invalid" {
		t.Errorf("a source that does not exist is called %q", got)
	}
}

func TestLanguageCode(t *testing.T) {
	for in, want := range map[string]string{
		"de-AT": "de", "EN_us": "en", "fr": "fr", "zz": "zz", "aa": "aa",
		"x": "", "deu": "", "1a": "",
	} {
		if got := languageCode([]byte(in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestStops compares the table of stop words with the lists from which it is made.
func TestStops(t *testing.T) {
	for _, l := range lexicon.StopWords {
		for _, w := range l.Words {
			if len(w) > maxStop {
				t.Errorf("stop word %q is longer than %d bytes", w, maxStop)
			}
		}
	}
	for _, w := range []string{"der", "Der", "en", "EN", "the", "bridge", "z"} {
		_, _, hash := block.ScanWord([]byte(w), 0)
		want := uint16(0)
		for k, l := range lexicon.StopWords {
			if slices.Contains(l.Words, w) || slices.Contains(l.Words, lowerFirst(w)) {
				want |= 1 << k
			}
		}
		if got := stops.languages([]byte(w), hash); got != want {
			t.Errorf("%q is a stop word of %b, want %b", w, got, want)
		}
	}
}

func lowerFirst(w string) string { return strings.ToLower(w[:1]) + w[1:] }

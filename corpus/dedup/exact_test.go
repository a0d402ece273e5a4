package dedup

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

func TestFingerprint(t *testing.T) {
	var h Hasher
	same := [][2]string{
		{"Die Fähre legt ab.\nSie kommt an.\n", "  die FÄHRE legt ab.  Sie\tkommt an."},
		{"It’s late", "It's late"},
		{"", " \n\t "},
	}
	for _, s := range same {
		if h.Fingerprint([]byte(s[0])) != h.Fingerprint([]byte(s[1])) {
			t.Errorf("%q and %q have different fingerprints", s[0], s[1])
		}
	}
	other := [][2]string{{"Platz 1", "Platz 2"}, {"a b", "ab"}, {"a", ""}, {"ja, nein", "ja nein"}}
	for _, s := range other {
		if h.Fingerprint([]byte(s[0])) == h.Fingerprint([]byte(s[1])) {
			t.Errorf("%q and %q have the same fingerprint", s[0], s[1])
		}
	}
	if h.Fingerprint([]byte("\u200b \n")) != 0 {
		t.Error("no text has a fingerprint")
	}
}

// TestExact compares with a map.
func TestExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var all, a, b Exact
	twin := map[Fingerprint]uint64{}
	for id := range uint64(20000) {
		f := Fingerprint(rng.Uint64N(8000)) * 0x9E3779B97F4A7C15
		want, known := twin[f]
		if !known {
			want = id
			if f != 0 {
				twin[f] = id
			}
		}
		if f == 0 {
			want, known = id, false
		}
		if got, duplicate := all.Add(f, id); got != want || duplicate != known {
			t.Fatalf("document %d: first %d, %v, want %d, %v", id, got, duplicate, want, known)
		}
		part := &a
		if rng.IntN(2) == 0 {
			part = &b
		}
		part.Add(f, id)
	}
	if all.Len() != len(twin) {
		t.Errorf("%d texts, want %d", all.Len(), len(twin))
	}
	want := state(t, &all)
	ab, ba := clone(t, &a, &Exact{}), clone(t, &b, &Exact{})
	ab.Merge(&b)
	ba.Merge(&a)
	if !bytes.Equal(state(t, ab), want) || !bytes.Equal(state(t, ba), want) {
		t.Error("parts merged are not the whole")
	}
	if n := len(want); n > 16*len(twin)+32 {
		t.Errorf("%d bytes for %d documents", n, len(twin))
	}
}

func FuzzFingerprint(f *testing.F) {
	f.Add("Die  Fähre\nlegt ab")
	f.Add("㊙ İ ß ẞ\xff")
	f.Fuzz(func(t *testing.T, s string) {
		var h Hasher
		was := h.Fingerprint([]byte(s))
		if was != h.Fingerprint([]byte("\n "+s+"\t")) {
			t.Error("white space at the edges counts")
		}
		if was != 0 != (len(h.folded) > 0) {
			t.Error("text and fingerprint disagree")
		}
		if a, b := h.Signature([]byte(s)), h.Signature([]byte(" "+s+"\n")); a != b {
			t.Error("white space at the edges counts for the signature")
		}
	})
}

package source

import (
	"strings"
	"testing"
)

// FuzzFold compares the functions with package strings, on text in ASCII.
func FuzzFold(f *testing.F) {
	f.Add("Posted-ON the", "on")
	f.Add("a  B\tc", "b")
	f.Add("@`[{", "ab")
	f.Fuzz(func(t *testing.T, s, word string) {
		for i := range len(s) {
			if s[i] >= 0x80 {
				return
			}
		}
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" || len(word) < 2 {
			return
		}
		lower := strings.ToLower(s)
		if got, want := EqualFold([]byte(s), word), lower == word; got != want {
			t.Errorf("EqualFold(%q, %q) is %v", s, word, got)
		}
		got, want := ContainsFold([]byte(s), "zz", word), strings.Contains(lower, word)
		if got != (want || strings.Contains(lower, "zz")) {
			t.Errorf("ContainsFold(%q, %q) is %v", s, word, got)
		}
		in := false
		for _, w := range strings.FieldsFunc(lower, func(c rune) bool {
			return strings.ContainsRune(htmlSpace, c)
		}) {
			in = in || w == word
		}
		if got := lists([]byte(s), word); got != in {
			t.Errorf("lists(%q, %q) is %v", s, word, got)
		}
	})
}

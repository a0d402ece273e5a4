package source

import (
	"slices"
	"strings"
	"testing"
)

// FuzzLists compares lists with package strings.
func FuzzLists(f *testing.F) {
	f.Add("noopener AUTHOR\tme", "author")
	f.Add(" a\n", "a")
	f.Fuzz(func(t *testing.T, list, word string) {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
			return
		}
		words := strings.FieldsFunc(list, func(c rune) bool {
			return strings.ContainsRune(htmlSpace, c)
		})
		want := slices.ContainsFunc(words, func(w string) bool {
			return len(w) == len(word) && strings.EqualFold(w, word)
		})
		if got := lists([]byte(list), word); got != want {
			t.Errorf("lists(%q, %q) is %v", list, word, got)
		}
	})
}

package source

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"By Eva Winter": "Eva Winter", "Von Eva Winter": "Eva Winter",
		"Eva Winter | Niederbacher Bote": "Eva Winter", "Eva Winter (@eva)": "Eva Winter",
		"ByEva Winter": "Eva Winter", "https://bote.example/eva": "", "eva@bote.example": "",
		"undefined": "", "• Eva Winter •": "Eva Winter", "": "", "12345678": "", "Written by": "",
		"Authored by: Eva Winter": "Eva Winter",
	} {
		var n Names
		if got := string(n.Clean([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestSplitNames(t *testing.T) {
	for in, want := range map[string]string{
		"Eva Winter":                            "Eva Winter",
		"Eva Winter and Jan Sommer":             "Eva Winter|Jan Sommer",
		"Eva Winter, Jan Sommer":                "Eva Winter|Jan Sommer",
		"Eva Winter, MD":                        "Eva Winter, MD",
		"Eva Winter; Jan Sommer":                "Eva Winter|Jan Sommer",
		"Eva Winter, Jan Sommer und Ada Herbst": "Eva Winter|Jan Sommer|Ada Herbst",
	} {
		var got []string
		for rest := []byte(in); len(rest) > 0; {
			end, next := SplitNames(rest)
			got = append(got, string(trimName(rest[:end])))
			rest = rest[next:]
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestNameAfterBy(t *testing.T) {
	for in, want := range map[string]string{
		"March 4, 2025 • by Eva Winter in News":     "Eva Winter",
		"March 4, 2025 By Eva Winter April 5, 2025": "Eva Winter",
		"Discussion started by eva, May 26":         "",
		"Standby Eva":                               "",
		"Bridge by the river":                       "",
		"Text von Eva von der Aa, dpa":              "Eva von der Aa",
	} {
		if got := string(NameAfterBy([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

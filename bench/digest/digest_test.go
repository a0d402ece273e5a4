package main

import (
	"flag"
	"os"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write testdata.txt")

const golden = "testdata.txt"

// TestGolden compares the answers for the pages of testdata with the committed ones.
func TestGolden(t *testing.T) {
	got, err := digest(testdata("../.."), "")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range compare(want, got) {
		t.Error(c)
	}
	if t.Failed() {
		t.Log("if this is intended: go test ./bench/digest -update, and say why in the commit")
	}
}

func TestCompare(t *testing.T) {
	old := "a/1/html blocks=1 text=2\na/2/html blocks=1 text=2\na/3/html blocks=1 text=2\n"
	now := "a/1/html blocks=1 text=2\na/2/html blocks=4 text=5\na/4/html blocks=1 text=2\n"
	want := []string{"a/2/html differs in blocks, text", "a/3/html is missing", "a/4/html is new"}
	if got := compare([]byte(old), []byte(now)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := compare([]byte(old), []byte(old)); len(got) > 0 {
		t.Errorf("got %q for the same digest", got)
	}
}

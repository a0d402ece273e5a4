package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRuns(t *testing.T) {
	runs, err := readRuns("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, r := range runs {
		labels = append(labels, r.label())
	}
	want := []string{"2026-01-05 aaaaaaaaa", "2026-01-06 bbbbbbbbb", "2026-01-07 ccccccccc"}
	if !slices.Equal(labels, want) {
		t.Errorf("got %q, want %q", labels, want)
	}
	if runs[0].Machine != runs[2].Machine || runs[0].Machine == runs[1].Machine {
		t.Errorf("machines: %q, %q, %q", runs[0].Machine, runs[1].Machine, runs[2].Machine)
	}
}

// TestHistory runs benchstat. The run of another machine must not be among its columns.
func TestHistory(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	stdout := os.Stdout
	os.Stdout = out
	err = history("testdata", "")
	os.Stdout = stdout
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2026-01-05 aaaaaaaaa", "2026-01-07 ccccccccc", "runs of other machines left out: 1",
		"Stage/lines/wcxb", "B/s",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "bbbbbbbbb") {
		t.Errorf("the run of another machine is compared:\n%s", text)
	}
	if err := history("testdata", "peers"); err == nil || !strings.Contains(err.Error(), "no run") {
		t.Errorf("without runs: %v", err)
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"golang.org/x/perf/benchfmt"
)

// Run is a file of results.
type Run struct {
	Name    string // name of the file
	Date    time.Time
	Config  map[string]string
	Machine string // only runs on the same machine can be compared in time
	path    string
}

// described lists the configuration lines that record and go test write, without pkg.
var described = []string{
	"date", "commit", "dirty", "goos", "goarch", "cpu", "cores", "memory", "go", "corpus", "bench",
	"benchtime", "count",
}

// readRuns reads all results in a folder, oldest first.
func readRuns(dir string) ([]*Run, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var runs []*Run
	for _, file := range files {
		r, err := readRun(file)
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	slices.SortStableFunc(runs, func(a, b *Run) int { return a.Date.Compare(b.Date) })
	return runs, nil
}

// fileDate matches the start of a file's name, which gives the date if no line does.
var fileDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)

// readRun reads a file of results. A file without results is an error: something went wrong when it
// was made.
func readRun(file string) (*Run, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &Run{Name: filepath.Base(file), path: file, Config: map[string]string{}}
	results := 0
	reader := benchfmt.NewReader(f, r.Name)
	for reader.Scan() {
		switch rec := reader.Result().(type) {
		case *benchfmt.SyntaxError:
			return nil, rec
		case *benchfmt.Result:
			results++
			for _, c := range rec.Config {
				r.Config[c.Key] = string(c.Value)
			}
		}
	}
	if err := reader.Err(); err != nil {
		return nil, err
	}
	if results == 0 {
		return nil, fmt.Errorf("%s has no results of benchmarks", file)
	}
	c := r.Config
	r.Machine = fmt.Sprintf("%s/%s, %s, %s cores", c["goos"], c["goarch"], c["cpu"], c["cores"])
	if r.Date, err = time.Parse(time.RFC3339, c["date"]); err != nil {
		if r.Date, err = time.Parse(time.DateOnly, fileDate.FindString(r.Name)); err != nil {
			return nil, fmt.Errorf("%s has no date, neither in a line nor in its name", file)
		}
	}
	return r, nil
}

// label names the run in tables by its date and, if known, its commit.
func (r *Run) label() string {
	label := r.Date.Format(time.DateOnly)
	if c := r.Config["commit"]; c != "" {
		label += " " + c
	}
	if r.Config["dirty"] == "true" {
		label += " (dirty)"
	}
	return label
}

// description returns the machine, Go version and corpora of the run, in parentheses.
func (r *Run) description() string {
	return fmt.Sprintf(" (%s; %s, corpora %s)", r.Machine, r.Config["go"], r.Config["corpus"])
}

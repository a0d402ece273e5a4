package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// Run is a file of results.
type Run struct {
	Name    string // of the file
	Date    time.Time
	Commit  string
	Config  map[string]string
	Machine string // two runs with the same one can be compared in time
	Rows    map[string]map[string]Value
	order   []string // the keys of Rows as they came
	better  map[string]int
	path    string
}

// Value is what a benchmark measured in one unit: the median of its runs and their range.
type Value struct {
	Mid, Lo, Hi float64
	N           int
}

// described are the configuration lines that record and go test write, without pkg.
var described = []string{"date", "commit", "dirty", "goos", "goarch", "cpu", "cores", "memory", "go", "corpus", "bench", "benchtime", "count"}

// readRuns reads all results of a folder, the oldest first.
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

// fileDate is how the name of a file begins. It is the date of one without a line for it.
var fileDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)

// readRun reads a file of results. One without any is an error: something went wrong when it was made.
func readRun(file string) (*Run, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &Run{Name: filepath.Base(file), path: file, Config: map[string]string{}, Rows: map[string]map[string]Value{}, better: map[string]int{}}
	samples := map[string]map[string][]float64{}
	reader := benchfmt.NewReader(f, r.Name)
	for reader.Scan() {
		switch rec := reader.Result().(type) {
		case *benchfmt.SyntaxError:
			return nil, rec
		case *benchfmt.Result:
			for _, c := range rec.Config {
				r.Config[c.Key] = string(c.Value)
			}
			name := plainName(rec.Name)
			if samples[name] == nil {
				samples[name] = map[string][]float64{}
				r.order = append(r.order, name)
			}
			for _, v := range rec.Values {
				samples[name][v.Unit] = append(samples[name][v.Unit], v.Value)
				r.better[v.Unit] = reader.Units().GetBetter(v.Unit)
			}
		}
	}
	if err := reader.Err(); err != nil {
		return nil, err
	}
	if len(r.order) == 0 {
		return nil, fmt.Errorf("%s has no results of benchmarks", file)
	}
	for name, units := range samples {
		r.Rows[name] = map[string]Value{}
		for unit, all := range units {
			r.Rows[name][unit] = summarise(all)
		}
	}
	r.Commit = r.Config["commit"]
	r.Machine = strings.Join([]string{r.Config["goos"] + "/" + r.Config["goarch"], r.Config["cpu"], r.Config["cores"] + " cores"}, ", ")
	if r.Date, err = time.Parse(time.RFC3339, r.Config["date"]); err != nil {
		if r.Date, err = time.Parse(time.DateOnly, fileDate.FindString(r.Name)); err != nil {
			return nil, fmt.Errorf("%s has no date, neither in a line nor in its name", file)
		}
	}
	return r, nil
}

// plainName is the name without the number of processors that go test appends.
func plainName(n benchfmt.Name) string {
	base, parts := n.Parts()
	var s strings.Builder
	s.Write(base)
	for _, p := range parts {
		if p[0] == '/' {
			s.Write(p)
		}
	}
	return s.String()
}

// summarise gives the range and not an interval of confidence: of the few runs that a file has, benchmath's is infinite.
func summarise(all []float64) Value {
	mid := benchmath.AssumeNothing.Summary(benchmath.NewSample(all, &benchmath.DefaultThresholds), 0.95).Center
	return Value{mid, slices.Min(all), slices.Max(all), len(all)}
}

// Dirty tells that files differed from the commit.
func (r *Run) Dirty() bool { return r.Config["dirty"] == "true" }

// Day is the date for people.
func (r *Run) Day() string { return r.Date.Format(time.DateOnly) }

// Label names the run in tables.
func (r *Run) Label() string {
	label := r.Day()
	if r.Commit != "" {
		label += " " + r.Commit
	}
	if r.Dirty() {
		label += " (dirty)"
	}
	return label
}

func (r *Run) told() string {
	return fmt.Sprintf(" (%s; %s, corpora %s)", r.Machine, r.Config["go"], r.Config["corpus"])
}

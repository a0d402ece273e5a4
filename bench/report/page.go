package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

//go:embed page.tmpl
var pageSource string

//go:embed page.css
var style string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"anchor": func(s string) string { return "family-" + strings.ToLower(s) },
	"arrow":  func(c change) string { return map[int]string{1: "better", -1: "worse"}[c.Good] },
	"share":  func(v float64) template.CSS { return template.CSS(fmt.Sprintf("width:%.1f%%", v)) },
}).Parse(pageSource))

// report is what the template shows.
type report struct {
	Style    template.CSS
	Newest   *Run
	Machine  [][2]string
	Runs     []*Run // the newest first
	Machines int
	Absent   bool // the newest run had no corpora
	Peers    *Peers
	Families []*Family
	Better   []Moved
	Worse    []Moved
}

// Moved is a value that changed since the run before.
type Moved struct{ Family, Name, Unit, Text, Change string }

// draw makes the page. It depends on nothing but the runs: the same results make the same bytes.
func draw(runs []*Run) ([]byte, error) {
	if len(runs) == 0 {
		return nil, errors.New("there are no results: make bench")
	}
	r := report{Style: template.CSS(style), Newest: newestOwn(runs), Peers: peers(runs), Families: families(runs)}
	for _, key := range described {
		if v := r.Newest.Config[key]; v != "" {
			r.Machine = append(r.Machine, [2]string{key, v})
		}
	}
	r.Absent = r.Newest.Config["corpus"] == "absent"
	r.Runs = slices.Clone(runs)
	slices.Reverse(r.Runs)
	machines := map[string]bool{}
	for _, run := range runs {
		machines[run.Machine] = true
	}
	r.Machines = len(machines)
	for _, f := range r.Families {
		r.moved(f)
	}
	var b bytes.Buffer
	err := page.Execute(&b, r)
	return b.Bytes(), err
}

// newestOwn is the newest run that others are compared with, any run when there is none.
func newestOwn(runs []*Run) *Run {
	for _, r := range slices.Backward(runs) {
		if ownRun.MatchString(r.Name) {
			return r
		}
	}
	return runs[len(runs)-1]
}

// moved lists what changed in a family, unless its newest run was a special one: made in another way, it differs anyway.
func (r *report) moved(f *Family) {
	if !ownRun.MatchString(f.Newest.Name) {
		return
	}
	for _, row := range f.Rows {
		for i, c := range row.Cells {
			m := Moved{f.Name, row.Name, f.Units[i].Title, c.Text, c.Change.Text}
			switch c.Change.Good {
			case 1:
				r.Better = append(r.Better, m)
			case -1:
				r.Worse = append(r.Worse, m)
			}
		}
	}
}

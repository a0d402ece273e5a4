package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Family is the benchmarks with one name before the first slash.
type Family struct {
	Name    string
	Newest  *Run // that has it
	Before  *Run // the newest one before it on the same machine, or nil
	Units   []Column
	Rows    []Row
	Scaling []Figure
	History []Figure
	Steady  []string // what stayed the same in all runs, and needs no plot
}

// Column is a unit.
type Column struct{ Unit, Title string }

// Row is a benchmark.
type Row struct {
	Name  string
	Cells []Latest
}

// Latest is a newest value.
type Latest struct {
	Cell
	Change change
}

func families(runs []*Run) (all []*Family) {
	var names []string
	for _, r := range slices.Backward(runs) { // the order of the newest
		for _, name := range r.order {
			base, _, _ := strings.Cut(name, "/")
			if !isPeer(base) && !slices.Contains(names, base) {
				names = append(names, base)
			}
		}
	}
	for _, name := range names {
		all = append(all, newFamily(runs, name))
	}
	return all
}

func newFamily(runs []*Run, name string) *Family {
	f := &Family{Name: name}
	var having []*Run
	for _, r := range runs {
		if len(family(r, name)) > 0 {
			having = append(having, r)
		}
	}
	f.Newest = having[len(having)-1]
	for _, r := range having[:len(having)-1] {
		if r.Machine == f.Newest.Machine {
			f.Before = r
		}
	}
	rows := family(f.Newest, name)
	us := units(f.Newest, rows)
	for _, u := range us {
		f.Units = append(f.Units, Column{u, title(u)})
	}
	for _, row := range rows {
		f.Rows = append(f.Rows, f.row(row, rows, us))
	}
	for _, s := range sweeps(f.Newest, rows) {
		f.Scaling = append(f.Scaling, s.figures(unitsOf(f.Newest, rows))...)
	}
	f.history(having, rows, us)
	return f
}

// units returns those of the benchmarks in order. Time is left out where all have a speed, which says the same.
func units(r *Run, rows []string) []string {
	all := unitsOf(r, rows)
	if slices.Contains(all, "B/s") && !slices.ContainsFunc(rows, func(n string) bool { _, ok := r.Rows[n]["B/s"]; return !ok }) {
		all = slices.DeleteFunc(all, func(u string) bool { return u == "sec/op" })
	}
	return all
}

func unitsOf(r *Run, rows []string) (all []string) {
	seen := map[string]bool{}
	for _, row := range rows {
		for u := range r.Rows[row] {
			seen[u] = true
		}
	}
	all = slices.Sorted(maps.Keys(seen))
	slices.SortStableFunc(all, func(a, b string) int { return rank(a) - rank(b) })
	return all
}

func (f *Family) row(name string, rows, units []string) Row {
	_, short, _ := strings.Cut(name, "/")
	if short == "" {
		short = name
	}
	out := Row{Name: short}
	for _, u := range units {
		v, ok := f.Newest.Rows[name][u]
		if !ok {
			out.Cells = append(out.Cells, Latest{Cell: Cell{Text: "–", Share: -1}})
			continue
		}
		c := Latest{Cell: Cell{Text: format(v.Mid, u), Share: -1}}
		if u == "B/s" || slices.Contains(quality, u) {
			c.Share = 100 * v.Mid / f.most(rows, u)
		}
		if f.Before != nil {
			if old, ok := f.Before.Rows[name][u]; ok {
				c.Change = difference(old, v, u, better(u, f.Newest.better[u]))
			} else {
				c.Change = change{Text: "new"}
			}
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

// most is what a full bar stands for: 1 for shares, else the largest value.
func (f *Family) most(rows []string, unit string) float64 {
	most := 1.0
	if !slices.Contains(quality, unit) {
		for _, row := range rows {
			most = max(most, f.Newest.Rows[row][unit].Mid)
		}
	}
	return most
}

// history draws every unit over the runs: the lines of a figure have all parts of their names but the last in common.
func (f *Family) history(runs []*Run, rows, units []string) {
	if len(runs) < 2 {
		return
	}
	var groups []string
	members := map[string][]string{}
	for _, row := range rows {
		group := row
		if i := strings.LastIndexByte(row, '/'); i > 0 {
			group = row[:i]
		}
		if members[group] == nil {
			groups = append(groups, group)
		}
		members[group] = append(members[group], row)
	}
	for _, u := range units {
		used := sameTime(runs, f.Newest, u)
		if len(used) < 2 {
			continue
		}
		same := map[string][]string{} // groups by value
		for _, g := range groups {
			if v, ok := steady(used, members[g], u); ok {
				same[format(v, u)] = append(same[format(v, u)], g)
				continue
			}
			with := slices.DeleteFunc(slices.Clone(members[g]), func(row string) bool { return times(used, row, u) < 2 })
			for chunk := range inChunks(with) {
				f.History = append(f.History, overRuns(g, u, chunk, used))
			}
		}
		for _, v := range slices.Sorted(maps.Keys(same)) {
			f.Steady = append(f.Steady, fmt.Sprintf("%s: %s in all runs of %s", title(u), v, strings.Join(same[v], ", ")))
		}
	}
}

// sameTime leaves out the runs of other machines where time is in the unit.
func sameTime(runs []*Run, newest *Run, unit string) []*Run {
	return slices.DeleteFunc(slices.Clone(runs), func(r *Run) bool { return timed(unit) && r.Machine != newest.Machine })
}

// steady tells that all benchmarks had one value in all runs, like 0 allocations.
func steady(runs []*Run, rows []string, unit string) (value float64, ok bool) {
	for _, r := range runs {
		for _, row := range rows {
			v, has := r.Rows[row][unit]
			if !has {
				continue
			}
			if v.Lo != v.Hi || ok && v.Mid != value {
				return 0, false
			}
			value, ok = v.Mid, true
		}
	}
	return value, ok
}

// times is in how many runs a benchmark was.
func times(runs []*Run, row, unit string) (n int) {
	for _, r := range runs {
		if _, ok := r.Rows[row][unit]; ok {
			n++
		}
	}
	return n
}

func overRuns(group, unit string, rows []string, runs []*Run) Figure {
	fig := Figure{Title: group + ": " + title(unit), Head: []string{"run"}}
	p := plot{title: fig.Title, xAxis: "run", zero: unit == "B/s" || unit == "sec/op", yText: func(v float64) string { return format(v, unit) }}
	step := max(1, (len(runs)+3)/4)
	for i, r := range runs {
		text := ""
		if i%step == 0 && len(runs)-1-i >= step || i == len(runs)-1 { // the last has its date, no other is close to it
			text = r.Date.Format("Jan 2")
		}
		p.xTicks = append(p.xTicks, tick{float64(i), text})
		fig.Table = append(fig.Table, []string{r.Label()})
	}
	var told []string
	most, least, hasZero := 0.0, 0.0, false
	for n, row := range rows {
		name := strings.TrimPrefix(strings.TrimPrefix(row, group), "/")
		if name == "" {
			name = row
		}
		l := line{name: name}
		for i, r := range runs {
			v, has := r.Rows[row][unit]
			if !has {
				fig.Table[i] = append(fig.Table[i], "–")
				continue
			}
			fig.Table[i] = append(fig.Table[i], format(v.Mid, unit))
			l.points = append(l.points, point{x: float64(i), y: v.Mid, lo: v.Lo, hi: v.Hi, text: r.Label() + ": " + format(v.Mid, unit)})
			if most = max(most, v.Mid); v.Mid > 0 && (least == 0 || v.Mid < least) {
				least = v.Mid
			}
			hasZero = hasZero || v.Mid <= 0
		}
		first, last := l.points[0].y, l.points[len(l.points)-1].y
		told = append(told, fmt.Sprintf("%s from %s to %s", name, format(first, unit), format(last, unit)))
		fig.Head = append(fig.Head, name)
		fig.Legend = append(fig.Legend, Key{key(n), name, format(last, unit)})
		p.lines = append(p.lines, l)
	}
	// Where the fastest is more than ten times as fast as the slowest, only a logarithm shows both. Zero has none.
	if p.logY = !hasZero && most > 10*least; p.logY {
		fig.Note = "Logarithmic."
	}
	p.desc = strings.Join(told, "; ")
	fig.Plot = p.draw()
	return fig
}

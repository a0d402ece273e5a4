package main

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A part of a benchmark's name that is an amount: 64KB, 1.5MB, goroutines=4.
var (
	sizePart = regexp.MustCompile(`^(\d+(?:\.\d+)?)(B|[KMG]i?B)$`)
	keyPart  = regexp.MustCompile(`^([A-Za-z_]+)=(\d+)$`)
)

// sweep is a family of benchmarks that differ in one amount.
type sweep struct {
	what  string // "size" or the key
	lines []*sweepLine
}

type sweepLine struct {
	name   string
	points []sweepPoint
}

type sweepPoint struct {
	x      float64
	text   string // x as the name has it
	values map[string]Value
}

// amount takes the amount out of the name of a benchmark.
func amount(name string) (what, rest, text string, x float64, ok bool) {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		if m := sizePart.FindStringSubmatch(p); m != nil {
			x, what, text = number(m[1])*map[byte]float64{'B': 1, 'K': 1 << 10, 'M': 1 << 20, 'G': 1 << 30}[m[2][0]], "size", p
		} else if m := keyPart.FindStringSubmatch(p); m != nil {
			x, what, text = number(m[2]), m[1], m[2]
		} else {
			continue
		}
		return what, strings.Join(slices.Delete(parts, i, i+1), "/"), text, x, x > 0
	}
	return "", "", "", 0, false
}

func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64) // the expressions let nothing else through
	return v
}

// least is how many points a line needs: two make a slope of anything.
func (s *sweep) least() int {
	if s.what == "size" {
		return 3
	}
	return 2
}

// sweeps finds what was measured at several amounts.
func sweeps(run *Run, names []string) (all []*sweep) {
	for _, name := range names {
		what, rest, text, x, ok := amount(name)
		if !ok {
			continue
		}
		i := slices.IndexFunc(all, func(s *sweep) bool { return s.what == what })
		if i < 0 {
			i = len(all)
			all = append(all, &sweep{what: what})
		}
		s := all[i]
		j := slices.IndexFunc(s.lines, func(l *sweepLine) bool { return l.name == rest })
		if j < 0 {
			j = len(s.lines)
			s.lines = append(s.lines, &sweepLine{name: rest})
		}
		s.lines[j].points = append(s.lines[j].points, sweepPoint{x, text, run.Rows[name]})
	}
	for _, s := range all {
		s.lines = slices.DeleteFunc(s.lines, func(l *sweepLine) bool { return len(l.points) < s.least() })
		for _, l := range s.lines {
			slices.SortFunc(l.points, func(a, b sweepPoint) int { return cmp.Compare(a.x, b.x) })
		}
	}
	return slices.DeleteFunc(all, func(s *sweep) bool { return len(s.lines) == 0 })
}

// figures draws time and memory against size, and speed against all else.
func (s *sweep) figures(units []string) (figures []Figure) {
	for _, u := range units {
		if s.what == "size" && u != "sec/op" && !bytesUnit(u) || s.what != "size" && u != "B/s" {
			continue
		}
		for chunk := range inChunks(s.lines) {
			if f, ok := s.figure(chunk, u); ok {
				figures = append(figures, f)
			}
		}
	}
	return figures
}

func (s *sweep) figure(lines []*sweepLine, unit string) (f Figure, ok bool) {
	p := plot{xAxis: s.what, logX: true, logY: true, yText: func(v float64) string { return format(v, unit) }}
	if bytesUnit(unit) {
		p.base = 2
	}
	if s.what != "size" {
		p.logX, p.logY, p.zero = false, false, true
	}
	f = Figure{Title: fmt.Sprintf("%s by %s", title(unit), s.what), Head: []string{"benchmark", s.what, title(unit)}}
	if s.what == "size" {
		f.Head = append(f.Head, "per byte")
	} else {
		f.Head = append(f.Head, "of ideal")
	}
	var told []string
	for _, l := range lines {
		xy := l.measured(unit, s.what == "size")
		if len(xy.points) < s.least() {
			continue
		}
		base := xy.points[0]
		p.mark(xy.points)
		for _, q := range xy.points {
			last := format(q.y/q.x, unit)
			if s.what != "size" {
				last = fmt.Sprintf("%.0f\u202f%%", 100*(q.y/base.y)/(q.x/base.x))
			}
			f.Table = append(f.Table, []string{l.name, q.label, format(q.y, unit), last})
		}
		value := s.fitted(xy.points)
		f.Legend = append(f.Legend, Key{key(len(p.lines)), l.name, value})
		told = append(told, l.name+" "+value)
		p.lines = append(p.lines, xy)
	}
	if len(p.lines) == 0 {
		return f, false
	}
	p.lines = append(p.lines, ideal(p.lines[0].points))
	if s.what == "size" {
		f.Note = "The dashed line grows in proportion to the size: slope 1. Fixed costs make the slope of small sizes lower."
	} else {
		f.Note = "The dashed line is the first value in proportion."
	}
	p.title, p.desc = f.Title, strings.Join(told, "; ")
	f.Plot = p.draw()
	return f, true
}

// measured returns the points of one unit. A logarithm has no zero, and a benchmark without allocations no slope.
func (l *sweepLine) measured(unit string, log bool) line {
	xy := line{name: l.name}
	for _, q := range l.points {
		if v, ok := q.values[unit]; ok && (v.Mid > 0 || !log) {
			xy.points = append(xy.points, point{q.x, v.Mid, v.Lo, v.Hi, q.text + ": " + format(v.Mid, unit), q.text})
		}
	}
	return xy
}

// mark puts ticks at what was measured, as far as there is room for them.
func (p *plot) mark(points []point) {
	step := (len(points) + 4) / 5
	for i := len(points) - 1; i >= 0; i -= step {
		q := points[i]
		if !slices.ContainsFunc(p.xTicks, func(t tick) bool { return math.Abs(math.Log(t.at/q.x)) < 0.5 }) {
			p.xTicks = append(p.xTicks, tick{q.x, q.label})
		}
	}
}

// fitted says how the line grows: over all sizes, and over the upper two powers of ten, where fixed costs no longer count.
func (s *sweep) fitted(points []point) string {
	last := points[len(points)-1]
	if s.what != "size" {
		return fmt.Sprintf("%.2f times with %s", last.y/points[0].y, last.label)
	}
	text := fmt.Sprintf("slope %.2f", slope(points))
	if upper := slices.DeleteFunc(slices.Clone(points), func(q point) bool { return q.x < last.x/101 }); len(upper) >= 3 && len(upper) < len(points) {
		text += fmt.Sprintf("; %.2f from %s", slope(upper), upper[0].label)
	}
	return text
}

// slope is that of the line through the logarithms with the least squares.
func slope(points []point) float64 {
	var mx, my, xy, xx float64
	for _, q := range points {
		mx += math.Log(q.x) / float64(len(points))
		my += math.Log(q.y) / float64(len(points))
	}
	for _, q := range points {
		dx, dy := math.Log(q.x)-mx, math.Log(q.y)-my
		xy, xx = xy+dx*dy, xx+dx*dx
	}
	return math.Round(100*xy/xx)/100 + 0 // not -0
}

func ideal(points []point) line {
	first, last := points[0], points[len(points)-1]
	return line{ideal: true, points: []point{{x: first.x, y: first.y}, {x: last.x, y: first.y * last.x / first.x}}}
}

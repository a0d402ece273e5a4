package main

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/aclements/go-moremath/scale"
)

// Figure is a plot with the table that says the same. The plots are written here, for those of the libraries have their colours
// written into them: these take them from the style sheet, which knows dark from light.
type Figure struct {
	Title, Note string
	Plot        template.HTML
	Legend      []Key
	Head        []string
	Table       [][]string // a row begins with its heading
}

// Key is an entry of a legend.
type Key struct {
	Mark        template.HTML
	Name, Value string
}

// plot is drawn in 360 units of width, which is that of a phone: its letters stay readable there.
type plot struct {
	title, desc  string
	xAxis        string
	lines        []line
	logX, logY   bool
	zero         bool // the vertical axis begins at zero
	base         int  // of its logarithm: 10 when it is 0
	xTicks       []tick
	yText, xText func(float64) string
}

type line struct {
	name   string
	points []point
	ideal  bool // dashed and without marks: what should be, not what was measured
}

type point struct {
	x, y, lo, hi float64
	text         string // all of it, for people
	label        string // x alone
}

type tick struct {
	at   float64
	text string
}

const (
	width, height            = 360, 230
	left, right, top, bottom = 58, 22, 12, 40
	colours                  = 6 // of the style sheet
)

// draw returns the plot as SVG.
func (p *plot) draw() template.HTML {
	xs, ys := p.spread()
	x, xTicks := axis(xs, p.logX, false, 10)
	y, yTicks := axis(ys, p.logY, p.zero, cmp.Or(p.base, 10))
	px := func(v float64) float64 { return left + x.Map(v)*(width-left-right) }
	py := func(v float64) float64 { return height - bottom - y.Map(v)*(height-top-bottom) }
	if p.xTicks == nil {
		for _, at := range xTicks {
			p.xTicks = append(p.xTicks, tick{at, p.xText(at)})
		}
	}
	var s strings.Builder
	fmt.Fprintf(&s, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s"><title>%s</title><desc>%s</desc>`,
		width, height, html.EscapeString(p.title+". "+p.desc), html.EscapeString(p.title), html.EscapeString(p.desc))
	for _, at := range yTicks {
		fmt.Fprintf(&s, `<path class="grid" d="M%d %.1fH%d"/><text class="tick" x="%d" y="%.1f" text-anchor="end">%s</text>`,
			left, py(at), width-right, left-5, py(at)+4, html.EscapeString(p.yText(at)))
	}
	for _, t := range p.xTicks {
		fmt.Fprintf(&s, `<path class="grid" d="M%.1f %dv4"/><text class="tick" x="%.1f" y="%d" text-anchor="middle">%s</text>`,
			px(t.at), height-bottom, px(t.at), height-bottom+16, html.EscapeString(t.text))
	}
	fmt.Fprintf(&s, `<path class="axis" d="M%d %dH%d"/>`, left, height-bottom, width-right)
	fmt.Fprintf(&s, `<text class="name" x="%d" y="%d" text-anchor="end">%s</text>`, width-right, height-6, html.EscapeString(p.xAxis))
	n := 0
	for _, l := range p.lines {
		if l.ideal {
			fmt.Fprintf(&s, `<path class="ideal" d="%s"/>`, path(l.points, px, py))
			continue
		}
		p.measured(&s, l, n, px, py)
		n++
	}
	s.WriteString(`</svg>`)
	return template.HTML(s.String())
}

func (p *plot) measured(s *strings.Builder, l line, n int, px, py func(float64) float64) {
	fmt.Fprintf(s, `<g class="c%d">`, n%colours)
	if len(l.points) > 1 {
		fmt.Fprintf(s, `<path class="line" d="%s"/>`, path(l.points, px, py))
	}
	for _, q := range l.points {
		if q.lo < q.hi && (!p.logY || q.lo > 0) {
			fmt.Fprintf(s, `<path class="range" d="M%.1f %.1fV%.1f"/>`, px(q.x), py(q.lo), py(q.hi))
		}
		fmt.Fprintf(s, `<g><title>%s</title>%s</g>`, html.EscapeString(l.name+", "+q.text), mark(n, px(q.x), py(q.y)))
	}
	s.WriteString(`</g>`)
}

func path(points []point, px, py func(float64) float64) string {
	var s strings.Builder
	for i, q := range points {
		fmt.Fprintf(&s, "%c%.1f %.1f", "ML"[min(i, 1)], px(q.x), py(q.y))
	}
	return s.String()
}

// mark returns the sign of the nth line. Lines differ in form as well as in colour, and when the colours begin again, the forms do not.
func mark(n int, x, y float64) template.HTML {
	forms := []string{"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "m-3.5-3.5h7v7h-7z", "m0-4.5l4.5 8h-9z", "m0-5l4.5 5l-4.5 5l-4.5-5z", "m0 4.5l4.5-8h-9z",
		"m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z"}
	return template.HTML(fmt.Sprintf(`<path class="mark" d="M%.1f %.1f%s"/>`, x, y, forms[(n+n/colours)%len(forms)]))
}

// inChunks divides lines among plots evenly, so that none has more than there are colours.
func inChunks[T any](all []T) iter.Seq[[]T] {
	plots := (len(all) + colours - 1) / colours
	return slices.Chunk(all, max(1, (len(all)+plots-1)/max(1, plots)))
}

// key returns the mark of the nth line for the legend.
func key(n int) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="key c%d" viewBox="0 0 12 12" aria-hidden="true">%s</svg>`, n%colours, mark(n, 6, 6)))
}

func (p *plot) spread() (xs, ys []float64) {
	for _, t := range p.xTicks {
		xs = append(xs, t.at)
	}
	for _, l := range p.lines {
		for _, q := range l.points {
			xs = append(xs, q.x)
			ys = append(ys, q.y)
			if q.lo < q.hi && (!p.logY || q.lo > 0) {
				ys = append(ys, q.lo, q.hi)
			}
		}
	}
	return xs, ys
}

// axis returns a scale that holds all values, and where its ticks are: five or so.
func axis(values []float64, log, zero bool, base int) (scale.Quantitative, []float64) {
	lo, hi := slices.Min(values), slices.Max(values)
	if log {
		s, err := scale.NewLog(lo/1.15, hi*1.15, base)
		if err == nil {
			major, _ := s.Ticks(scale.TickOptions{Max: 6})
			if len(major) < 2 { // within one power
				major = []float64{lo, hi}
			}
			return &s, major
		}
	}
	if zero {
		lo = min(lo, 0)
	}
	pad := (hi - lo) * 0.06
	if hi == lo {
		pad = math.Max(math.Abs(hi)*0.05, 1e-9)
	}
	s := scale.Linear{Min: lo - pad, Max: hi + pad}
	if zero && lo == 0 {
		s.Min = 0
	}
	major, minor := s.Ticks(scale.TickOptions{Max: 6})
	if len(major) < 4 && len(minor) > 4 { // the steps are 1, 5, 10: take 2 instead of 5
		step := minor[1] - minor[0]
		major = slices.DeleteFunc(minor, func(v float64) bool { return int(math.Round(v/step))%2 != 0 })
	}
	return &s, major
}

package bench

import (
	"slices"
	"testing"

	"klartext/engine"
)

// BenchmarkPage measures whole pages of HTML: all of a set, by type and by size, with the quality
// of the answers. Page/engine, over the first pages of wcxb, is used for comparing speed.
func BenchmarkPage(b *testing.B) {
	take := (*engine.Engine).HTML
	b.Run("engine", func(b *testing.B) { repeat(b, htmlSets[1].pages(b), cleanAll(take)) })
	for i := range pageSets {
		b.Run(pageSets[i].name, func(b *testing.B) {
			pages := pageSets[i].pages(b)
			for _, g := range append(types(pages), sizes(pages)...) {
				b.Run(g.name, func(b *testing.B) { withQuality(b, g.of(pages), take) })
			}
		})
	}
}

// BenchmarkText is BenchmarkPage for plain text.
func BenchmarkText(b *testing.B) {
	for i := range textSets {
		b.Run(textSets[i].name, func(b *testing.B) {
			withQuality(b, textSets[i].pages(b), (*engine.Engine).Text)
		})
	}
}

func withQuality(b *testing.B, pages []*page, take taker) {
	q := sum(measure(b, pages, take), pages, func(*page) bool { return true })
	repeat(b, pages, cleanAll(take))
	for _, m := range q.metrics() {
		b.ReportMetric(m.value, m.name)
	}
}

// group is a part of a set.
type group struct {
	name string
	in   func(*page) bool
}

func (g *group) of(pages []*page) (out []*page) {
	for _, p := range pages {
		if g.in(p) {
			out = append(out, p)
		}
	}
	return out
}

// types returns groups for all pages of a set, and for those of each type.
func types(pages []*page) []group {
	out := []group{{"all", func(*page) bool { return true }}}
	seen := map[string]bool{"": true}
	for _, p := range pages {
		if kind := p.kind; !seen[kind] {
			seen[kind] = true
			out = append(out, group{kind, func(p *page) bool { return p.kind == kind }})
		}
	}
	return out
}

// sizes returns groups for the size classes present in a set.
func sizes(pages []*page) (out []group) {
	low := 0
	for _, class := range []struct {
		name  string
		below int
	}{{"to16KB", 16 << 10}, {"to128KB", 128 << 10}, {"to1MB", 1 << 20}, {"over1MB", 1 << 62}} {
		from := low
		low = class.below
		in := func(p *page) bool { return len(p.src) >= from && len(p.src) < class.below }
		if slices.ContainsFunc(pages, in) {
			out = append(out, group{class.name, in})
		}
	}
	return out
}

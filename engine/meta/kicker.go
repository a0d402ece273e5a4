package meta

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// readKicker labels the short line directly above the title.
func readKicker(p *page, f *Fields) {
	i := p.title - 1
	for i >= 0 && besideKicker(p, i) {
		i--
	}
	if i < 0 || !p.headline(i) || p.labels.fixed(i) {
		return
	}
	b := &p.blocks[i]
	if b.Words > 8 || b.Runes > 70 || p.blocks[p.title].Gap > 3 || b.LastRune == '.' ||
		b.Symbols > 0 || p.repeats(i) > 1 || p.labels.family(i).Boilerplate() || department(p, i) {
		return
	}
	if menuAbove(p, i) && !mentioned(p, i) {
		return
	}
	p.labels.set(i, label.Kicker, sheet.ByPosition, 0.8)
	f.Kicker = p.value(i)
}

// besideKicker reports whether block i may be between kicker and title.
func besideKicker(p *page, i int) bool {
	switch p.labels.of(i) {
	case label.Marker, label.Date:
		return true
	case label.Paywall:
		return p.blocks[i].Words == 1
	}
	return false
}

// mentioned reports whether the body contains one of the longer words of block i.
func mentioned(p *page, i int) bool {
	_, hits := p.words.share(p, i)
	return hits > 0
}

// menuAbove reports whether there is navigation or another short line above block i, which may then
// be the end of a menu. A path that starts at the home page is not a menu.
func menuAbove(p *page, i int) bool {
	if i == 0 || inHead(p, i-1) || department(p, i-1) && p.blocks[i-1].Gap > 0 {
		return false
	}
	for j := i - 1; j >= max(0, i-maxCrumbs); j-- {
		if p.is(j, label.Nav) {
			return j == i-1 || p.blocks[j+1].Gap > 0 || !department(p, j+1)
		}
	}
	return p.blocks[i-1].Words <= 4 && !department(p, i-1)
}

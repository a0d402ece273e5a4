package meta

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// maxCrumbs is the number of short lines above a title that can be a path of departments; more are
// a menu.
const maxCrumbs = 3

// readSections labels the names of departments near the title: in the few lines above it, or
// between it and the body, above block to.
func readSections(p *page, to int, f *Fields) {
	if p.title < 0 {
		return
	}
	readSectionsAbove(p, f)
	for i := p.title + 1; i < min(to, p.body); i++ {
		if department(p, i) {
			setSection(p, i, f)
		}
	}
}

// readSectionsAbove labels the path of departments above title and kicker: the names in the
// lexicon, and the lines between them and the title. In a menu, only names that are directly above
// the title count.
func readSectionsAbove(p *page, f *Fields) {
	last := p.title - 1
	for last >= 0 && inHead(p, last) {
		last--
	}
	first := last + 1
	for first > 0 && crumb(p, first-1) && (first-1 == last || p.blocks[first].Gap == 0) {
		first--
	}
	path := last - first + 1
	goesOn := first > 0 && p.blocks[first].Gap == 0 && !p.labels.fixed(first-1)
	if path > maxCrumbs || path > 0 && goesOn {
		for first = last; first >= 0 && last-first < maxCrumbs && department(p, first); first-- {
		}
		first++
	}
	named := false
	for i := first; i <= last; i++ {
		if named = named || department(p, i); named {
			setSection(p, i, f)
		}
	}
}

func setSection(p *page, i int, f *Fields) {
	p.labels.set(i, label.Section, sheet.ByLexicon, 0.85)
	if f.Section.Empty() {
		f.Section = p.value(i)
	}
}

// crumb reports whether block i can be a step of a path of departments.
func crumb(p *page, i int) bool {
	b := &p.blocks[i]
	return p.open(i) && b.Words <= 4 && b.Sentences == 0 && !p.labels.family(i).Boilerplate()
}

// department reports whether block i is open and, as a whole, the name of a department.
func department(p *page, i int) bool {
	return p.open(i) && p.labels.family(i) == label.Section && p.labels.scope(i)&lexicon.Whole != 0
}

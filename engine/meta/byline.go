package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/rules"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/meta/internal/source"
	"klartext/engine/tag"
)

// maxByline is the highest number of words of a byline.
const maxByline = 24

// readByline labels block i as a byline if it is one: a word such as "Von" or "By" and names. It
// reports whether it did.
func readByline(p *page, i int, f *Fields) bool {
	if b := &p.blocks[i]; b.Words == 0 || b.Words > maxByline {
		return false
	}
	names, phrase := p.bylines.Names(p.text(i))
	switch {
	case phrase == source.PhraseOnly:
		return readBylineBelow(p, i, f)
	case phrase == source.NoPhrase || !source.StartsWithName(names):
		return false
	}
	p.labels.set(i, label.Byline, sheet.ByLexicon, 0.9)
	setByline(p, i, names, f)
	return true
}

// readBylineBelow labels a byline whose word is on a line of its own, above the names.
func readBylineBelow(p *page, i int, f *Fields) bool {
	if !p.open(i + 1) {
		return false
	}
	b, t := &p.blocks[i+1], p.text(i+1)
	if b.Words > 8 || b.Gap > 1 || p.dates.Only(i+1) {
		return false
	}
	if b.Words > 2 && !source.StartsWithName(t) && !rules.AgencyLine(t) {
		return false
	}
	p.labels.set(i, label.Byline, sheet.ByLexicon, 0.9)
	p.labels.set(i+1, label.Byline, sheet.ByNeighbour, 0.85)
	setByline(p, i+1, t, f)
	return true
}

// readNameLines labels lines with nothing but names as bylines if they are beside the date, below
// the title or below the sentences under it.
func readNameLines(p *page, from, to int, f *Fields) {
	for i := max(from, p.title+1); i < to; i++ {
		dated := p.is(i-1, label.Date) || p.is(i+1, label.Date) || p.is(i-2, label.Date)
		below := p.title >= 0 &&
			(i == p.title+1 || i == p.title+2 && p.blocks[i-1].Sentences > 0)
		if !p.open(i) || !f.Byline.Empty() || !dated && !below || p.structured(i) {
			continue
		}
		if t := p.text(i); source.OnlyNames(t) {
			p.labels.set(i, label.Byline, sheet.ByNeighbour, 0.75)
			setByline(p, i, t, f)
		}
	}
}

// structured reports whether block i of an HTML page is a heading, an item of a list or bold as a
// whole: it heads or lists something, and a name in it is no byline.
func (p *page) structured(i int) bool {
	if p.html == nil {
		return false
	}
	b := &p.blocks[i]
	switch b.Kind {
	case block.ListItem, block.Term, block.Description:
		return true
	}
	e := &p.html.Elements[b.Inner]
	bold := (e.Tag == tag.B || e.Tag == tag.Strong) && e.Text <= b.Start && e.TextEnd >= b.End
	return bold || b.Kind.Heading()
}

// readFootByline labels block i, after the body, as a byline if it is one. It may name only
// agencies.
func readFootByline(p *page, i int, f *Fields) {
	names, phrase := p.bylines.Names(p.text(i))
	b := &p.blocks[i]
	if phrase != source.PhraseFirst || b.Words > 12 {
		return
	}
	if !rules.AgencyLine(names) && !source.Agency(names) &&
		(b.Sentences > 0 || !source.StartsWithName(names)) {
		return
	}
	p.labels.set(i, label.Byline, sheet.ByLexicon, 0.85)
	setByline(p, i, names, f)
}

// setByline takes block i as the byline of the page, unless it has one, and its names, which are
// the end of the block, as authors. Agencies are not authors, and neither is anything that is not a
// person's name.
func setByline(p *page, i int, names []byte, f *Fields) {
	if !f.Byline.Empty() {
		return
	}
	f.Byline = p.value(i)
	start := p.blocks[i].End - int32(len(names))
	for from := 0; from < len(names); {
		end, next := source.NextName(names, from)
		name := bytes.TrimSpace(names[from:end])
		if source.PersonName(name) && !source.Agency(name) {
			at := start + int32(from+bytes.Index(names[from:end], name))
			span := block.Span{Start: at, End: at + int32(len(name))}
			f.Authors = append(f.Authors, Author{Value: Value{span, Visible}})
		}
		from = next
	}
}

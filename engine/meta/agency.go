package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/rules"
	"klartext/engine/label"
)

// Where agencies are looked for.
const (
	maxDateline  = 60 // bytes at the start of the body
	maxPlace     = 4  // words there before the bracket with the agency
	agencyReach  = 4  // blocks after the body
	minParagraph = 20 // bytes of a paragraph that ends in a bracket
	maxBracket   = 60 // bytes of the bracket
)

// readAgencies collects the agencies named in bylines and agency lines, in the dateline of the
// first paragraph and in brackets at the end of the last ones.
func readAgencies(p *page, f *Fields) {
	for i := range p.blocks {
		switch t := p.text(i); p.labels.of(i) {
		case label.Byline:
			addAgencies(p, p.blocks[i].Start, t, f)
		case label.Credit:
			if rules.AgencyLine(t) && t[0] != 0xC2 {
				addAgencies(p, p.blocks[i].Start, t, f)
			}
		}
	}
	if p.body >= len(p.blocks) {
		return
	}
	readDateline(p, p.body, f)
	for i := p.body; i < min(len(p.blocks), p.end+agencyReach); i++ {
		if p.open(i) {
			readBracket(p, i, f)
		}
	}
}

// readDateline reads the agency of a dateline: "BERLIN (dpa) -".
func readDateline(p *page, i int, f *Fields) {
	t := p.text(i)
	t = t[:min(len(t), maxDateline)]
	open, shut := bytes.IndexByte(t, '('), bytes.IndexByte(t, ')')
	if open > 2 && shut > open && block.Measure(t[:open]).Words <= maxPlace {
		addAgencies(p, p.blocks[i].Start+int32(open), t[open:shut+1], f)
	}
}

// readBracket reads the agencies in brackets at the end of a paragraph: "… verringern. (dpa, AFP)".
func readBracket(p *page, i int, f *Fields) {
	t := p.text(i)
	if len(t) < minParagraph || t[len(t)-1] != ')' {
		return
	}
	open := bytes.LastIndexByte(t, '(')
	if open > 0 && len(t)-open < maxBracket && rules.AgencyLine(t[open:]) {
		addAgencies(p, p.blocks[i].Start+int32(open), t[open:], f)
	}
}

// addAgencies adds the agencies that t names, which starts at base.
func addAgencies(p *page, base int32, t []byte, f *Fields) {
	rules.EachAgency(t, func(start, end int) {
		span := block.Span{Start: base + int32(start), End: base + int32(end)}
		for _, have := range f.Agencies {
			if bytes.EqualFold(have.Of(p.src), span.Of(p.src)) {
				return
			}
		}
		f.Agencies = append(f.Agencies, Value{span, Visible})
	})
}

package meta

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/label"
)

var bylines = label.SetOf(label.Byline)

// maxByline is the number of words up to which a block can be a byline.
const maxByline = 24

// byline labels block i as a byline when it is one: a word such as "Von" or "By" and names. It reports whether it did.
func (r *Reader) byline(i int) bool {
	b, t := &r.blocks[i], r.text(i)
	if b.Words == 0 || b.Words > maxByline {
		return false
	}
	r.folded = block.Fold(r.folded[:0], t, true)
	m, ok := label.Lookup(r.folded, bylines)
	if !ok || m.Start != 0 {
		return false
	}
	if m.Start == 0 && m.End == len(r.folded) {
		return r.bylineBelow(i)
	}
	names := afterPhrase(t, m.End)
	if !namesFollow(names) {
		return false
	}
	r.labels.set(i, label.Byline, label.ByLexicon, 0.9)
	if r.fields.Byline.Empty() {
		r.fields.Byline = r.span(i)
		r.readAuthors(names)
	}
	return true
}

// bylineBelow labels a byline whose word stands on a line of its own, above the names.
func (r *Reader) bylineBelow(i int) bool {
	if !r.open(i+1) || r.blocks[i+1].Words > 8 || r.blocks[i+1].Gap > 1 || r.dateOnly(i+1) {
		return false
	}
	t := r.text(i + 1)
	if !namesFollow(t) && !label.AgencyLine(t) && r.blocks[i+1].Words > 2 {
		return false
	}
	r.labels.set(i, label.Byline, label.ByLexicon, 0.9)
	r.labels.set(i+1, label.Byline, label.ByNeighbour, 0.85)
	if r.fields.Byline.Empty() {
		r.fields.Byline = r.span(i + 1)
		r.readAuthors(t)
	}
	return true
}

// afterPhrase returns what of t follows the first n bytes of its folded form. Folding changes lengths only by ß, dashes and
// white space, so the cut is moved to the next white space or colon.
func afterPhrase(t []byte, n int) []byte {
	n = min(n, len(t))
	for n < len(t) && t[n] != ' ' && t[n] != ':' && t[n] != '\t' && t[n] != 0xC2 {
		n++
	}
	return bytes.TrimLeft(t[n:], " :\t\u00a0")
}

// namesFollow reports whether t starts with a name: a capital, and mostly capitals before the first comma or digit.
func namesFollow(t []byte) bool {
	if i := bytes.IndexAny(t, ",|0123456789•·–—"); i > 0 {
		t = t[:i]
	}
	s := block.Measure(t)
	if s.Words == 0 || s.Words > 14 || !unicode.IsUpper(s.FirstRune) && !label.AgencyLine(t) {
		return false
	}
	return s.Caps*2 > s.Words || personName(bytes.TrimSpace(t))
}

// onlyNames reports whether t is one or more names, each of two to four capitalised words.
func onlyNames(t []byte) bool {
	n := 0
	for from := 0; from < len(t); {
		end, next := nextName(t, from)
		if !personName(bytes.TrimSpace(t[from:end])) {
			return false
		}
		n++
		from = next
	}
	return n > 0 && n < 8
}

// personName reports whether t can be the name of a person: two to four words with capitals, but for particles.
func personName(t []byte) bool {
	s := block.Measure(t)
	if s.Words < 2 || s.Words > 5 || s.Digits > 0 || s.Symbols > 0 || s.Quotes > 0 || s.Commas > 0 || !unicode.IsUpper(s.FirstRune) {
		return false
	}
	small := int32(0)
	for _, p := range [...]string{" von ", " van ", " de ", " der ", " den ", " zu ", " di ", " del ", " della ", " da ", " le ", " la ", " el ", " al ", " bin ", " ten ", " ter ", " du "} {
		small += int32(bytes.Count(t, []byte(p)))
	}
	return s.Caps+small >= s.Words && s.Caps >= 2
}

// readAuthors splits the names of a byline. Agencies are no authors, and neither is what is no name: two to four words
// with capitals.
func (r *Reader) readAuthors(t []byte) {
	base := int32(cap(r.src) - cap(t)) // t is a part of src
	for from := 0; from < len(t); {
		end, next := nextName(t, from)
		name := bytes.TrimSpace(t[from:end])
		if personName(name) && !isAgency(name) {
			start := base + int32(from) + int32(bytes.Index(t[from:end], name))
			r.fields.Authors = append(r.fields.Authors, Author{Value: Value{block.Span{Start: start, End: start + int32(len(name))}, Visible}})
		}
		from = next
	}
}

// nextName returns the end of the name that starts at from, and where the one after it starts.
func nextName(t []byte, from int) (end, next int) {
	end, next = len(t), len(t)
	for _, sep := range [...]string{", ", " und ", " and ", " & ", " | ", "|", " et ", " e ", " y ", " en ", " • ", " · ", "; ", " – ", " - ", "/"} {
		if i := bytes.Index(t[from:], []byte(sep)); i >= 0 && from+i < end {
			end, next = from+i, from+i+len(sep)
		}
	}
	return end, next
}

func isAgency(t []byte) (found bool) {
	label.EachAgency(t, func(_, _ int) { found = true })
	return found
}

// labelFoot labels the byline or the author's initials below the body.
func (r *Reader) labelFoot() {
	for i := r.end; i < min(len(r.blocks), r.end+6); i++ {
		if !r.open(i) || r.blocks[i].Words > maxByline {
			continue
		}
		if r.labels.of(i).Comment() || r.is(i, label.CommentUI) {
			return
		}
		if r.dateOnly(i) && r.dateFiller(r.text(i)) > maxFiller {
			r.readDates(i)
			r.labels.set(i, label.Date, label.ByTime, 0.8)
			continue
		}
		if r.initials(i) {
			r.labels.set(i, label.Byline, label.ByShape, 0.7)
			continue
		}
		r.footByline(i)
	}
}

// footByline takes a byline below the body, also one that names only agencies.
func (r *Reader) footByline(i int) {
	t := r.text(i)
	r.folded = block.Fold(r.folded[:0], t, true)
	m, ok := label.Lookup(r.folded, bylines)
	if !ok || m.Start != 0 || m.End == len(r.folded) || r.blocks[i].Words > 12 {
		return
	}
	rest := afterPhrase(t, m.End)
	if !label.AgencyLine(rest) && !isAgency(rest) && !(namesFollow(rest) && r.blocks[i].Sentences == 0) {
		return
	}
	r.labels.set(i, label.Byline, label.ByLexicon, 0.85)
	if r.fields.Byline.Empty() {
		r.fields.Byline = r.span(i)
		r.readAuthors(rest)
	}
}

// initials reports whether block i is an author's sign: a few lower-case letters in brackets.
func (r *Reader) initials(i int) bool {
	t := r.text(i)
	if len(t) < 4 || len(t) > 14 || t[0] != '(' || t[len(t)-1] != ')' {
		return false
	}
	for in := t[1 : len(t)-1]; len(in) > 0; {
		c, n := utf8.DecodeRune(in)
		if !unicode.IsLower(c) && c != '/' && c != '.' {
			return false
		}
		in = in[n:]
	}
	return true
}

// readAgencies collects the agencies named in bylines and agency lines, in the dateline of the first paragraph and in
// brackets at the end of the last ones.
func (r *Reader) readAgencies() {
	for i := range r.blocks {
		if l := r.labels.of(i); l == label.Byline || l == label.Credit && label.AgencyLine(r.text(i)) && r.text(i)[0] != 0xC2 {
			r.agenciesIn(r.blocks[i].Start, r.text(i))
		}
	}
	if r.body >= len(r.blocks) {
		return
	}
	r.dateline(r.body)
	for i := r.body; i < min(len(r.blocks), r.end+4); i++ {
		if r.open(i) {
			r.bracket(i)
		}
	}
}

// dateline reads the agency of a place line: "BERLIN (dpa) -".
func (r *Reader) dateline(i int) {
	t := r.text(i)
	t = t[:min(len(t), 60)]
	open, shut := bytes.IndexByte(t, '('), bytes.IndexByte(t, ')')
	if open > 2 && shut > open && block.Measure(t[:open]).Words <= 4 {
		r.agenciesIn(r.blocks[i].Start+int32(open), t[open:shut+1])
	}
}

// bracket reads the agencies in brackets at the end of a paragraph: "… verringern. (dpa, AFP)".
func (r *Reader) bracket(i int) {
	t := r.text(i)
	if len(t) < 20 || t[len(t)-1] != ')' {
		return
	}
	if open := bytes.LastIndexByte(t, '('); open > 0 && len(t)-open < 60 && label.AgencyLine(t[open:]) {
		r.agenciesIn(r.blocks[i].Start+int32(open), t[open:])
	}
}

func (r *Reader) agenciesIn(base int32, t []byte) {
	label.EachAgency(t, func(start, end int) {
		s := Value{block.Span{Start: base + int32(start), End: base + int32(end)}, Visible}
		for _, have := range r.fields.Agencies {
			if bytes.EqualFold(have.Of(r.src), s.Of(r.src)) {
				return
			}
		}
		r.fields.Agencies = append(r.fields.Agencies, s)
	})
}

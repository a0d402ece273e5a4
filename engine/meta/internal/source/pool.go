package source

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/jsonld"
	"klartext/engine/internal/url"
	"klartext/engine/token"
)

// Limits of entries. Longer values are text that somebody has put into a field, and are left out.
const (
	maxValue   = 8 << 10
	maxEntries = 1 << 10 // of one page
)

// Entry is a value that a source gives for a field.
type Entry struct {
	Field        Field
	Kind         Kind
	Rank         uint8 // the lower it is, the more often such a value of the field is right
	Organization bool  // an author that the page calls an organization
	Block        int32 // first block of the element with the value, -1 if it is in the head
	Text         block.Span
}

// Pool has the entries of a page. Their texts are ranges of its own text: decoded, with single
// spaces, in UTF-8. All are valid until Reset.
type Pool struct {
	Entries []Entry

	text    []byte
	scratch []byte
}

// Reset removes all entries.
func (p *Pool) Reset() { p.Entries, p.text = p.Entries[:0], p.text[:0] }

// Text returns the value of an entry.
func (p *Pool) Text(e *Entry) []byte { return e.Text.Of(p.text) }

// Of returns the text of a range.
func (p *Pool) Of(s block.Span) []byte { return s.Of(p.text) }

// SpanOf returns the range of a part of a value: a slice of what Text or Of returned.
func (p *Pool) SpanOf(part []byte) block.Span {
	start := int32(cap(p.text) - cap(part))
	return block.Span{Start: start, End: start + int32(len(part))}
}

// Best returns the entry of a field with the lowest rank, the first of several, or nil if the field
// has none. It is valid until an entry is added.
func (p *Pool) Best(f Field) (best *Entry) {
	for i := range p.Entries {
		if e := &p.Entries[i]; e.Field == f && (best == nil || e.Rank < best.Rank) {
			best = e
		}
	}
	return best
}

func (p *Pool) full() bool { return len(p.Entries) >= maxEntries }

// add adds a value that the page writes with character references, as in attributes and titles.
func (p *Pool) add(f Field, k Kind, rank uint8, raw []byte) {
	if len(raw) > maxValue || p.full() {
		return
	}
	from := len(p.text)
	p.text = token.AppendDecoded(p.text, raw, true)
	p.decodeAgain(from)
	p.commit(f, k, rank, from)
}

// addJSON adds a value that is a string of JSON. Pages often write character references in them
// too. It reports whether there is a value.
func (p *Pool) addJSON(f Field, rank uint8, raw []byte) bool {
	if len(raw) > maxValue || p.full() {
		return false
	}
	p.scratch = jsonld.AppendString(p.scratch[:0], raw)
	from := len(p.text)
	p.text = token.AppendDecoded(p.text, p.scratch, true)
	p.decodeAgain(from)
	return p.commit(f, JSONLD, rank, from)
}

// addAddress adds a web address, resolved against base.
func (p *Pool) addAddress(f Field, k Kind, rank uint8, base, raw []byte) {
	if len(raw) > url.MaxLen || p.full() {
		return
	}
	p.scratch = token.AppendDecoded(p.scratch[:0], raw, true)
	from := len(p.text)
	p.text = url.AppendResolved(p.text, base, p.scratch)
	if u := url.Parse(p.text[from:]); !u.Web() {
		p.text = p.text[:from]
		return
	}
	p.commit(f, k, rank, from)
}

// addContent adds the text of element i and reports whether there is any.
func (p *Pool) addContent(f Field, k Kind, rank uint8, page *block.Page, i int32) bool {
	e := &page.Elements[i]
	if p.full() || e.Close-e.Open > maxText {
		return false
	}
	from := len(p.text)
	p.text = appendContent(p.text, page, i)
	if !p.commit(f, k, rank, from) {
		return false
	}
	p.Entries[len(p.Entries)-1].Block = e.First
	return true
}

// AddText adds a value that is a part of the page's text. at is its block, or -1 if that does not
// matter.
func (p *Pool) AddText(f Field, k Kind, rank uint8, t []byte, at int32) {
	if p.full() {
		return
	}
	from := len(p.text)
	p.text = append(p.text, t...)
	if p.commit(f, k, rank, from) {
		p.Entries[len(p.Entries)-1].Block = at
	}
}

// decodeAgain decodes text[from:] once more if it still has character references: programs write
// "&amp;reg;" for ®.
func (p *Pool) decodeAgain(from int) {
	t := p.text[from:]
	if i := bytes.IndexByte(t, '&'); i < 0 || bytes.IndexByte(t[i:], ';') < 0 {
		return
	}
	p.scratch = append(p.scratch[:0], t...)
	p.text = token.AppendDecoded(p.text[:from], p.scratch, true)
}

// commit makes text[from:] an entry, with its white space collapsed to single spaces. It reports
// whether any text is left.
func (p *Pool) commit(f Field, k Kind, rank uint8, from int) bool {
	p.text = collapse(p.text, from)
	if len(p.text) == from {
		return false
	}
	span := block.Span{Start: int32(from), End: int32(len(p.text))}
	p.Entries = append(p.Entries, Entry{Field: f, Kind: k, Rank: rank, Block: -1, Text: span})
	return true
}

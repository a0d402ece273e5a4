package lexicon

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
)

// Fill writes to column the best phrase of each block, of which Read has read the page. Phrases of
// comment sections are left to package thread.
func (p *Phrases) Fill(src []byte, blocks []block.Block, column []sheet.Phrase) {
	for i := range blocks {
		column[i] = sheet.Phrase{}
		m, ok := p.look(i, blocks[i].Text(src))
		if ok && (m.Scope&Short == 0 || blocks[i].Words <= MaxShort) {
			column[i] = sheet.Phrase{Family: m.Label, Role: m.Role, Scope: m.Scope}
		}
	}
}

// look looks block i up in the lexicon.
func (p *Phrases) look(i int, text []byte) (Entry, bool) {
	if m := p.best(i, Site); m != nil {
		return m.Entry, true
	}
	if word := withoutIcon(p.Folded(i)); len(word) > 0 {
		m, ok := Lookup(word, Site)
		return m.Entry, ok
	}
	if len(text) <= maxGlued && glued(text) {
		n := unglue(&p.glued, text)
		p.fold = block.Fold(p.fold[:0], p.glued[:n], true)
		m, ok := Lookup(p.fold, Site)
		return m.Entry, ok
	}
	return Entry{}, false
}

// maxGlued is the maximum length of a block that may be buttons run together.
const maxGlued = 100

// glued reports whether a capital follows a lower-case letter.
func glued(text []byte) bool {
	before := byte(' ')
	for _, c := range text {
		if c-'A' < 26 && before-'a' < 26 {
			return true
		}
		before = c
	}
	return false
}

// unglue copies text to dst with a space between a lower-case letter and the capital after it, as
// dumps glue buttons ("TeilenDrucken"). It returns the length.
func unglue(dst *[2 * maxGlued]byte, text []byte) (n int) {
	for i, c := range text {
		if i > 0 && c >= 'A' && c <= 'Z' && text[i-1] >= 'a' && text[i-1] <= 'z' {
			dst[n] = ' '
			n++
		}
		dst[n] = c
		n++
	}
	return n
}

// withoutIcon returns the folded text of a block without the name of an icon at its end, which
// fonts with ligatures leave in dumps ("spielechevron_right"), or nil if there is none.
func withoutIcon(folded []byte) []byte {
	if len(folded) > 80 || bytes.IndexByte(folded, '_') < 0 {
		return nil
	}
	for _, icon := range IconNames {
		rest := bytes.TrimSuffix(folded, []byte(icon))
		if len(rest) < len(folded) && len(rest) > 0 {
			return bytes.TrimRight(rest, " ")
		}
	}
	return nil
}

package lines

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
)

const maxHead = 14 // words of a head

// QuoteHead returns the folded name in a line that announces the words of another person, or nil.
func (p *Page) QuoteHead(i int32) []byte {
	b, f := &p.Blocks[i], &p.Facts[i]
	t := b.Text(p.Src)
	if b.Words > maxHead || len(t) > MaxFoot*2 || b.Sentences > 1 {
		return nil
	}
	announces := Announces(t)
	if f.Time >= 0 {
		w := &p.Times[f.Time].When
		before, after := t[:w.Start], t[w.End:]
		if len(before) >= len(after) {
			t = before
			announces = announces || bytes.IndexByte(t, ':') > 0
		} else {
			t = after
		}
	}
	p.fold = block.Fold(p.fold[:0], t, true)
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	from, to, found := 0, len(p.fold), false
	for _, m := range p.matches {
		switch {
		case m.Role == lexicon.RoleQuote && m.Start == 0 && m.End < len(p.fold):
			from, found = max(from, m.End), true
		case (m.Role == lexicon.RoleSays || m.Role == lexicon.RoleQuote) && m.End == len(p.fold) &&
			m.Start > 0 && announces:
			to, found = min(to, m.Start), true
		}
	}
	if !found || from >= to {
		return nil
	}
	name := bytes.Trim(p.fold[from:to], " :,")
	// "Quote from: X on" a date
	for _, w := range lexicon.DateStarts {
		name = bytes.TrimSuffix(name, []byte(w))
	}
	return name
}

// noteNamed notes the names that quote heads and mentions give, by the key of a line that is
// nothing but the name.
func (p *Page) noteNamed() {
	left := 2 * (len(p.Times) + 64)
	p.named.Reset(left)
	for i := range p.Facts {
		f := &p.Facts[i]
		if left == 0 {
			return
		}
		var name []byte
		switch {
		case f.Role == lexicon.RoleQuote || f.Role == lexicon.RoleSays:
			name = p.QuoteHead(int32(i))
		case f.Symbol == Mention && p.Src[p.Blocks[i].Start] == '@':
			t := p.Blocks[i].Text(p.Src)
			_, end := block.NextWord(t, 1)
			p.fold = block.Fold(p.fold[:0], t[1:max(1, end)], true)
			name = p.fold
		}
		if len(name) <= 1 {
			continue
		}
		p.named.Add(xxhash.Sum64(name))
		left--
		if (f.Role == lexicon.RoleQuote || f.Time >= 0) && i+1 < len(p.Facts) &&
			p.Facts[i+1].Count > 1 && p.Facts[i+1].Symbol == Name && left > 0 {
			p.named.Add(^p.Facts[i+1].Key)
			left--
		}
	}
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Symbol == Name && f.Count > 1 && p.named.Of(^f.Key) > 0 {
			f.Symbol, f.Count, f.Dup = Short, 1, false // somebody said it, and another quotes it
		}
	}
}

// Announces reports whether a short line announces what follows: it ends in a colon, possibly
// followed by an arrow.
func Announces(t []byte) bool {
	for _, m := range [...]string{":", ": »", ": ↑", ": ↑"} {
		if bytes.HasSuffix(t, []byte(m)) {
			return block.Measure(t).Words <= 12
		}
	}
	return false
}

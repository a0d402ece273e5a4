package thread

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
)

const maxHead = 14 // words of a head

// head returns the folded name in a line that announces the words of another, nil when the line is none.
func (p *Page) head(i int32) []byte {
	b, f := &p.blocks[i], &p.facts[i]
	t := b.Text(p.src)
	if b.Words > maxHead || len(t) > maxFoot*2 || b.Sentences > 1 {
		return nil
	}
	announces := quoteHead(t)
	if f.time >= 0 {
		w := &p.marks[f.time].when
		before, behind := t[:w.Start], t[w.End:]
		if len(before) >= len(behind) {
			t = before
			announces = announces || bytes.IndexByte(t, ':') > 0
		} else {
			t = behind
		}
	}
	p.fold = block.Fold(p.fold[:0], t, true)
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	from, to, found := 0, len(p.fold), false
	for _, m := range p.matches {
		switch {
		case m.Role == lexicon.RoleQuote && m.Start == 0 && m.End < len(p.fold):
			from, found = max(from, m.End), true
		case (m.Role == lexicon.RoleSays || m.Role == lexicon.RoleQuote) && m.End == len(p.fold) && m.Start > 0 && announces:
			to, found = min(to, m.Start), true
		}
	}
	if !found || from >= to {
		return nil
	}
	name := bytes.Trim(p.fold[from:to], " :,")
	for _, w := range [...]string{" on", " am", " at", " le", " el", " il"} { // "Quote from: X on" a date
		name = bytes.TrimSuffix(name, []byte(w))
	}
	return name
}

// mentioned notes the names that quote heads and mentions give, by the key of a line that is nothing but the name.
func (p *Page) mentioned() {
	p.named.reset(len(p.marks) + 64)
	left := len(p.named.keys) / 2
	for i := range p.facts {
		f := &p.facts[i]
		if left == 0 {
			return
		}
		var name []byte
		switch {
		case f.role == lexicon.RoleQuote || f.role == lexicon.RoleSays:
			name = p.head(int32(i))
		case f.sym == symMention && p.src[p.blocks[i].Start] == '@':
			t := p.blocks[i].Text(p.src)
			_, end := block.NextWord(t, 1)
			p.fold = block.Fold(p.fold[:0], t[1:max(1, end)], true)
			name = p.fold
		}
		if len(name) <= 1 {
			continue
		}
		p.named.add(xxhash.Sum64(name))
		left--
		if (f.role == lexicon.RoleQuote || f.time >= 0) && i+1 < len(p.facts) && p.facts[i+1].count > 1 && p.facts[i+1].sym == symName && left > 0 {
			p.named.add(^p.facts[i+1].key)
			left--
		}
	}
	for i := range p.facts {
		if f := &p.facts[i]; f.sym == symName && f.count > 1 && p.named.of(^f.key) > 0 {
			f.sym, f.count, f.dup = symShort, 1, false // somebody said it, and another quotes it
		}
	}
}

// quoteHead reports whether a short line announces what follows: it ends in a colon, an arrow may stand behind.
func quoteHead(t []byte) bool {
	for _, m := range [...]string{":", ": »", ": ↑", ": ↑"} {
		if bytes.HasSuffix(t, []byte(m)) {
			return block.Measure(t).Words <= 12
		}
	}
	return false
}

package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// role gives the fact the lexicon's best phrase for the folded block in which the matches hold.
func (p *Page) role(f *Fact, b *block.Block, fold []byte, matches []lexicon.Match) {
	var best *lexicon.Match
	for i := range matches {
		m := &matches[i]
		if m.Label != label.CommentUI && m.Label != label.CommentPolicy {
			if m.Scope&lexicon.Whole != 0 && m.Start == 0 && m.End == len(fold) {
				f.Family = m.Label
			}
			continue
		}
		if m.Scope&lexicon.Short != 0 && b.Words > lexicon.MaxShort {
			continue
		}
		if best == nil || strength(m, len(fold)) > strength(best, len(fold)) {
			best = m
		}
	}
	if best != nil {
		f.Role, f.Scope, f.Family = best.Role, best.Scope, best.Label
	} else if b.Words <= 8 && b.Sentences == 0 && (isControls(fold) || p.gluedControls(b)) {
		f.Role, f.Scope, f.Family = lexicon.RoleAction, lexicon.Whole, label.CommentUI
	}
	f.Reply = f.Role == lexicon.RoleAction && b.Words <= 8 && answers(fold)
}

func answers(fold []byte) bool {
	for _, w := range lexicon.ReplyStems {
		if bytes.Contains(fold, []byte(w)) {
			return true
		}
	}
	return false
}

// gluedControls reports whether a block is a row of controls written together: "34AntwortenMelden",
// "Reply530 RecommendShareFlag".
func (p *Page) gluedControls(b *block.Block) bool {
	t := b.Text(p.Src)
	if len(t) > MaxFoot || b.Words > 4 {
		return false
	}
	p.fold = p.fold[:0]
	seams := 0
	for i, c := range t {
		if i > 0 && seam(t[i-1], c) {
			p.fold = append(p.fold, ' ')
			seams++
		}
		p.fold = append(p.fold, c)
	}
	if seams == 0 {
		return false
	}
	n := len(p.fold)
	p.fold = block.Fold(p.fold, p.fold[:n], true)
	return isControls(p.fold[n:])
}

// seam reports whether a new word starts at c: a capital after a small letter, a digit beside a
// letter, a plus after one.
func seam(before, c byte) bool {
	small, digit := before >= 'a' && before <= 'z' || before >= 0x80, before >= '0' && before <= '9'
	upper, number := c >= 'A' && c <= 'Z', c >= '0' && c <= '9' || c == '+'
	return small && (upper || number) || digit && (upper || c >= 'a' && c <= 'z') ||
		before >= 'A' && before <= 'Z' && number
}

// strength orders the phrases found in a block: the whole block first, then the longer phrase.
func strength(m *lexicon.Match, n int) int {
	l := m.End - m.Start
	if l == n {
		l += 1000
		if m.Scope&lexicon.Whole != 0 {
			l += 1000
		}
	}
	return l
}

// isControls reports whether the folded block is a row of controls: "antworten melden", "share
// improve this answer follow".
func isControls(fold []byte) bool {
	at, tiles := 0, 0
	for {
		start, end := block.NextWord(fold, at)
		if start == len(fold) {
			return tiles > 0
		}
		n := lexicon.PhraseAt(fold[start:], lexicon.RoleAction, MaxControl)
		if n == 0 {
			// of the number after it
			if n = end - start; tiles > 0 && string(fold[start:end]) == "+" {
				at = end
				continue
			}
			if string(fold[start:end]) != "#" && string(fold[start:end]) != "##" { // a number
				return false
			}
		}
		at = start + n
		tiles++
	}
}

// MaxControl is how many words a control has at most.
const MaxControl = 5

package lines

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/internal/lexicon"
)

const maxTwice = 4 // words of a name that is in a line twice

// Twice returns the length of what a line says twice: "Ann Lee Ann Lee", an avatar's text and the
// name.
func Twice(t []byte) int {
	n := len(t) / 2
	if n < 2 || len(t)%2 == 0 || t[n] != ' ' || !bytes.Equal(t[:n], t[n+1:]) {
		return 0
	}
	return n
}

// initials reports whether a line of two or three capitals represents an avatar: the words of the
// line below start with the first and the last of them.
func (p *Page) initials(i int32) bool {
	b := &p.Blocks[i]
	if b.Runes < 2 || b.Runes > 3 || b.Letters != b.Runes || b.Words != 1 ||
		i+1 >= int32(len(p.Blocks)) || p.Facts[i].Role != lexicon.NoRole {
		return false
	}
	next := &p.Blocks[i+1]
	if next.Words < 2 || next.Words > 5 || next.Runes > 40 {
		return false
	}
	t, n := b.Text(p.Src), next.Text(p.Src)
	first, _ := utf8.DecodeRune(t)
	last, _ := utf8.DecodeLastRune(t)
	if !unicode.IsUpper(last) || first != unicode.ToUpper(next.FirstRune) {
		return false
	}
	for at := bytes.IndexByte(n, ' '); at >= 0 && at+1 < len(n); {
		r, _ := utf8.DecodeRune(n[at+1:])
		if unicode.ToUpper(r) == last {
			return true
		}
		k := bytes.IndexByte(n[at+1:], ' ')
		if k < 0 {
			break
		}
		at += 1 + k
	}
	return false
}

// AvatarLetter reports whether a line of one letter represents an avatar: the next line starts with
// it.
func (p *Page) AvatarLetter(i int32) bool {
	if i+1 >= int32(len(p.Blocks)) || p.Blocks[i].Letters != 1 {
		return false
	}
	return unicode.ToUpper(p.Blocks[i].FirstRune) == unicode.ToUpper(p.Blocks[i+1].FirstRune)
}

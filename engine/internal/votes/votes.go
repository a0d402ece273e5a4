// Package votes reads numbers from the votes of a comment, where there is one way to read them.
package votes

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
)

// Votes are kept as the page writes them: "12", "+3", "−4", "1,046", "👍 9 👎 2". "3.2k" is not a
// number, because it was rounded, and for "12 345" nobody knows whether it is one number.

// Tally is what votes say: numbers, and for each whether it counts those for or against.
type Tally struct {
	values  [2]int
	marks   [2]side
	signs   [2]side
	numbers int // more than len(values): there is no way to read them
}

// Points returns the votes as a number: those for the comment minus those against it, as far as the
// page shows both. ok is false if the page shows no votes, or not exactly how many.
func (t *Tally) Points() (n int, ok bool) {
	switch {
	case t.numbers == 1 && t.marks[0] != against:
		return t.values[0], true
	case t.pair():
		up, down := t.upDown()
		return up - down, true
	}
	return 0, false
}

// UpDown returns how many voted for the comment and how many against it. ok is false where the
// page does not show both.
func (t *Tally) UpDown() (up, down int, ok bool) {
	if !t.pair() {
		return 0, 0, false
	}
	up, down = t.upDown()
	return up, down, true
}

// side says for which side a number counts, if a word or a sign beside it shows that.
type side uint8

const (
	noSide side = iota
	inFavour
	against
)

// pair reports whether there is a number of votes for and one of votes against.
func (t *Tally) pair() bool {
	if t.numbers != 2 {
		return false
	}
	return t.marks[0]+t.marks[1] == inFavour+against && t.marks[0] != noSide && t.marks[1] != noSide
}

func (t *Tally) upDown() (up, down int) {
	up, down = t.values[0], t.values[1]
	if t.marks[0] == against {
		up, down = down, up
	}
	if down < 0 { // "+3 / −2"
		down = -down
	}
	return up, down
}

// voteSigns are signs for a side. Words are recognized by their start, folded.
var (
	upSigns   = [...]string{"👍", "▲", "△", "⬆", "↑", "🔼", "⇧", "♥", "❤"}
	downSigns = [...]string{"👎", "▼", "▽", "⬇", "↓", "🔽", "⇩"}
)

// maxVotes is the length of the longest votes that are read.
const maxVotes = 80

// Read cuts votes into numbers and what is between them. A mark belongs to the number after it if
// the votes begin with a mark, or else to the one before it.
func Read(s []byte) (t Tally) {
	if len(s) == 0 || len(s) > maxVotes {
		return t
	}
	var between [3]side
	from := 0
	for i := 0; i < len(s); {
		if s[i]-'0' > 9 {
			_, n := utf8.DecodeRune(s[i:])
			i += n
			continue
		}
		n, end, ok := wholeNumber(s, i)
		gap, sign := cutSign(s[from:i])
		if t.numbers++; !ok || t.numbers > len(t.values) || sign == noSide && isDash(gap) {
			t.numbers = len(t.values) + 1
			return t
		}
		at := t.numbers - 1
		t.signs[at] = sign
		if t.values[at] = n; t.signs[at] == against {
			t.values[at] = -n
		}
		between[at] = sideOf(gap)
		i, from = end, end
	}
	if t.numbers > 0 {
		between[t.numbers] = sideOf(s[from:])
	}
	t.setMarks(between)
	return t
}

// setMarks gives the numbers the marks between them, or else their signs.
func (t *Tally) setMarks(between [3]side) {
	switch {
	case t.numbers == 1 && between[0] != noSide && between[1] != noSide && between[0] != between[1]:
		// "Daumen hoch 3 Daumen runter": buttons around a number that counts both
	case t.numbers == 1:
		t.marks[0] = max(between[0], between[1])
	case between[0] != noSide:
		t.marks = [2]side{between[0], between[1]}
	case between[1] != noSide || between[2] != noSide:
		t.marks = [2]side{between[1], between[2]}
	default:
		t.marks = t.signs
	}
}

// wholeNumber reads the digits at i, in groups of three where they are grouped. ok is false where
// they are a part of something else: a fraction, a rounded number such as "3.2k", a share, a number
// of more than nine digits.
func wholeNumber(s []byte, i int) (n, end int, ok bool) {
	digits, sep := 0, ""
	for end = i; end < len(s); end++ {
		g := ""
		if s[end]-'0' > 9 {
			g = groupSign(s[end:])
			if g == "" || sep != "" && g != sep || sep == "" && (digits > 3 || n == 0) || !threeDigits(s[end+len(g):]) {
				break
			}
			sep, end = g, end+len(g)
		}
		if n, digits = n*10+int(s[end]-'0'), digits+1; digits > maxDigits {
			return 0, end, false
		}
	}
	return n, end, !continues(s, i, end)
}

const maxDigits = 9

// groupSigns may be between groups of three digits. A plain space may also separate two numbers.
var groupSigns = [...]string{",", ".", "'", "’", "\u00A0", "\u202F", "\u2009"}

func groupSign(s []byte) string {
	for _, g := range groupSigns {
		if len(s) >= len(g) && string(s[:len(g)]) == g {
			return g
		}
	}
	return ""
}

// threeDigits reports whether s starts with three digits and no fourth.
func threeDigits(s []byte) bool {
	return len(s) >= 3 && s[0]-'0' <= 9 && s[1]-'0' <= 9 && s[2]-'0' <= 9 && (len(s) == 3 || s[3]-'0' > 9)
}

// continues reports whether the digits s[from:to] go on: with a fraction, or a word that makes them
// inexact.
func continues(s []byte, from, to int) bool {
	rest := s[to:]
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',' || rest[0] == ':' || rest[0] == '/') && rest[1]-'0' <= 9 {
		return true
	}
	if from > 1 && s[from-2]-'0' <= 9 && (s[from-1] == '.' || s[from-1] == ',' || s[from-1] == ':' || s[from-1] == '/') {
		return true
	}
	var buf [maxVotes]byte
	word := block.Fold(buf[:0], rest, false)
	end := 0
	for end < len(word) && (word[end] >= 'a' && word[end] <= 'z' || word[end] >= utf8.RuneSelf) {
		end++
	}
	return slices.Contains(lexicon.RoundedWords[:], string(word[:end])) || bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("%"))
}

// signs that a number may have before it.
var plusMinus = [...]struct {
	sign string
	side side
}{
	{"+", inFavour}, {"\uFF0B", inFavour},
	{"-", against}, {"−", against}, {"–", against}, {"\u2010", against}, {"\uFE63", against}, {"\uFF0D", against},
}

// cutSign cuts a sign off the end of what precedes a number. After a digit or a letter it is not a
// sign: "3-4".
func cutSign(gap []byte) (rest []byte, s side) {
	for _, p := range plusMinus {
		if !bytes.HasSuffix(gap, []byte(p.sign)) {
			continue
		}
		rest := gap[:len(gap)-len(p.sign)]
		if len(rest) == 0 || !ascii.IsAlphanumeric(rest[len(rest)-1]) {
			return rest, p.side
		}
	}
	return gap, noSide
}

// isDash reports whether what precedes a number ends with a dash that may also be a minus sign: "–
// 4".
func isDash(gap []byte) bool {
	_, s := cutSign(bytes.TrimRight(gap, " "))
	return s == against
}

// sideOf returns the side that the words between numbers speak for.
func sideOf(gap []byte) side {
	for _, s := range downSigns {
		if bytes.Contains(gap, []byte(s)) {
			return against
		}
	}
	for _, s := range upSigns {
		if bytes.Contains(gap, []byte(s)) {
			return inFavour
		}
	}
	var buf [maxVotes]byte
	words := bytes.Trim(block.Fold(buf[:0], gap, true), " :·|/()-")
	switch {
	case slices.Contains(lexicon.DownWords[:], string(words)):
		return against
	case slices.Contains(lexicon.UpWords[:], string(words)):
		return inFavour
	}
	return noSide
}

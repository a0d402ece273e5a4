package block

import (
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/internal/ascii"
	"klartext/engine/token"
)

// Fold appends text to dst in the form in which blocks and lexicon phrases are compared: in lower
// case, with ß as ss, plain apostrophes and dashes, € as euro, each run of white space as one
// space, without zero-width characters, with each run of digits as one '#' if digits is true, and
// without punctuation, arrows, bullets or brackets at either end. It never writes to text.
func Fold(dst, text []byte, digits bool) []byte {
	base := len(dst)
	space, number := false, false
	simple := &simpleByte
	if digits {
		simple = &simpleLetter
	}
	for i := 0; i < len(text); {
		if n := 0; simple[text[i]] != 0 {
			if space && len(dst) > base && text[i] != ' ' {
				dst = append(dst, ' ')
			}
			if n, dst = foldRun(dst, text[i:], simple); n > 0 {
				space, number = false, false
				i += n
				continue
			}
		}
		if n := token.SpaceAt(text[i:]); n > 0 {
			space = space || !invisible(text[i:i+n])
			i += n
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		i += n
		if r == 0xFE0F { // variation selector following an emoji
			continue
		}
		if space && len(dst) > base {
			dst = append(dst, ' ')
		}
		isNumber := digits && '0' <= r && r <= '9'
		if isNumber && number && !space {
			continue
		}
		space, number = false, isNumber
		switch {
		case isNumber:
			dst = append(dst, '#')
		case r < utf8.RuneSelf:
			dst = append(dst, lower[r])
		case r == 'ß' || r == 'ẞ':
			dst = append(dst, "ss"...)
		case r == '€':
			if n := len(dst); n > base && (dst[n-1] == '#' || ascii.IsDigit(dst[n-1])) {
				dst = append(dst, ' ')
			}
			dst = append(dst, "euro"...)
			space = true
		case r == '’' || r == '‘' || r == '´':
			dst = append(dst, '\'')
		case r == '–' || r == '—' || r == '‑':
			dst = append(dst, '-')
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return trimEdges(dst, base)
}

// foldRun appends what text starts with, as long as it is ASCII with single spaces, as most text
// is. A space before anything else is left to the caller.
func foldRun(dst, text []byte, simple *[256]byte) (n int, out []byte) {
	base := len(dst)
	dst = slices.Grow(dst, len(text))
	to := dst[base : base+len(text)]
	if text[0] == ' ' {
		return 0, dst
	}
	last := byte(0)
	for n < len(to) {
		if last != ' ' {
			n = foldWords(to, text, n, simple == &simpleLetter)
		}
		stop := min(n+8, len(to))
		for n < stop {
			c := simple[text[n]]
			if c == 0 || c == ' ' && last == ' ' {
				stop = 0
				break
			}
			to[n], last = c, c
			n++
		}
		if stop == 0 {
			break
		}
	}
	if n > 0 && last == ' ' {
		n--
	}
	return n, dst[:base+n]
}

// foldWords writes to to[n:] what text[n:] starts with, as long as it is ASCII with single spaces,
// eight bytes at once, and returns where it stopped. If digits is true it also stops before digits.
// The last byte written is not a space.
func foldWords(to, text []byte, n int, digits bool) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for n+8 <= len(to) {
		x := binary.LittleEndian.Uint64(text[n:])
		k := plainWord(x)
		if k == 0 || digits && (x+(0x80-'0')*ones)&^(x+(0x7F-'9')*ones)&highs != 0 {
			break
		}
		capital := (x + (0x80-'A')*ones) &^ (x + (0x7F-'Z')*ones) & highs
		binary.LittleEndian.PutUint64(to[n:], x|capital>>2)
		n += k
	}
	return n
}

// simpleByte holds what Fold turns ASCII characters into, or 0 for those that need a closer look.
// simpleLetter is the same for folding with digits, which need a closer look as well.
var simpleByte, simpleLetter = func() (t, u [256]byte) {
	for c := byte(' '); c < 0x7F; c++ {
		t[c] = lower[c]
		if u[c] = lower[c]; ascii.IsDigit(c) {
			u[c] = 0
		}
	}
	return t, u
}()

// lower maps ASCII to lower case.
var lower = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		t[c] = ascii.Lower(byte(c))
	}
	return t
}()

// invisible reports whether a white space character, as token.SpaceAt finds it, has no width.
func invisible(sp []byte) bool {
	r, _ := utf8.DecodeRune(sp)
	return r == 0xAD || r == 0x180E || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x206F || r == 0xFEFF
}

// trimEdges removes the punctuation at both ends of dst[base:], unless there is nothing else.
func trimEdges(dst []byte, base int) []byte {
	from, to := base, len(dst)
	for from < to {
		r, n := utf8.DecodeRune(dst[from:to])
		if !edge(r) {
			break
		}
		from += n
	}
	for from < to {
		r, n := utf8.DecodeLastRune(dst[from:to])
		if !edge(r) {
			break
		}
		to -= n
	}
	if from == to {
		return dst
	}
	return dst[:base+copy(dst[base:], dst[from:to])]
}

func edge(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '#' || r == '@' || r == '+' ||
			r == '%' || r == '$' || r == '&')
	case r == utf8.RuneError:
		return false
	}
	return unicode.IsPunct(r) && r != '©' || r >= 0x2190 && r <= 0x21FF ||
		r >= 0x25A0 && r <= 0x25FF || r >= 0xE000 && r <= 0xF8FF
}

// foldBuffer is the number of bytes of a block that are folded for its hash. The rest of a longer
// block is hashed unfolded.
const foldBuffer = 512

// hash returns the hash of a block's text. buf is memory for folding; it is returned for reuse.
func hash(text, buf []byte) (h uint64, folded []byte) {
	head, rest := text, []byte(nil)
	if len(head) > foldBuffer {
		head, rest = text[:foldBuffer], text[foldBuffer:]
	}
	buf = Fold(buf[:0], head, false)
	h = xxhash.Sum64(buf)
	if len(rest) > 0 {
		h = h*0x9E3779B97F4A7C15 + xxhash.Sum64(rest)
	}
	return h, buf
}

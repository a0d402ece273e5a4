package gold

import (
	"unicode"
	"unicode/utf8"
)

// EachWord calls f for each word of text in lower case. Words are runs of letters, numbers and
// underscores, as in the published wcxb script (\w+ in Python). f must not keep the slice.
func EachWord(text []byte, f func(word []byte)) {
	var buf []byte
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' {
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		} else if len(buf) > 0 {
			f(buf)
			buf = buf[:0]
		}
	}
	if len(buf) > 0 {
		f(buf)
	}
}

// Bag returns the number of occurrences of each word in text.
func Bag(text []byte) map[string]int {
	m := map[string]int{}
	EachWord(text, func(w []byte) { m[string(w)]++ })
	return m
}

// F1 returns the word-F1 of got compared with want. If both are empty it is 1, if only one is it is
// 0.
func F1(got, want map[string]int) float64 {
	common, g, w := 0, 0, 0
	for word, n := range got {
		g += n
		common += min(n, want[word])
	}
	for _, n := range want {
		w += n
	}
	switch {
	case w == 0 && g == 0:
		return 1
	case common == 0:
		return 0
	}
	p, r := float64(common)/float64(g), float64(common)/float64(w)
	return 2 * p * r / (p + r)
}

// vocabulary numbers words.
type vocabulary map[string]int32

func (v vocabulary) ids(text []byte) []int32 {
	var out []int32
	EachWord(text, func(w []byte) {
		id, ok := v[string(w)]
		if !ok {
			id = int32(len(v))
			v[string(w)] = id
		}
		out = append(out, id)
	})
	return out
}

package model

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
)

// WordTable has what the line model knows about words: learned weights, and the function words of
// several languages. It is an open-addressed hash table; the words themselves are not in it. Key 0
// marks a free slot, of which there is always one.
type WordTable struct {
	Keys    []uint32 // power of two many
	Weights []Word   // of each slot
}

// Word is what is known of one word. Weights are logits times weightScale.
type Word struct {
	Any   int8 // weight of the word anywhere; of a phrase, of the whole phrase
	First int8 // further weight where it is the first word of a block
	Last  int8 // and the last
	Next  int8 // weight, in a short block, for the blocks that follow being main text
	Stop  bool // a function word
}

const weightScale = 32

// Salts keep the keys of phrases separate from those of words.
const (
	saltPrefix = 0x7F4A7C15 // the first two words of a block
	saltPhrase = 0x94D049BB // all words of a short block
	maxPhrase  = 6          // words of the longest phrase
)

func (t *WordTable) find(key uint32) *Word {
	if len(t.Keys) == 0 || key == 0 {
		return &unknown
	}
	mask := uint32(len(t.Keys) - 1)
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		switch t.Keys[i] {
		case key:
			return &t.Weights[i]
		case 0:
			return &unknown
		}
	}
}

// unknown is what is known of a word that is not in the table.
var unknown Word

func slot(key uint32) uint32 { return key * 0x9E3779B1 >> 12 }

// NewWordTable returns the table of the given words by key.
func NewWordTable(words map[uint32]Word) (t WordTable) {
	t.Keys, t.Weights = place(words)
	return t
}

// place returns an open-addressed table of the values by key, a power of two long, with an eighth
// of its slots free at least.
func place[T any](values map[uint32]T) (keys []uint32, slots []T) {
	size := 1
	for size*7 < len(values)*8+8 {
		size *= 2
	}
	keys, slots = make([]uint32, size), make([]T, size)
	mask := uint32(size - 1)
	for _, key := range sortedKeys(values) {
		i := slot(key) & mask
		for keys[i] != 0 {
			i = (i + 1) & mask
		}
		keys[i], slots[i] = key, values[key]
	}
	return keys, slots
}

// A wordScan yields the keys of the words of a text: runs of letters and digits, lower-cased, each
// digit as '0'. Characters of scripts without spaces are not words.
type wordScan struct {
	text []byte
	pos  int
	size int // characters of the word that next returned
}

const (
	hashBasis = 0x811C9DC5
	hashPrime = 0x01000193
)

func (s *wordScan) next() (key uint32, ok bool) {
	h, n := uint32(hashBasis), 0
	text, i := s.text, s.pos
scan:
	for i < len(text) {
		k := wordForm[text[i]]
		switch {
		case k > wideForm:
			h = (h ^ uint32(k)) * hashPrime
			n++
			i++
		case k < wideForm:
			i++
			if n > 0 {
				break scan
			}
		default:
			r, size := utf8.DecodeRune(text[i:])
			i += size
			switch {
			case (unicode.IsLetter(r) || unicode.IsMark(r)) && !block.Ideographic(r):
				h = (h ^ uint32(unicode.ToLower(r))) * hashPrime
				n++
			case n > 0 && r != 0xAD:
				break scan
			}
		}
	}
	s.pos, s.size = i, n
	return h | 1, n > 0
}

// wordForm is the form in which a byte of a word is hashed, 0 where it is part of none, wideForm
// where it is not ASCII.
var wordForm = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = wideForm
		case ascii.IsLetter(uint8(c)):
			t[c] = ascii.Lower(uint8(c))
		case ascii.IsDigit(uint8(c)):
			t[c] = '0'
		}
	}
	return t
}()

const wideForm = 1

func mix(h, key uint32) uint32 { return (h^key)*0x85EBCA6B + key>>15 | 1 }

package model

import "klartext/engine/block"

// line is what the line model measures of one block before it looks at the page around it.
type line struct {
	words, runes   int32
	stops          int32 // function words
	sum            int32 // weights of the words, the first, the last, the prefix and the phrase
	sentences      int32
	key            uint32 // of all words, ignoring digits except for their number
	firstKey       uint32 // of the first word
	shapeKey       uint32 // of what the block looks like
	peak, low      int8   // largest and smallest weight of a word
	first, last    int8
	prefix, phrase int8
	lw             int16 // ilog of words
	score          int16 // linear score: log-odds times 64
	text, own, up  int16 // its parts on an HTML page: of the words, of the classes near and above
	estimate       int16 // the same as a probability in 1/one

	// next is, for a short block, what it says about the blocks after it: the log-odds times 64
	// that they are main text, minus the usual value.
	next int16

	longest       int16 // characters of the longest word
	opens, closes uint8 // class of the first and the last character
	gap, below    uint8 // blank lines before and after, 0 to 3
	marks         uint8

	// Blocks of the page with the same words, with the same shape, with the same first word.
	same, alike, led int32

	nth     int32 // which of the same ones this is, from 0
	since   int32 // blocks since the last same one, 0 for the first
	fading  int32 // sum of next over the blocks before, each counted less the farther it is
	floor   int16 // lowest next of the blocks before
	floorAt int32 // where that is
	p       int16 // the first trees' probability in 1/one
}

// announce fills what the blocks before each say about what follows.
func announce(lines []line) {
	fading, floor, floorAt := int32(0), int16(0), int32(0)
	for i := range lines {
		l := &lines[i]
		l.fading, l.floor, l.floorAt = fading, floor, floorAt
		fading = fading*7/8 + int32(l.next)
		if l.next < floor {
			floor, floorAt = l.next, int32(i)
		}
	}
}

// Marks inside a block.
const (
	markAt     = 1 << iota // @
	markSlash              // / between words, as addresses and dates have it
	markPipe               // | or ·
	markMoney              // $ € £
	markCopy               // ©
	markArrow              // › » → at the end, « ‹ ← at the start
	markParens             // ( or [
	markHash               // #
)

// Classes of a character at the edge of a block.
const (
	edgeOther = iota
	edgeLower
	edgeUpper
	edgeDigit
	edgeStop
	edgeComma
	edgeColon
	edgeQuote
	edgeEllipsis
	edgeParen
	edgeDash
	edgeBullet
	edgeWide // a letter outside ASCII
)

func edgeClass(r rune) uint8 {
	switch {
	case 'a' <= r && r <= 'z':
		return edgeLower
	case 'A' <= r && r <= 'Z':
		return edgeUpper
	case '0' <= r && r <= '9':
		return edgeDigit
	}
	switch r {
	case '.', '!', '?', '。', '！', '？':
		return edgeStop
	case ',', ';', '，', '、':
		return edgeComma
	case ':', '：':
		return edgeColon
	case '"', '\'', '“', '”', '„', '’', '‘', '«', '»', '‹', '›', '「', '」':
		return edgeQuote
	case '…':
		return edgeEllipsis
	case '(', ')', '[', ']', '{', '}':
		return edgeParen
	case '-', '–', '—':
		return edgeDash
	case '•', '*', '·', '▪', '→', '←', '>', '<', '|', '/', '+', '×', '©':
		return edgeBullet
	}
	if r >= 0xC0 {
		return edgeWide
	}
	return edgeOther
}

// measure fills l from the block's shape and its words.
func (l *line) measure(m *Model, src []byte, b *block.Block) {
	text := b.Text(src)
	*l = line{
		words: b.Words, runes: b.Runes, sentences: b.Sentences, lw: int16(ilog(int64(b.Words))),
		opens: edgeClass(b.FirstRune), closes: edgeClass(b.LastRune), gap: uint8(min(b.Gap, 3)),
		marks: marks(text),
	}
	if n := len(text); n > 3 && text[n-1] == '.' && text[n-2] == '.' && text[n-3] == '.' {
		l.closes = edgeEllipsis
	}
	l.readWords(m, text)
	l.shapeKey = mix(uint32(l.opens)|uint32(l.closes)<<4|uint32(l.gap)<<8|
		min(uint32(b.Words), 6)<<12|min(uint32(b.Digits), 3)<<16, hashBasis)
	l.score = m.linear(l)
	l.estimate = probability(int32(l.score) * (leafScale / 64))
}

func (l *line) readWords(m *Model, text []byte) {
	scan := wordScan{text: text}
	var key, before uint32
	n := 0
	all := uint32(hashBasis)
	w := &unknown
	next, nextEdge := int32(0), int32(0)
	for {
		k, ok := scan.next()
		if !ok {
			break
		}
		key = k
		w = m.Words.find(key)
		l.sum += int32(w.Any)
		next += int32(w.Next)
		l.peak, l.low = max(l.peak, w.Any), min(l.low, w.Any)
		l.longest = max(l.longest, int16(min(scan.size, 100)))
		if w.Stop {
			l.stops++
		}
		switch n {
		case 0:
			l.first, l.firstKey = w.First, key
		case 1:
			p := m.Words.find(mix(mix(saltPrefix, before), key))
			l.prefix = p.Any
			nextEdge += int32(p.Next)
		}
		all = mix(all, key)
		before = key
		n++
	}
	if n == 0 {
		l.key = mix(uint32(l.runes), saltPhrase)
		return
	}
	l.last, l.key = w.Last, all
	if n <= maxPhrase {
		p := m.Words.find(mix(all, saltPhrase))
		l.phrase = p.Any
		nextEdge += int32(p.Next)
	}
	if l.words <= shortWords {
		l.next = clamp(int(next*16/sqrt16(l.words)+nextEdge) * 64 / weightScale)
	}
}

// markBytes are the marks of the ASCII characters, and the top bit for bytes that start a longer
// one.
var markBytes = [256]uint16{
	'@': markAt, '/': markSlash, '|': markPipe, '$': markMoney, '(': markParens, '[': markParens,
	'#':  markHash,
	0xC2: markLonger, 0xE2: markLonger,
}

const markLonger = 1 << 15

// markedBytes is how much of a block is looked at for marks.
const markedBytes = 400

func marks(text []byte) uint8 {
	m := uint16(0)
	for i, c := range text[:min(len(text), markedBytes)] {
		k := markBytes[c]
		if k != markLonger {
			m |= k
			continue
		}
		switch {
		case c == 0xC2 && i+1 < len(text):
			m |= uint16(latinMark(text[i+1]))
		case c == 0xE2 && i+2 < len(text):
			m |= uint16(wideMark(text[i+1], text[i+2]))
		}
	}
	return uint8(m)
}

func latinMark(b byte) uint8 {
	switch b {
	case 0xB7: // ·
		return markPipe
	case 0xA3: // £
		return markMoney
	case 0xA9: // ©
		return markCopy
	case 0xBB: // »
		return markArrow
	}
	return 0
}

func wideMark(b, c byte) uint8 {
	switch {
	case b == 0x82 && c == 0xAC: // €
		return markMoney
	case b == 0x80 && (c == 0xB9 || c == 0xBA), b == 0x86: // ‹ › and arrows
		return markArrow
	case b == 0x80 && c == 0xA2: // •
		return markPipe
	}
	return 0
}

// linear is the linear score of a block: the bias of its length, the weights of its words by the
// root of their number, and those of its edges and phrases.
func (m *Model) linear(l *line) int16 {
	sum := int32(m.Length[lengthClass(l.words)]) * weightScale / 64
	sum += l.sum * 16 / sqrt16(l.words)
	sum += int32(l.first) + int32(l.last) + int32(l.prefix) + int32(l.phrase)
	return clamp(int(sum * 64 / weightScale))
}

// shortWords is the length up to which a block may announce what follows it.
const shortWords = 8

// lengthClasses is the number of classes of a block's length.
const lengthClasses = 20

func lengthClass(words int32) int { return min(ilog(int64(words))/8, lengthClasses-1) }

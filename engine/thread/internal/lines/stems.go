package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
)

// signsOff reports whether a folded line starts like the end of a letter: "LG, Sepp".
func signsOff(fold []byte) bool {
	for _, w := range lexicon.SignOffs {
		if len(fold) >= len(w) && string(fold[:len(w)]) == w &&
			(len(fold) == len(w) || !block.InWord(fold, len(w))) {
			return true
		}
	}
	return false
}

// hasWord reports whether the folded text starts with one of the words.
func hasWord(folded []byte, words ...string) bool {
	_, end := block.NextWord(folded, 0)
	for _, w := range words {
		if string(folded[:end]) == w {
			return true
		}
	}
	return false
}

// HasStem reports whether the folded block contains one of the stems.
func (p *Page) HasStem(i int32, stems []string) bool {
	return p.SpanHasStem(comment.SpanOf(p.Blocks[i].Start, p.Blocks[i].End), stems)
}

// SpanHasStem reports whether the folded line contains one of the stems.
func (p *Page) SpanHasStem(line comment.Span, stems []string) bool {
	t := line.Of(p.Src)
	p.fold = block.Fold(p.fold[:0], t[:min(len(t), MaxFold)], true)
	for _, w := range stems {
		if bytes.Contains(p.fold, []byte(w)) {
			return true
		}
	}
	return false
}

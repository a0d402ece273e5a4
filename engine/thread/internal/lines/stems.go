package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
)

// Words that end a letter, above or before the name of the writer.
var signOffs = [...]string{
	"lg", "vg", "mfg", "glg", "gruss", "grüsse", "regards", "cordialement",
	"saludos", "saluti", "groetjes", "pozdrawiam",
	"liebe grüsse", "lieben gruss", "viele grüsse", "schöne grüsse", "beste grüsse",
	"mit freundlichen grüssen", "best wishes", "best regards",
	"kind regards", "warm regards", "cheers and thanks", "many thanks", "bien cordialement",
	"un saludo", "cordiali saluti", "с уважением",
}

// signsOff reports whether a folded line starts like the end of a letter: "LG, Sepp".
func signsOff(fold []byte) bool {
	for _, w := range signOffs {
		if len(fold) >= len(w) && string(fold[:len(w)]) == w &&
			(len(fold) == len(w) || !block.InWord(fold, len(w))) {
			return true
		}
	}
	return false
}

// Stems of the words for the control that answers a record. Other controls, "Share" and "Like", are
// below teasers as well.
var replies = [...]string{
	"reply", "antwort", "zitier", "quote", "répond", "citer", "respond",
	"citar", "rispond", "reageer", "odpowied", "svar",
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

// HasStem reports whether the folded block holds one of the stems.
func (p *Page) HasStem(i int32, stems []string) bool {
	return p.SpanHasStem(comment.SpanOf(p.Blocks[i].Start, p.Blocks[i].End), stems)
}

// SpanHasStem reports whether the folded line holds one of the stems.
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

// Remarks are stems of what readers leave below something. Answers and replies stand below
// questions and posts.
var Remarks = []string{
	"komment", "comment", "coment", "leserm", "leserb", "réaction", "reacti", "opinion", "meinung",
	"bewertung", "review", "avis", "recensi", "reseñ", "posting", "koment", "комент", "коммент",
	"yorum", "תגוב", "σχόλι", "评论", "評論", "コメント", "댓글",
}

package records

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

const (
	maxFrame  = 12  // words of a line that frames a quote
	maxHeader = 100 // bytes of one that says whose words follow
)

// TrimQuotes drops from the quotes in the texts of a thread what says whose words they are, and
// their controls: "X wrote:", "Click to expand". A text that is nothing but quotes keeps them
// whole.
func TrimQuotes(th *comment.Thread, page *lines.Page) {
	for i := range th.Comments {
		c := &th.Comments[i]
		text := th.Text[c.Text : c.Text+c.TextLen]
		n, own := 0, false
		for _, l := range text {
			own = own || l.Quote == 0
		}
		b := c.First
		for _, l := range text {
			for b < c.Last && page.Blocks[b].End <= l.Start {
				b++
			}
			if own && l.Quote > 0 && frames(page, b, l.Of(page.Src)) {
				continue
			}
			text[n] = l
			n++
		}
		c.TextLen = int32(n)
	}
}

// frames reports whether a line of a quote, in block b, is not of the words quoted.
func frames(page *lines.Page, b int32, line []byte) bool {
	f, x := &page.Facts[b], &page.Blocks[b]
	if x.Words > maxFrame {
		return false
	}
	return f.Role == lexicon.RoleAction && f.Symbol == lines.Action ||
		f.Role == lexicon.RoleQuote && x.Sentences <= 1 ||
		len(line) <= maxHeader && lines.Announces(line)
}

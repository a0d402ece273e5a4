// Package candidate describes the candidates of engine/meta to engine/meta/train, which learns the
// weights that choose among them.
package candidate

// Choice is a choice that learned weights make.
type Choice uint8

// Choices, with the files of their weights.
const (
	Headline Choice = iota // the title of a plain-text page: ztitle.go
	Title                  // the title of an HTML page: zpagetitle.go
	Date                   // the date of an HTML page: zpagedate.go
	Authors                // the authors of an HTML page: zpageauthor.go
)

// Candidate is one of the answers that a page offers.
type Candidate struct {
	Values   []string // the title, the date in ISO form, or the names; empty for the answer "none"
	Features []float32
}

package label

import "math"

// Scope says where in a block a phrase counts; package lexicon has the values, of which several may
// be joined.
type Scope uint16

// Role says what a phrase does within its family: a heading of the section, a button of a record, a
// word before a name. Package lexicon has the roles, which are those that its rows name.
type Role uint8

// Rule names what decided a label, for the reason shown to people.
type Rule uint8

// Rules.
const (
	ByModel Rule = iota
	ByLexicon
	ByNeighbour
	ByRepetition
	ByPosition
	ByShape
	ByTime
	ByThread
	ByMeta
	ByHost
	numRules
)

var ruleNames = [numRules]string{
	"model", "lexicon", "neighbour", "repetition", "position", "shape", "time", "comment grammar",
	"metadata", "other pages",
}

// what a label is called in a reason.
var plain = [NumLabels]string{
	None: "undecided", Title: "title", Kicker: "kicker", Lead: "lead", Heading: "heading",
	Text: "text", List: "list", Table: "table",
	Code: "code", Quote: "quote", Caption: "caption", Credit: "credit", Date: "date",
	Byline: "byline", Section: "section",
	CommentAuthor: "comment author", CommentRank: "comment author's rank",
	CommentTime: "comment time", CommentVotes: "comment votes",
	CommentText: "comment text", Nav: "navigation", Consent: "consent box",
	Player: "player control", Paywall: "paywall",
	Share: "share button", Related: "related story", Promo: "promotion", Gallery: "gallery",
	Support: "support notice", Legal: "legal notice",
	Marker: "marker", CommentUI: "comment control", CommentPolicy: "comment policy", Form: "form",
	Ad: "advertisement", Other: "not main text",
}

// AppendReason appends the reason for the verdict as people read it: "player control: lexicon".
// Where the model decided it tells its estimate: "text: model 0.93".
func (v Verdict) AppendReason(dst []byte, estimate float32) []byte {
	if v.Label < NumLabels {
		dst = append(dst, plain[v.Label]...)
	}
	dst = append(dst, ": "...)
	if v.Rule < numRules {
		dst = append(dst, ruleNames[v.Rule]...)
	}
	if v.Rule == ByModel {
		// strconv's floats would be 30 KB in the browser.
		n := int(math.RoundToEven(float64(min(max(estimate, 0), 1)) * 100))
		dst = append(dst, ' ', byte('0'+n/100), '.', byte('0'+n/10%10), byte('0'+n%10))
	}
	return dst
}

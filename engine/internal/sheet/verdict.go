package sheet

import (
	"math"

	"klartext/engine/label"
)

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
	ByHiding // the element is hidden, or only for browsers without scripts
	ByData   // JSON-LD has the text, the page does not
	numRules
)

var ruleNames = [numRules]string{
	"model", "lexicon", "neighbour", "repetition", "position", "shape", "time", "comment grammar",
	"metadata", "other pages", "hidden", "json-ld",
}

// what a label is called in a reason.
var plain = [label.NumLabels]string{
	label.None: "undecided", label.Title: "title", label.Kicker: "kicker", label.Lead: "lead", label.Heading: "heading",
	label.Text: "text", label.List: "list", label.Table: "table",
	label.Code: "code", label.Quote: "quote", label.Caption: "caption", label.Credit: "credit", label.Date: "date",
	label.Byline: "byline", label.Section: "section",
	label.CommentAuthor: "comment author", label.CommentRank: "comment author's rank",
	label.CommentTime: "comment time", label.CommentVotes: "comment votes",
	label.CommentText: "comment text", label.Nav: "navigation", label.Consent: "consent box",
	label.Player: "player control", label.Paywall: "paywall",
	label.Share: "share button", label.Related: "related story", label.Promo: "promotion", label.Gallery: "gallery",
	label.Support: "support notice", label.Legal: "legal notice",
	label.Marker: "marker", label.CommentUI: "comment control", label.CommentPolicy: "comment policy", label.Form: "form",
	label.Ad: "advertisement", label.Other: "not main text",
}

// AppendReason appends the reason for the verdict, for people to read: "player control: lexicon".
// If the model decided, it shows its estimate: "text: model 0.93".
func (v Verdict) AppendReason(dst []byte, estimate float32) []byte {
	if v.Label < label.NumLabels {
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

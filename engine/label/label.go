package label

// Label says what a block is on its page.
type Label uint8

// The labels. Those from Nav on are boilerplate, one label per family. Lead to Quote are the main
// text.
const (
	None Label = iota // not decided yet; no block of a Document has it
	Title
	Kicker
	Lead
	Heading
	Text
	List
	Table
	Code
	Quote
	Caption
	Credit
	Date
	Byline
	Section
	CommentAuthor
	CommentRank
	CommentTime
	CommentVotes
	CommentText
	Nav
	Consent
	Player
	Paywall
	Share
	Related
	Promo
	Gallery
	Support
	Legal
	Marker
	CommentUI
	CommentPolicy
	Form
	Ad
	Other
	NumLabels
)

var names = [NumLabels]string{
	"none", "title", "kicker", "lead", "heading", "text", "list", "table", "code", "quote",
	"caption", "credit", "date",
	"byline", "section", "comment-author", "comment-rank", "comment-time", "comment-votes",
	"comment-text",
	"boilerplate:nav", "boilerplate:consent", "boilerplate:player", "boilerplate:paywall",
	"boilerplate:share",
	"boilerplate:related", "boilerplate:promo", "boilerplate:gallery", "boilerplate:support",
	"boilerplate:legal",
	"boilerplate:marker", "boilerplate:comment-ui", "boilerplate:comment-policy",
	"boilerplate:form", "boilerplate:ad",
	"boilerplate:other",
}

// String returns the label's name; boilerplate is written "boilerplate:family".
func (l Label) String() string {
	if l >= NumLabels {
		return "invalid"
	}
	return names[l]
}

// Boilerplate reports whether the label is one of the boilerplate families.
func (l Label) Boilerplate() bool { return l >= Nav && l < NumLabels }

// Main reports whether blocks with this label are the main text.
func (l Label) Main() bool { return l >= Lead && l <= Quote }

// Comment reports whether the label is a part of a reader's comment.
func (l Label) Comment() bool { return l >= CommentAuthor && l <= CommentText }

// Parse returns the label with the given name.
func Parse(name string) (Label, bool) {
	for l, n := range names {
		if n == name {
			return Label(l), l != int(None)
		}
	}
	return None, false
}

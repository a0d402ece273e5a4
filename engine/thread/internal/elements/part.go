package elements

// part is what an element of a comment section contains, according to its names.
type Part uint8

const (
	Section   Part = iota // the whole comment section, or the list of all records
	Record                // one record with all its fields, perhaps with the replies to it
	Replies               // the list of the replies to a record
	Author                // the name of the author
	Time                  // when it was written
	Body                  // the text
	Title                 // the record's own subject
	Rank                  // what the system calls the author: "Member", "Gast"
	Votes                 // points, likes
	Number                // the number of the record: "#12"
	Fields                // facts on the author: posts, place, joined
	Avatar                // picture of the author
	Controls              // reply, report, share, vote
	Signature             // what ends all of an author's records
	Quote                 // the words of another record
	Edited                // who changed the record when
	Parent                // "in reply to X"
	Form                  // the form for a comment
	Policy                // rules of the section
	More                  // links to further records
	Other                 // named like a comment, but a count, a teaser of comments, a template
	numParts
)

// parts is a set of them.
type Parts uint32

func (p Parts) Has(x Part) bool { return p>>x&1 != 0 }

func (p *Parts) Add(x Part) { *p |= 1 << x }

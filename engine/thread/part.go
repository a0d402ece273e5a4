package thread

// part is what an element of a comment section holds, as far as its names tell.
type part uint8

const (
	partSection   part = iota // the whole comment section, or the list of all records
	partRecord                // one record with all its fields, perhaps with the replies to it
	partReplies               // the list of the replies to a record
	partAuthor                // the name of the author
	partTime                  // when it was written
	partBody                  // the text
	partTitle                 // the record's own subject
	partRank                  // what the system calls the author: "Member", "Gast"
	partVotes                 // points, likes
	partNumber                // the number of the record: "#12"
	partFields                // facts on the author: posts, place, joined
	partAvatar                // picture of the author
	partControls              // reply, report, share, vote
	partSignature             // what ends all of an author's records
	partQuote                 // the words of another record
	partEdited                // who changed the record when
	partParent                // "in reply to X"
	partForm                  // the form for a comment
	partPolicy                // rules of the section
	partMore                  // links to further records
	partOther                 // what looks like a comment to its names and is none: counts, teasers of comments, templates
	numParts
)

// parts is a set of them.
type parts uint32

func (p parts) has(x part) bool { return p>>x&1 != 0 }

func (p *parts) add(x part) { *p |= 1 << x }

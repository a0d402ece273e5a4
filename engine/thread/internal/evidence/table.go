package evidence

// Sign is something that counts for or against records being comments.
type Sign uint8

// Signs, in their groups.
const (
	Heading Sign = iota
	HeadingFar

	Count
	CountFar

	Form
	FormFar
	FormBelow
	Textarea

	Control
	Answer
	OwnControl
	OtherControl

	Says
	By

	AuthorField
	Rank

	NumbersRise
	NumbersCount

	NameTwice

	ReplyLine
	Call

	VoteLine
	Points

	Clock
	Age

	FewNamed
	OneAuthor
	Returning
	Dominant
	Monologue

	NoText
	BareMonth
	ShortTexts

	ReplyTitle

	Inner
	RecordName
	RecordNameWeak
	SectionName
	NumberedID
	OtherName
	Linked
	Bare
	Described
	TitleLinks
	Parted
	Posts

	Regular
	Voices

	numSigns
)

// Group is what several signs show together.
type Group uint8

// Groups, in the order in which they are added up.
const (
	Headings Group = iota
	Counts
	Forms
	Controls
	Speech
	Fields
	Ranks
	Numbers
	Doubles
	Replies
	Votes
	Clocks
	Ages
	Authors
	Texts
	Titles
	Elements
	Regularity
	Conversation
	numGroups
)

// row is a sign with its weights, which are multiplied with how much of it there is: the share of
// the records that show it, or 1. A weight of 0 says that the sign does not count there.
type row struct {
	group      Group
	text, html float32

	// own is how much the sign shows on HTML pages that only comments have, besides what its group
	// shows; see records, which need some of that.
	own float32
}

// strongest are the groups of which only the strongest sign counts. In other groups all count.
var strongest = [numGroups]bool{
	Headings: true, Counts: true, Forms: true, Numbers: true, Votes: true,
}

// table has the signs. The weights were set by hand on the pages of the corpora.
var table = [numSigns]row{
	// Comments are below a heading that names them.
	Heading: {Headings, 2, 2, 0},
	// A heading more than 8 blocks above may be that of something else.
	HeadingFar: {Headings, 1.4, 0, 0},

	// A count of comments says that there are some, and where they start.
	Count: {Counts, 2.5, 2.5, 0},
	// The same more than 8 blocks above.
	CountFar: {Counts, 1.75, 0, 0},

	// Forms, notices that the section is closed, sort lines and links to more are around comments.
	Form: {Forms, 1, 1, 0},
	// The same more than 8 blocks above.
	FormFar: {Forms, .7, 0, 0},
	// The form for the next comment follows the last one.
	FormBelow: {Forms, 1.5, 1.5, 0},
	// A text field of several lines is for comments; those of searches have one line.
	Textarea: {Forms, 0, 1.5, 0},

	// Comments have controls; so have teasers, but fewer.
	Control: {Controls, 2, 0, 0},
	// Only what somebody wrote can be answered or quoted.
	Answer: {Controls, 1.5, 0, 0},
	// Answering, reporting, quoting and voting are only offered for comments.
	OwnControl: {Controls, 0, 2, 0},
	// "Share" and "more" are below teasers too.
	OtherControl: {Controls, 0, .5, 0},

	// "X says:" introduces what somebody said.
	Says: {Speech, 2.5, 2.5, 0},
	// "By X" is above comments, but also above articles.
	By: {Speech, .625, .625, 0},

	// Forums show facts about the authors of posts: "Posts: 97", "Joined 2012".
	AuthorField: {Fields, 1.5, 1.5, 0},
	// Systems call their authors something: "Member", "Gast".
	Rank: {Ranks, 1, 1, 0},

	// Numbers that rise from record to record number them.
	NumbersRise: {Numbers, 2, 2, 0},
	// #1, #2, #3: nothing else is numbered without gaps.
	NumbersCount: {Numbers, 3, 3, 0},

	// Names that occur twice are those of avatars and authors.
	NameTwice: {Doubles, 1, 1, 0},

	// "Reply to X" shows that records answer each other.
	ReplyLine: {Replies, 1, 0, 0},
	// Texts that start with "@" and the name of another author are answers.
	Call: {Replies, 0, 1, 0},

	// Comments are voted on.
	VoteLine: {Votes, 1, 1, 0},
	// "188 points" in the line of author and time is how comments show it.
	Points: {Votes, 2, 2, 0},

	// Comments show the minute, articles often the day only.
	Clock: {Clocks, 1, 1, 0},
	// "2 hours ago" is how comments show their time.
	Age: {Ages, .5, .5, 0},

	// Comments have authors.
	FewNamed: {Authors, -2, -2, 0},
	// Four or more records by one author are what that author publishes.
	OneAuthor: {Authors, 0, -2, 0},
	// Some of those who talk come back.
	Returning: {Authors, .5, .5, 0},
	// An author of seven in ten records publishes, and others are quoted.
	Dominant: {Authors, 0, -1.5, 0},
	// Two or three records by one author are not a conversation.
	Monologue: {Authors, 0, -.6, 0},

	// Without a text it is not a comment.
	NoText: {Texts, -2, -2, 0},
	// A month without a day dates archives.
	BareMonth: {Texts, -1, -1, 0},
	// If half of the texts have three words or fewer, they are not texts.
	ShortTexts: {Texts, 0, -1, 0},

	// "Re: …" is the title of an answer.
	ReplyTitle: {Titles, 1.5, 1.5, 0},

	// Records inside or around proven comments are their answers, or what they answer.
	Inner: {Elements, 0, 1.5, 0},
	// The elements are named as comments.
	RecordName: {Elements, 0, 1.2, 0},
	// Names that mean comments only inside a section.
	RecordNameWeak: {Elements, 0, .48, 0},
	// An element around them is named as a comment section.
	SectionName: {Elements, 0, 1.5, 1.5},
	// Comments have an id with a number, to be linked to.
	NumberedID: {Elements, 0, .7, 0},
	// The elements are named as something else: teasers, counts, templates.
	OtherName: {Elements, 0, -3, 0},
	// Texts in links, or that start with one to a story, are teasers.
	Linked: {Elements, 0, -3, 0},
	// Records without a time and without a real author may be anything.
	Bare: {Elements, 0, -2.5, 0},
	// JSON-LD says that they are comments.
	Described: {Elements, 0, 2, 2},
	// Headings that lead to other pages are those of teasers.
	TitleLinks: {Elements, 0, -3, 0},
	// Names for authors and texts, and recurring authors, are those of a comment system.
	Parted: {Elements, 0, 2.5, 1.5},
	// Records with ids that lead to no other page are posts and not teasers.
	Posts: {Elements, 0, 0, 1},

	// Nearly all records have an author, a time and a text.
	Regular: {Regularity, 0, .8, 0},
	// Several authors say sentences at different minutes: people talk, whatever their language.
	Voices: {Conversation, 0, .7, 0},
}

// bounds are the first signs of the groups.
var bounds = func() (b [numGroups + 1]Sign) {
	for s := numSigns; s > 0; s-- {
		b[table[s-1].group] = s - 1
	}
	b[numGroups] = numSigns
	return b
}()

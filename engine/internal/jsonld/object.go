package jsonld

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// Class is the role of an object with regard to comments.
type Class uint8

// The classes of objects.
const (
	ClassOther    Class = iota // none of the following
	ClassPage                  // may have comments: an article, a product, a recipe
	ClassComment               // a comment, wherever it is
	ClassAnswer                // an answer to a question, which counts as a comment there
	ClassReview                // a review of a product, which counts as a comment there
	ClassQuestion              // a page that asks a question; among comments, a comment
	ClassPosting               // a page that opens a thread; among comments, a comment
	classList                  // questions that the page itself answers
)

var classNames = [...]string{
	"other", "page", "comment", "answer", "review", "question", "posting", "list",
}

// String returns the name of the class in lower case, or "invalid".
func (c Class) String() string {
	if int(c) >= len(classNames) {
		return "invalid"
	}
	return classNames[c]
}

// classOf returns the class of a type as pages write it: "Comment", "schema:Comment",
// "https://schema.org/Comment".
func classOf(name []byte) Class {
	if i := bytes.LastIndexAny(name, "/:#"); i >= 0 {
		name = name[i+1:]
	}
	switch string(name) {
	case "Comment", "UserComments", "CorrectionComment":
		return ClassComment
	case "Answer":
		return ClassAnswer
	case "Review", "UserReview", "CriticReview":
		return ClassReview
	case "Question":
		return ClassQuestion
	case "DiscussionForumPosting", "SocialMediaPosting":
		return ClassPosting
	case "FAQPage":
		return classList
	case "BlogPosting", "LiveBlogPosting", "Report", "Product", "Recipe", "VideoObject", "WebPage",
		"ItemPage", "QAPage", "Book", "Movie", "Game", "VideoGame", "HowTo", "CreativeWork",
		"Photograph", "ImageObject", "PodcastEpisode", "SoftwareApplication":
		return ClassPage
	}
	if bytes.HasSuffix(name, []byte("Article")) {
		return ClassPage
	}
	return ClassOther
}

// object holds the members of an object that have to do with comments, as nodes of the tape, or -1.
// If a name has several values, it is the first.
type object struct {
	class Class

	author, text, title, date, id, url, votes, parent int32
	comments, answers, actions                        int32 // counts
	counts                                            int32 // older form: "UserComments:12"

	members int
}

var noObject = object{
	author: -1, text: -1, title: -1, date: -1, id: -1, url: -1, votes: -1, parent: -1,
	comments: -1, answers: -1, actions: -1, counts: -1,
}

// look reads the members of object i.
func (t *Tape) look(i int32) object {
	o := noObject
	textRank, titleRank, dateRank, authorRank := 9, 9, 9, 9
	for k := i + 1; k < t.Nodes[i].Next; k = t.Nodes[k].Next {
		o.members++
		switch string(t.name(k)) {
		case "@type", "type":
			t.Each(k, func(n int32) { o.class = max(o.class, classOf(t.Text(n))) })
		case "@id":
			put(&o.id, k)
		case "url":
			put(&o.url, k)
		case "author":
			take(&o.author, k, &authorRank, 0)
		case "creator":
			take(&o.author, k, &authorRank, 1)
		case "text":
			take(&o.text, k, &textRank, 0)
		case "commentText":
			take(&o.text, k, &textRank, 1)
		case "articleBody", "reviewBody":
			take(&o.text, k, &textRank, 2)
		case "description":
			take(&o.text, k, &textRank, 3)
		case "headline":
			take(&o.title, k, &titleRank, 0)
		case "name":
			take(&o.title, k, &titleRank, 1)
		case "dateCreated":
			take(&o.date, k, &dateRank, 0)
		case "datePublished":
			take(&o.date, k, &dateRank, 1)
		case "commentTime", "uploadDate":
			take(&o.date, k, &dateRank, 2)
		case "upvoteCount":
			put(&o.votes, k)
		case "parentItem":
			put(&o.parent, k)
		case "commentCount":
			put(&o.comments, k)
		case "answerCount":
			put(&o.answers, k)
		case "interactionStatistic":
			put(&o.actions, k)
		case "interactionCount":
			put(&o.counts, k)
		}
	}
	return o
}

func put(member *int32, k int32) {
	if *member < 0 {
		*member = k
	}
}

// take sets member to k if the rank of k is lower than that of the current member.
func take(member *int32, k int32, rank *int, of int) {
	if of < *rank {
		*member, *rank = k, of
	}
}

// name returns the name of node k in its object, without a prefix such as "schema:".
func (t *Tape) name(k int32) []byte {
	key := t.Nodes[k].Key.Of(t.Src)
	if i := bytes.LastIndexByte(key, ':'); i >= 0 {
		key = key[i+1:]
	}
	return key
}

// maxClimb is the maximum number of arrays between an object and the object that contains it.
const maxClimb = 4

// holder returns the object that contains node k, directly or through arrays, and the name of the
// member that leads to k. At the top of a script it returns -1.
func (t *Tape) holder(k int32) (up int32, name []byte) {
	for range maxClimb {
		up = t.Nodes[k].Up
		if up < 0 || t.Nodes[up].Kind == Object {
			return up, t.name(k)
		}
		k = up
	}
	return -1, nil
}

// standing is the role of an object in the one that contains it.
type standing uint8

const (
	apart    standing = iota // none of the following
	atTop                    // at the top of a script or of its graph
	asEntity                 // as the thing that another object is about
	asReply                  // among comments, answers or reviews
)

func standingOf(up int32, name []byte) standing {
	if up < 0 {
		return atTop
	}
	switch string(name) {
	case "@graph":
		return atTop
	case "mainEntity", "mainEntityOfPage":
		return asEntity
	case "comment", "comments", "suggestedAnswer", "acceptedAnswer", "answer", "review", "reviews":
		return asReply
	}
	return apart
}

// maxCount is the greatest plausible count.
const maxCount = 100_000_000

// number returns the whole number in node k, a number or a string.
func (t *Tape) number(k int32) (n int32, ok bool) {
	if k = t.First(k); k < 0 || t.Nodes[k].Kind != Number && t.Nodes[k].Kind != String {
		return 0, false
	}
	return parse(t.Nodes[k].Raw.Of(t.Src))
}

// parse reads a whole number, with or without a sign.
func parse(s []byte) (n int32, ok bool) {
	s = bytes.TrimSpace(s)
	negative := len(s) > 0 && s[0] == '-'
	if negative || len(s) > 0 && s[0] == '+' {
		s = s[1:]
	}
	for _, c := range s {
		if !ascii.IsDigit(c) {
			return 0, false
		}
		if n = n*10 + int32(c-'0'); n > maxCount {
			return 0, false
		}
	}
	if negative {
		n = -n
	}
	return n, len(s) > 0
}

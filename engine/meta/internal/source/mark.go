package source

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// Marks are elements whose markup says what they show: a link to the author's page, an element
// whose class says author. Other stories and comments have them too; their blocks show which ones
// these are.

// maxMarks is how many marks of a page are read.
const maxMarks = 64

// Ranks of marks of authors.
const (
	RankRel   = 6 // rel=author
	RankName  = 7 // a class that says author's name
	RankLink  = 8 // a link to an author's page
	RankClass = 9
	RankUser  = 10 // a class that says user name, as those of forums
)

// readMarks adds the authors that elements of the page mark.
func readMarks(p *block.Page, pool *Pool) {
	const hidden = block.Foreign | block.Skipped | block.InHead
	n := 0
	for i := int32(1); i < int32(len(p.Elements)) && n < maxMarks; i++ {
		e := &p.Elements[i]
		if e.Flags&hidden != 0 || e.Flags&block.HasAttrs == 0 {
			continue
		}
		if rank := authorMark(p, i); rank > 0 && pool.addContent(AuthorField, Class, rank, p, i) {
			n++
		}
	}
}

// authorMark returns the rank of element i as the mark of an author, or 0 if it is not one.
func authorMark(p *block.Page, i int32) uint8 {
	e := &p.Elements[i]
	if e.Close-e.Open > maxText || e.Close <= e.Open {
		return 0
	}
	if e.Tag == tag.A && bytes.Contains(p.Source[e.Start:e.Open], []byte("author")) {
		rel, _ := p.Attr(i, "rel")
		if lists(rel, "author") {
			return RankRel
		}
		if href, _ := p.Attr(i, "href"); bytes.Contains(href, []byte("/author")) {
			return RankLink
		}
	}
	return authorClass(e.Class.Of(p.Source))
}

// Parts of class names, separated by hyphens, underscores or capitals. The first three lists mark
// authors; a class with a part from the last is something else, such as author-bio or author-image.
var (
	authorParts = [...]string{"author", "authors", "byline", "writer", "contributor"}
	userParts   = [...]string{"username", "poster"}
	nameParts   = [...]string{"name", "fn", "link", "vcard", "p"}
	otherParts  = [...]string{
		"about", "archive", "area", "avatar", "bio", "biography", "block", "box", "button", "card",
		"comment", "comments", "container", "count", "date", "desc", "description", "details",
		"has", "heading", "icon", "image", "img", "job", "label", "list", "modal", "more", "no",
		"only", "photo", "picture", "popup", "position", "posts", "prefix", "role", "section",
		"social", "text", "thumbnail", "time", "title", "tooltip", "twitter", "with", "wrap",
		"wrapper",
	}
)

// authorClass returns the rank of a class attribute as the mark of an author, or 0 if it is not
// one.
func authorClass(class []byte) uint8 {
	if !mayMarkAuthor(class) {
		return 0
	}
	best := uint8(0)
	for len(class) > 0 {
		class = bytes.TrimLeft(class, htmlSpace)
		end := bytes.IndexAny(class, htmlSpace)
		if end < 0 {
			end = len(class)
		}
		if rank := authorToken(class[:end]); rank > 0 && (best == 0 || rank < best) {
			best = rank
		}
		class = class[end:]
	}
	return best
}

// secondLetter has the second letter of the words that mark authors by their first.
var secondLetter = [256]byte{'a': 'u', 'b': 'y', 'w': 'r', 'c': 'o', 'u': 's', 'p': 'o'}

// markWords are the words of which a class must have one to mark an author.
var markWords = [...]string{"author", "byline", "writer", "contributor", "username", "poster"}

// mayMarkAuthor reports whether a class attribute contains one of the words. Most do not, and some
// are long.
func mayMarkAuthor(class []byte) bool {
	for i := 1; i < len(class); i++ {
		if second := secondLetter[class[i-1]|0x20]; second != 0 && second == class[i]|0x20 {
			rest := class[i-1:]
			for _, w := range markWords {
				if ascii.HasPrefixFold(rest, w) {
					return true
				}
			}
		}
	}
	return false
}

// authorToken returns the rank of one class as the mark of an author, or 0 if it is not one.
func authorToken(t []byte) uint8 {
	author, name, user := false, false, false
	for len(t) > 0 {
		n := 1
		for n < len(t) && t[n] != '-' && t[n] != '_' && !(t[n]-'A' < 26 && t[n-1]-'a' < 26) {
			n++
		}
		part := bytes.Trim(t[:n], "-_")
		switch {
		case isOneOf(part, authorParts[:]):
			author = true
		case isOneOf(part, userParts[:]):
			user = true
		case isOneOf(part, nameParts[:]):
			name = true
		case isOneOf(part, otherParts[:]):
			return 0
		}
		t = t[n:]
	}
	switch {
	case author && name:
		return RankName
	case author:
		return RankClass
	case user:
		return RankUser
	}
	return 0
}

package engine

import "klartext/engine/internal/markup"

// context makes the members of a Document terms of schema.org, or none. It holds for the "file" of
// the command too.
const context = `["https://schema.org",{"title":"headline","kicker":null,"lead":"abstract",` +
	`"byline":null,"authors":"author","agencies":null,"section":"articleSection",` +
	`"published":"datePublished","modified":"dateModified","date":null,` +
	`"language":"inLanguage","site":null,"tags":"keywords","sources":null,` +
	`"comment_section":null,"thread_page":null,"confidence":null,"truncated":null,` +
	`"paywalled":null,"file":null}]`

// AppendJSONLD appends the whole document as AppendJSON does, but as JSON-LD with the comments in
// the words of schema.org, replies in what they reply to:
//
//	{"@context", "@type": "Article", …, "commentCount",
//	 "comment": [{"@type": "Comment", "author": {"@type": "Person", "name"}, "dateCreated",
//	              "headline", "text", "upvoteCount", "comment": [{…}]}], …}
//
// A thread page is a DiscussionForumPosting. What the page does not show is left out, and so is the
// date of a comment of which only the month or the age is known. Upvotes are Comment.Points, those
// against a comment taken off, as search engines ask for it. Comments are nested 32 deep, for
// readers of JSON have limits; a reply that is deeper stands in the list of the comment at that
// depth and names its parent: "parentItem": {"@id": "#comment-41"}.
func (d *Document) AppendJSONLD(dst []byte) []byte {
	w := object(dst)
	w.key("@context")
	w.dst = append(w.dst, context...)
	if d.ThreadPage {
		w.word("@type", "DiscussionForumPosting")
	} else {
		w.word("@type", "Article")
	}
	w.metadata(d)
	if d.CommentSection.Announced >= 0 {
		w.int("commentCount", d.CommentSection.Announced)
	}
	w.key("comment")
	w.nest(d)
	w.verdicts(d)
	return w.end()
}

// nest writes the comments, every one open until its replies are written.
func (w *jsonObject) nest(d *Document) {
	open := 0
	w.dst = append(w.dst, '[')
	for i, depth := range d.Thread() {
		nested := min(depth, markup.MaxDepth)
		switch {
		case nested < open:
			w.closeTo(&open, nested)
			w.dst = append(w.dst, ',')
		case nested > 0:
			w.dst = append(w.dst, `,"comment":[`...)
		}
		w.dst = d.appendSchemaComment(w.dst, i, depth)
		open++
	}
	w.closeTo(&open, 0)
	w.dst = append(w.dst, ']')
}

// closeTo closes comments, and the lists between them, until so many are open and the list of the
// next.
func (w *jsonObject) closeTo(open *int, depth int) {
	for first := true; *open > depth; *open-- {
		if !first {
			w.dst = append(w.dst, ']')
		}
		w.dst = append(w.dst, '}')
		first = false
	}
}

// appendSchemaComment appends a comment without its replies and without the brace at its end.
func (d *Document) appendSchemaComment(dst []byte, i, depth int) []byte {
	c := &d.Comments[i]
	w := object(dst)
	w.word("@type", "Comment")
	if c.named(depth) {
		w.commentID("@id", i)
	}
	if len(c.Author) > 0 {
		w.key("author")
		a := object(w.dst)
		a.word("@type", "Person")
		a.field("name", c.Author)
		w.dst = a.end()
	}
	if t, ok := schemaTime(c.Published); ok {
		w.date("dateCreated", t)
	}
	if len(c.Title) > 0 {
		w.field("headline", c.Title)
	}
	w.commentText(d, c)
	if n, ok := c.Points(); ok {
		w.int("upvoteCount", n)
	}
	if depth > markup.MaxDepth {
		w.key("parentItem")
		p := object(w.dst)
		p.commentID("@id", int(c.up)-1)
		w.dst = p.end()
	}
	return w.dst
}

func (w *jsonObject) commentID(name string, i int) {
	w.key(name)
	w.dst = append(appendInt(append(w.dst, `"#comment-`...), i), '"')
}

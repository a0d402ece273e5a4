package engine

import "klartext/engine/internal/markup"

// context maps the members of a Document to terms of schema.org, or to none. It also covers the
// "file" of the command.
const context = `["https://schema.org",{"title":"headline","kicker":null,"lead":"abstract",` +
	`"byline":null,"authors":"author","agencies":null,"section":"articleSection",` +
	`"published":"datePublished","modified":"dateModified","date":null,` +
	`"language":"inLanguage","site":null,"tags":"keywords","sources":null,` +
	`"comment_section":null,"thread_page":null,"confidence":null,"truncated":null,` +
	`"paywalled":null,"file":null}]`

// AppendJSONLD appends the whole document like AppendJSON, but as JSON-LD with the comments in the
// vocabulary of schema.org, and replies inside the comment that they reply to:
//
//	{"@context", "@type": "Article", …, "commentCount",
//	 "comment": [{"@type": "Comment", "author": {"@type": "Person", "name"}, "dateCreated",
//	              "headline", "text", "upvoteCount", "comment": [{…}]}], …}
//
// A thread page is a DiscussionForumPosting. What the page does not show is left out, as is the
// date of a comment if only the month or the age is known. Upvotes are Comment.Points: votes
// against a comment are subtracted, as search engines require. Comments are nested 32 deep, because
// readers of JSON have limits. A deeper reply is in the list of the comment at that depth and names
// its parent: "parentItem": {"@id": "#comment-41"}.
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

// nest writes the comments, each of which stays open until its replies are written.
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

// closeTo closes comments, and the lists between them, until only the given number is open, and the
// list for the next one.
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

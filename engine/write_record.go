package engine

// AppendRecord appends the page as the members of a JSON object, for data sets of one page per line. The braces are the
// caller's, who may have members of its own to add:
//
//	"title", "author", "date", "language", "text",
//	"comments": [{"author", "rank", "time", "published", "text", "votes", "parent"}]
//
// author is the authors joined by commas, or else the byline; date is the date that the page
// shows of itself. The rest is as AppendJSON
// writes it.
func (d *Document) AppendRecord(dst []byte) []byte {
	w := jsonObject{dst, len(dst)}
	w.field("title", d.Title)
	w.author(d)
	w.date("date", d.Date)
	w.language(d.Language)
	w.text(d)
	w.key("comments")
	w.dst = append(w.dst, '[')
	for i := range d.Comments {
		w.item(i)
		w.dst = d.appendCommentRecord(w.dst, i)
	}
	return append(w.dst, ']')
}

func (w *jsonObject) author(d *Document) {
	if len(d.Authors) == 0 {
		w.field("author", d.Byline)
		return
	}
	w.key("author")
	w.dst = append(w.dst, '"')
	for i, a := range d.Authors {
		if i > 0 {
			w.dst = append(w.dst, ", "...)
		}
		w.dst = appendEscaped(w.dst, a)
	}
	w.dst = append(w.dst, '"')
}

func (d *Document) appendCommentRecord(dst []byte, i int) []byte {
	c := &d.Comments[i]
	w := object(dst)
	w.field("author", c.Author)
	w.field("rank", c.Rank)
	w.field("time", c.Time)
	w.date("published", c.Published)
	w.commentText(d, i)
	w.field("votes", c.Votes)
	w.parent(c.Parent)
	return w.end()
}

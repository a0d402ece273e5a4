package engine

// AppendRecord appends the page as the members of a JSON object, for data sets with one page per
// line. The caller writes the braces, and can add members of its own:
//
//	"title", "author", "date", "language", "text", "state", "announced", "provider",
//	"comments": [{"author", "rank", "time", "published", "title", "text", "votes",
//	              "votes_written", "parent", "evidence"}]
//
// author is the authors joined by commas, or else the byline; date is the date that the page shows
// for itself; state is that of the comment section. The number of comments that the page announces,
// the name of an external provider and a comment's own title are left out if the page has none. The
// rest is like in AppendJSON.
func (d *Document) AppendRecord(dst []byte) []byte {
	w := jsonObject{dst, len(dst)}
	w.field("title", d.Title)
	w.author(d)
	w.date("date", d.Date)
	w.language(d.Language)
	w.text(d)
	w.section(&d.CommentSection)
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

func (w *jsonObject) section(s *CommentSection) {
	w.word("state", s.State.String())
	if s.Announced >= 0 {
		w.int("announced", s.Announced)
	}
	if len(s.Provider) > 0 {
		w.field("provider", s.Provider)
	}
}

func (d *Document) appendCommentRecord(dst []byte, i int) []byte {
	c := &d.Comments[i]
	w := object(dst)
	w.field("author", c.Author)
	w.field("rank", c.Rank)
	w.field("time", c.Time)
	w.date("published", c.Published)
	if len(c.Title) > 0 {
		w.field("title", c.Title)
	}
	w.commentText(d, c)
	w.votes(c)
	w.parent(c)
	return w.end()
}

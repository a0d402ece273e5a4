package engine

import (
	"bytes"
	"math"
	"strconv"

	"klartext/engine/internal/markup"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// AppendJSON appends the whole document as one JSON object on one line, without a line feed at its
// end:
//
//	{"title", "kicker", "lead", "byline", "authors", "agencies", "section", "published",
//	 "modified", "date", "language", "site", "description", "url", "image", "tags",
//	 "sources": {"title": "open-graph", …}, "text",
//	 "comments": [{"author", "rank", "time", "published", "votes", "votes_written",
//	               "member_since", "title", "text", "parent", "evidence", "parent_score",
//	               "start", "end", "score"}],
//	 "comment_section": {"state", "announced", "provider", "start", "end"},
//	 "thread_page", "confidence", "truncated", "paywalled"}
//
// What the page does not show is null; lists are never null. The text is what AppendText writes
// without options. Dates are in ISO 8601, as precise as they were written, or null if only an age
// is known. A comment's votes are a number, see Comment.Points; if they are not written as the
// digits of that number, "votes_written" has them as written. Its parent is an index into comments,
// null for a comment of the top level, and left out if the page does not say. evidence is how the
// page says it, and parent_score how sure that is, if known. AppendJSONLD writes the comments in
// the vocabulary of schema.org.
func (d *Document) AppendJSON(dst []byte) []byte {
	w := object(dst)
	w.metadata(d)
	w.key("comments")
	w.dst = append(w.dst, '[')
	for i := range d.Comments {
		w.item(i)
		w.dst = d.appendCommentJSON(w.dst, i)
	}
	w.dst = append(w.dst, ']')
	w.verdicts(d)
	return w.end()
}

// metadata writes the members of a document that precede the comments.
func (w *jsonObject) metadata(d *Document) {
	w.field("title", d.Title)
	w.field("kicker", d.Kicker)
	w.field("lead", d.Lead)
	w.field("byline", d.Byline)
	w.list("authors", d.Authors)
	w.list("agencies", d.Agencies)
	w.field("section", d.Section)
	w.date("published", d.Published)
	w.date("modified", d.Modified)
	w.date("date", d.Date)
	w.language(d.Language)
	w.field("site", d.Site)
	w.field("description", d.Description)
	w.field("url", d.Canonical)
	w.field("image", d.Image)
	w.list("tags", d.Tags)
	w.sources(&d.Sources)
	w.text(d)
}

// verdicts writes the members that follow the comments.
func (w *jsonObject) verdicts(d *Document) {
	w.key("comment_section")
	w.dst = d.CommentSection.appendJSON(w.dst)
	w.bool("thread_page", d.ThreadPage)
	w.score("confidence", d.Confidence)
	w.bool("truncated", d.Truncated)
	w.bool("paywalled", d.Paywalled)
}

// sources writes where the fields that the page has were found.
func (w *jsonObject) sources(s *Sources) {
	w.key("sources")
	o := object(w.dst)
	for _, f := range [...]struct {
		name string
		from meta.Source
	}{
		{"title", s.Title}, {"byline", s.Byline}, {"authors", s.Authors}, {"section", s.Section},
		{"published", s.Published}, {"modified", s.Modified}, {"date", s.Date},
		{"language", s.Language}, {"site", s.Site}, {"description", s.Description},
		{"url", s.Canonical}, {"image", s.Image}, {"tags", s.Tags}, {"paywalled", s.Paywalled},
		{"text", s.Text},
	} {
		if f.from != meta.NoSource {
			o.key(f.name)
			o.dst = AppendJSONString(o.dst, f.from.String())
		}
	}
	w.dst = o.end()
}

func (d *Document) appendCommentJSON(dst []byte, i int) []byte {
	c := &d.Comments[i]
	w := object(dst)
	w.field("author", c.Author)
	w.field("rank", c.Rank)
	w.field("time", c.Time)
	w.date("published", c.Published)
	w.votes(c)
	w.field("member_since", c.MemberSince)
	w.field("title", c.Title)
	w.commentText(d, c)
	w.parent(c)
	if p := c.Origins.Parent.Score; p > 0 {
		w.score("parent_score", p)
	}
	w.int("start", c.Start)
	w.int("end", c.End)
	w.score("score", c.Score)
	return w.end()
}

func (s *CommentSection) appendJSON(dst []byte) []byte {
	w := object(dst)
	w.word("state", s.State.String())
	if s.Announced >= 0 {
		w.int("announced", s.Announced)
	} else {
		w.null("announced")
	}
	w.field("provider", s.Provider)
	w.int("start", s.Start)
	w.int("end", s.End)
	return w.end()
}

// jsonObject writes the members of one JSON object.
type jsonObject struct {
	dst   []byte
	start int // of the members, in dst
}

func object(dst []byte) jsonObject {
	dst = append(dst, '{')
	return jsonObject{dst, len(dst)}
}

func (w *jsonObject) end() []byte { return append(w.dst, '}') }

// key starts a member. It is not inlined since the module for browsers would grow by 33 KB.
//
//go:noinline
func (w *jsonObject) key(name string) {
	if len(w.dst) > w.start {
		w.dst = append(w.dst, ',')
	}
	w.dst = append(w.dst, '"')
	w.dst = append(w.dst, name...)
	w.dst = append(w.dst, `":`...)
}

// item separates the elements of an array.
func (w *jsonObject) item(i int) {
	if i > 0 {
		w.dst = append(w.dst, ',')
	}
}

func (w *jsonObject) null(name string) {
	w.key(name)
	w.dst = append(w.dst, "null"...)
}

// field writes a string, or null if it is empty.
func (w *jsonObject) field(name string, s []byte) {
	if len(s) == 0 {
		w.null(name)
		return
	}
	w.key(name)
	w.dst = AppendJSONString(w.dst, s)
}

// word writes a string that the engine has made.
func (w *jsonObject) word(name, s string) {
	w.key(name)
	w.dst = AppendJSONString(w.dst, s)
}

func (w *jsonObject) list(name string, list [][]byte) {
	w.key(name)
	w.dst = append(w.dst, '[')
	for i, s := range list {
		w.item(i)
		w.dst = AppendJSONString(w.dst, s)
	}
	w.dst = append(w.dst, ']')
}

func (w *jsonObject) language(code string) {
	if code == "" {
		w.null("language")
		return
	}
	w.word("language", code)
}

// date writes an absolute time, or null for any other.
func (w *jsonObject) date(name string, t when.Time) {
	if t.Kind != when.Absolute {
		w.null(name)
		return
	}
	w.key(name)
	w.dst = append(t.AppendISO(append(w.dst, '"')), '"')
}

func (w *jsonObject) int(name string, n int) {
	w.key(name)
	w.dst = strconv.AppendInt(w.dst, int64(n), 10)
}

func (w *jsonObject) bool(name string, b bool) {
	w.key(name)
	w.dst = strconv.AppendBool(w.dst, b)
}

// score writes a number from 0 to 1 with three digits: further ones mean nothing, and differ
// between machines.
func (w *jsonObject) score(name string, s float32) {
	if !(s > 0) { // NaN, which no stage produces, would not be JSON
		s = 0
	}
	w.key(name)
	w.dst = appendThousandths(w.dst, int(math.Round(float64(min(s, 1))*1000)))
}

// appendThousandths appends n/1000 with as many digits as needed. The floats of strconv would add
// 30 KB in the browser.
func appendThousandths(dst []byte, n int) []byte {
	dst = strconv.AppendInt(dst, int64(n/1000), 10)
	rest := n % 1000
	if rest > 0 {
		dst = append(dst, '.')
	}
	for digit := 100; rest > 0; digit /= 10 {
		dst = append(dst, byte('0'+rest/digit))
		rest %= digit
	}
	return dst
}

// parent writes the parent, and how it is known.
func (w *jsonObject) parent(c *Comment) {
	switch {
	case c.Parent >= 0:
		w.int("parent", c.Parent)
	case c.Parent == thread.TopLevel:
		w.null("parent")
	}
	if c.Evidence == thread.NoEvidence {
		w.null("evidence")
		return
	}
	w.word("evidence", c.Evidence.String())
}

// votes writes the votes as a number, and also as they are written if that is not the digits of the
// number.
func (w *jsonObject) votes(c *Comment) {
	n, ok := c.Points()
	if !ok {
		w.null("votes")
	} else {
		w.int("votes", n)
	}
	if len(c.Votes) > 0 && (!ok || !isDigits(bytes.TrimPrefix(c.Votes, []byte("-")))) {
		w.field("votes_written", c.Votes)
	}
}

func isDigits(s []byte) bool {
	for _, c := range s {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

// text writes the main text like AppendText, but without the line feed at its end.
func (w *jsonObject) text(d *Document) {
	w.key("text")
	w.dst = append(w.dst, '"')
	p := d.written()
	start := len(w.dst)
	t := markup.TextsOf(&p, markup.Options{})
	for t.Next() {
		if len(w.dst) > start {
			w.dst = appendEscaped(w.dst, t.Sep)
		}
		w.dst = appendEscaped(w.dst, t.Text)
	}
	w.dst = append(w.dst, '"')
}

func (w *jsonObject) commentText(d *Document, c *Comment) {
	w.key("text")
	w.dst = append(d.appendCommentText(append(w.dst, '"'), c, true), '"')
}

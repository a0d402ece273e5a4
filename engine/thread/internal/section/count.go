package section

import (
	"bytes"

	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

// announced is the count that the page announces: the one nearest above the first record, else the
// first of the section.
func (fi *Finder) announced() int32 {
	th := fi.thread
	best, where := int32(-1), int32(1<<30)
	top := th.First
	if len(th.Comments) > 0 {
		top = th.Comments[0].First
	}
	for i := range fi.page.Facts {
		if fi.page.Facts[i].Role != lexicon.RoleCount {
			continue
		}
		d := top - int32(i)
		if d < 0 {
			d = -4 * d
		}
		if n := fi.page.CountIn(int32(i)); n >= 0 && d < where {
			best, where = n, d
		}
	}
	return best
}

// mentionedCount is the count in a short line with a word for comments and a number, such as after
// a byline or on a button: "23 comments", "View comments (412)"; -1 if there is none, or several
// that differ, as in teasers of other pages.
func (fi *Finder) mentionedCount() int32 {
	found := int32(-1)
	for i := range fi.page.Facts {
		b := &fi.page.Blocks[i]
		n := fi.tailNumber(int32(i))
		if n < 0 {
			if b.Words > 5 || b.Digits == 0 || b.Digits > 6 || b.Sentences > 0 ||
				fi.page.Facts[i].Time >= 0 || fi.commented(int32(i)) ||
				!fi.remarked(fi.page.Span(int32(i))) {
				continue
			}
			n = fi.page.CountIn(int32(i))
		}
		if found >= 0 && n != found {
			return -1
		}
		found = n
	}
	if found < 0 && fi.markup.Page != nil {
		return fi.elementCount()
	}
	return found
}

// remarked reports whether a line names comments.
func (fi *Finder) remarked(line comment.Span) bool {
	return fi.page.SpanHasStem(line, lexicon.RemarkStems[:]) &&
		(len(fi.thread.Comments) > 0 || !fi.page.SpanHasStem(line, lexicon.ReviewStems[:]))
}

// tailNumber is the count of comments at the end of a line with a time above the records: "by X 3
// hours ago | 45 comments"; -1 if there is none.
func (fi *Finder) tailNumber(i int32) int32 {
	if fi.page.Facts[i].Time < 0 || fi.commented(i) || !fi.page.EndsInCount(i) {
		return -1
	}
	t := fi.page.Blocks[i].Text(fi.page.Src)
	to := bytes.LastIndexAny(t, "0123456789") + 1
	from := to
	for from > 0 && (t[from-1]-'0' < 10 || t[from-1] == ',' || t[from-1] == '.') {
		from--
	}
	n := int32(0)
	for _, c := range t[from:to] {
		if c-'0' < 10 && n < 10_000_000 {
			n = n*10 + int32(c-'0')
		}
	}
	return n
}

// elementCount is mentionedCount for the elements in the longer lines of an HTML page.
func (fi *Finder) elementCount() int32 {
	found := int32(-1)
	es := fi.markup.Page.Elements
	for e := range es {
		x := &es[e]
		if n := x.TextEnd - x.Text; x.Tag != tag.A && x.Tag != tag.Span || n < 4 || n > 30 ||
			x.First >= int32(len(fi.page.Blocks)) || fi.commented(x.First) {
			continue
		}
		line, ok := fi.markup.Elements.ShortLine(int32(e))
		if !ok || !bytes.ContainsAny(line.Of(fi.page.Src), "0123456789") || !fi.remarked(line) {
			continue
		}
		n := lines.FirstNumber(line.Of(fi.page.Src))
		if found >= 0 && n != found {
			return -1
		}
		found = n
	}
	return found
}

// commented reports whether a block lies in a record.
func (fi *Finder) commented(i int32) bool {
	cs := fi.thread.Comments
	return len(cs) > 0 && i >= cs[0].First && i <= cs[len(cs)-1].Last
}

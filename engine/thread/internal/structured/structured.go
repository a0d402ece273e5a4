// Package structured compares the comments of a page with what its JSON-LD says about them. JSON-LD
// is never used alone, because it often has only some of them, or those of another page. It
// confirms a record that starts like one of its comments, and adds what the page does not show.
package structured

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/jsonld"
	"klartext/engine/internal/scratch"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// Data is what the JSON-LD of a page says about its comments. Its memory is reused.
type Data struct {
	// Announced is the count of comments that it gives for the page, or -1.
	Announced int32

	reader   jsonld.Reader
	comments []jsonld.Comment
	starts   hashtable.Table[uint64, int32] // of how the comments start: the latest of them plus 1
	found    []int32                        // of each: the comment of the thread, -1 for none
	fold     []byte
}

// Reset forgets the page before.
func (d *Data) Reset() { d.comments, d.Announced = nil, -1 }

// Read reads the scripts of a page.
func (d *Data) Read(page *block.Page) {
	d.Reset()
	if len(page.Head.Scripts) == 0 {
		return
	}
	d.comments, d.Announced = d.reader.Read(page)
	d.starts.Reset(len(d.comments))
	for i := range d.comments {
		if h := startOf(d.comments[i].Text.Of(d.reader.Text())); h != 0 {
			*d.starts.At(h) = int32(i) + 1
		}
	}
}

const (
	startLetters = 24 // letters and digits that the start of a text is known by
	fewLetters   = 8  // with fewer, a start proves nothing
)

// startOf hashes the start of a text, ignoring marks and spaces; 0 if it is too short to identify
// it.
func startOf(t []byte) uint64 {
	h, n := uint64(0xCBF29CE484222325), 0
	for i := 0; i < len(t) && n < startLetters; i++ {
		c := t[i]
		if c >= 0x80 || c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'z' {
			if c < 0x80 {
				c |= 0x20
			}
			h = (h ^ uint64(c)) * 0x100000001B3
			n++
		}
	}
	if n < fewLetters {
		return 0
	}
	return h
}

// Find is the comment of the scripts that starts like the lines of a text, which are ranges of src;
// -1 if there is none.
func (d *Data) Find(text []comment.Line, src []byte) int32 {
	if len(d.comments) == 0 || len(text) == 0 {
		return -1
	}
	d.fold = d.fold[:0]
	for i := 0; i < len(text) && len(d.fold) < 4*startLetters; i++ {
		t := text[i].Of(src)
		d.fold = append(d.fold, t[:min(len(t), 8*startLetters)]...)
	}
	h := startOf(d.fold)
	if h == 0 {
		return -1
	}
	if at := d.starts.Find(h); at != nil {
		return *at - 1
	}
	return -1
}

// Confirm compares the comments of the thread with those of the scripts, and takes over what these
// say.
func (d *Data) Confirm(th *comment.Thread, ln *lines.Page) {
	if len(d.comments) == 0 {
		return
	}
	d.found = scratch.Resize(d.found, len(d.comments))
	for i := range d.found {
		d.found[i] = -1
	}
	for i := range th.Comments {
		c := &th.Comments[i]
		text := th.Text[c.Text : c.Text+c.TextLen]
		k := d.Find(text, ln.Src)
		if k < 0 || d.found[k] >= 0 {
			continue
		}
		d.found[k] = int32(i)
		d.confirm(c, &d.comments[k], text, ln)
	}
	for k := range d.comments {
		p := d.comments[k].Parent
		if d.found[k] < 0 || p < 0 || d.found[p] < 0 || d.comments[p].Opening {
			continue
		}
		c := &th.Comments[d.found[k]]
		if p := d.found[p]; p < d.found[k] && c.Parent == comment.Unknown {
			c.Parent, c.Evidence = p, comment.ByID
			c.Origins.Parent = comment.From(comment.ByData, .95)
		}
	}
}

// confirm takes over what a script says about a comment if the page shows the same or nothing.
func (d *Data) confirm(
	c *comment.Comment, j *jsonld.Comment, text []comment.Line, ln *lines.Page,
) {
	says := d.reader.Text()
	c.Origins.Text = comment.From(comment.ByData, .98)
	if name := j.Author.Of(says); len(name) > 0 {
		if sameName(c.Author.Of(ln.Src), name) {
			c.Origins.Author = comment.From(comment.ByData, .99)
		} else if at := shown(c, text, ln, name); !at.Empty() {
			c.Author, c.Origins.Author = at, comment.From(comment.ByData, .95)
		}
	}
	w, ok := when.ParseISO(j.Date.Of(says))
	if ok && w.Kind == when.Absolute &&
		(c.When.Kind != when.Absolute || c.When.Precision <= w.Precision) {
		w.Start, w.End = c.When.Start, c.When.End
		c.When, c.Origins.Time = w, comment.From(comment.ByData, .97)
	}
}

// sameName reports whether two names are the same, ignoring case and white space.
func sameName(a, b []byte) bool {
	return bytes.EqualFold(bytes.TrimSpace(a), bytes.TrimSpace(b))
}

// shown is where a record shows a name, outside of its text; empty where it does not.
func shown(
	c *comment.Comment, text []comment.Line, ln *lines.Page, name []byte,
) (at comment.Span) {
	if len(name) < 3 {
		return at
	}
	all := comment.Span{}
	if len(text) > 0 {
		all = comment.SpanOf(text[0].Start, text[len(text)-1].End)
	}
	for b := c.First; b <= c.Last; b++ {
		x := &ln.Blocks[b]
		if x.Start >= all.Start && x.End <= all.End {
			continue
		}
		t := x.Text(ln.Src)
		from := bytes.Index(t, name)
		to := from + len(name)
		if from >= 0 && lines.AtEdge(t, from-1) && lines.AtEdge(t, to) {
			return comment.SpanOf(x.Start+int32(from), x.Start+int32(to))
		}
	}
	return at
}

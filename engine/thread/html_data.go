package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/jsonld"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// What the scripts of a page say of its comments is never taken alone, for they often hold a part of them, or those of another
// page. A record that starts as one of them does is confirmed by it, and gets from it what the page does not show.

// told is what the scripts say.
type told struct {
	reader   jsonld.Reader
	comments []jsonld.Comment
	count    int32         // of comments, as the scripts announce it; -1 when they do not
	starts   lines.Counter // hashes of how the comments start, each with its comment
	found    []int32       // of each of the scripts' comments: the comment of the thread, -1 when none
}

// readData reads the scripts.
func (s *Segmenter) readData() {
	d := &s.told
	d.comments, d.count = nil, -1
	if len(s.tape.page.Head.Scripts) == 0 {
		return
	}
	d.comments, d.count = d.reader.Read(s.tape.page)
	if len(d.comments) == 0 {
		return
	}
	d.starts.Reset(len(d.comments))
	for i := range d.comments {
		if h := startOf(d.comments[i].Text.Of(d.reader.Text())); h != 0 {
			d.starts.Add(h)
			d.starts.Note(h, int32(i))
		}
	}
}

const (
	startLetters = 24 // letters and digits that the start of a text is known by
	fewLetters   = 8  // with fewer a start tells nothing
)

// startOf hashes how a text starts, apart from its marks and spaces; 0 when it is too short to tell.
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

// toldOf is the scripts' comment that starts as the lines of a text do, -1 when there is none.
func (s *Segmenter) toldOf(lines []Line) int32 {
	d := &s.told
	if len(d.comments) == 0 || len(lines) == 0 {
		return -1
	}
	s.fold = s.fold[:0]
	for i := 0; i < len(lines) && len(s.fold) < 4*startLetters; i++ {
		t := lines[i].Of(s.page.Src)
		s.fold = append(s.fold, t[:min(len(t), 8*startLetters)]...)
	}
	h := startOf(s.fold)
	if h == 0 || d.starts.Of(h) == 0 {
		return -1
	}
	return d.starts.Noted(h)
}

// confirm compares the comments of the thread with those of the scripts.
func (s *Segmenter) confirm() {
	d := &s.told
	if len(d.comments) == 0 {
		return
	}
	d.found = resize(d.found, len(d.comments))
	for i := range d.found {
		d.found[i] = -1
	}
	cs := s.thread.Comments
	for i := range cs {
		c := &cs[i]
		k := s.toldOf(s.thread.Text[c.Text : c.Text+c.TextLen])
		if k < 0 || d.found[k] >= 0 {
			continue
		}
		d.found[k] = int32(i)
		s.confirmFields(c, &d.comments[k])
	}
	for k := range d.comments {
		p := d.comments[k].Parent
		if d.found[k] < 0 || p < 0 || d.found[p] < 0 || d.comments[p].Opening {
			continue
		}
		c := &cs[d.found[k]]
		if p := d.found[p]; p < d.found[k] && c.Parent == Unknown {
			c.Parent, c.Evidence, c.Origins.Parent = p, ByID, comment.From(ByData, .95)
		}
	}
}

// confirmFields takes over what a script says of a comment where the page shows the same or nothing.
func (s *Segmenter) confirmFields(c *Comment, j *jsonld.Comment) {
	text := s.told.reader.Text()
	c.Origins.Text = comment.From(ByData, .98)
	if name := j.Author.Of(text); len(name) > 0 {
		if sameName(c.Author.Of(s.page.Src), name) {
			c.Origins.Author = comment.From(ByData, .99)
		} else if at := s.shown(c, name); !at.Empty() {
			c.Author, c.Origins.Author = at, comment.From(ByData, .95)
		}
	}
	if w, ok := when.ParseISO(j.Date.Of(text)); ok && w.Kind == when.Absolute && (c.When.Kind != when.Absolute || c.When.Precision <= w.Precision) {
		w.Start, w.End = c.When.Start, c.When.End
		c.When, c.Origins.Time = w, comment.From(ByData, .97)
	}
}

// sameName reports whether two names are the same apart from case and white space.
func sameName(a, b []byte) bool {
	return bytes.EqualFold(bytes.TrimSpace(a), bytes.TrimSpace(b))
}

// shown is where a record shows a name, outside of its text.
func (s *Segmenter) shown(c *Comment, name []byte) Span {
	if len(name) < 3 {
		return Span{}
	}
	text := span(0, 0)
	if c.TextLen > 0 {
		text = span(s.thread.Text[c.Text].Start, s.thread.Text[c.Text+c.TextLen-1].End)
	}
	for b := c.First; b <= c.Last; b++ {
		x := &s.page.Blocks[b]
		if x.Start >= text.Start && x.End <= text.End {
			continue
		}
		t := x.Text(s.page.Src)
		if at := bytes.Index(t, name); at >= 0 && lines.AtEdge(t, at-1) && lines.AtEdge(t, at+len(name)) {
			return block.Span{Start: x.Start + int32(at), End: x.Start + int32(at+len(name))}
		}
	}
	return Span{}
}

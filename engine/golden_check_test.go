package engine_test

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"klartext/engine"
	"klartext/engine/label"
)

// report lists the mistakes on one page, each as a line for people to read.
type report struct {
	labels   []string // lines with another label
	families []string // lines in another family of boilerplate
	fields   []string // metadata that differs
	comments []string // comments that differ, are missing or should not be there

	numLines, numComments int
	missed                int // gold comments that are not right
}

func (r report) String() string {
	var b strings.Builder
	for _, part := range []struct {
		name  string
		lines []string
	}{{"labels", r.labels}, {"families", r.families}, {"fields", r.fields},
		{"comments", r.comments}} {
		for _, l := range part.lines {
			fmt.Fprintf(&b, "  %s: %s\n", part.name, l)
		}
	}
	return b.String()
}

// check compares the engine's document with the gold.
func check(doc *engine.Document, g *gold) report {
	r := report{numLines: len(g.labels), numComments: len(g.Comments)}
	r.checkLabels(doc, g)
	r.checkFields(doc, g)
	r.checkComments(doc, g)
	return r
}

func parseLabel(name string) (label.Label, bool) { return label.Parse(name) }

func (r *report) checkLabels(doc *engine.Document, g *gold) {
	ix := indexLines(g.input)
	got := map[int]*engine.Block{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		for n := ix.line(b.Start); n <= ix.line(b.End-1); n++ {
			got[n] = b
		}
	}
	for n := range g.lines {
		want, ok := g.labels[n+1]
		if !ok {
			continue
		}
		name, reason := "no block", []byte(nil)
		if b := got[n+1]; b != nil {
			name, reason = b.Label.String(), b.AppendReason(nil)
		}
		if name == want {
			continue
		}
		line := fmt.Sprintf("line %d: got %s (%s), want %s: %s", n+1, name, reason, want,
			excerpt(g.lines[n]))
		if l, _ := label.Parse(want); l.Boilerplate() && got[n+1] != nil &&
			got[n+1].Label.Boilerplate() {
			r.families = append(r.families, line)
		} else {
			r.labels = append(r.labels, line)
		}
	}
}

func (r *report) checkFields(doc *engine.Document, g *gold) {
	field := func(name, got string, want ...string) {
		if !slices.ContainsFunc(want, func(w string) bool { return squeeze(w) == squeeze(got) }) {
			r.fields = append(r.fields, fmt.Sprintf("%s: got %q, want %q", name, got, want[0]))
		}
	}
	field("title", string(doc.Title), append([]string{g.Title}, g.AlsoTitles...)...)
	field("kicker", string(doc.Kicker), g.Kicker)
	field("lead", string(doc.Lead), g.Lead)
	field("byline", string(doc.Byline), g.Byline)
	field("agencies", join(doc.Agencies), strings.Join(g.Agencies, ", "))
	field("section", string(doc.Section), g.Section)
	field("published", string(doc.Published.AppendISO(nil)), g.Published)
	field("modified", string(doc.Modified.AppendISO(nil)), g.Modified)
	field("language", doc.Language, g.Language)
	field("comment count", strconv.Itoa(max(doc.CommentSection.Announced, 0)),
		strconv.Itoa(g.Count))
	if g.State != "" {
		field("comment section", doc.CommentSection.State.String(), g.State)
	}
}

func join(list [][]byte) string {
	var s []string
	for _, b := range list {
		s = append(s, string(b))
	}
	return strings.Join(s, ", ")
}

// checkComments pairs the comments by the lines that they share, and compares the pairs.
func (r *report) checkComments(doc *engine.Document, g *gold) {
	ix := indexLines(g.input)
	toGold := make([]int, len(doc.Comments)) // index of the gold comment, or -1
	toGot := slices.Repeat([]int{-1}, len(g.Comments))
	for i := range doc.Comments {
		toGold[i] = -1
		c := &doc.Comments[i]
		first, last := ix.line(c.Start), ix.line(c.End-1)
		best := 0
		for j := range g.Comments {
			lines := g.Comments[j].Lines
			if shared := min(last, lines[1]) - max(first, lines[0]) + 1; shared > best &&
				toGot[j] < 0 {
				best, toGold[i] = shared, j
			}
		}
		if j := toGold[i]; j >= 0 {
			toGot[j] = i
		} else {
			r.comments = append(r.comments,
				fmt.Sprintf("lines %d-%d: got a comment by %q, want none: %s",
					first, last, c.Author, excerpt(doc.AppendCommentText(nil, i))))
		}
	}
	for j := range g.Comments {
		if wrong := compareComment(doc, g, ix, j, toGot[j], toGold); wrong != "" {
			r.comments = append(r.comments, wrong)
			r.missed++
		}
	}
}

// compareComment returns how comment i of the engine differs from comment j of the gold, or "" if
// it does not.
func compareComment(doc *engine.Document, g *gold, ix lineIndex, j, i int, toGold []int) string {
	w := &g.Comments[j]
	head := fmt.Sprintf("comment %d by %q, lines %d-%d:", j, w.Author, w.Lines[0], w.Lines[1])
	if i < 0 {
		if w.Op {
			return ""
		}
		return head + " missing: " + excerpt([]byte(w.Text))
	}
	c := &doc.Comments[i]
	var wrong []string
	field := func(name, got, want string) {
		if squeeze(got) != squeeze(want) {
			wrong = append(wrong, fmt.Sprintf("%s: got %q, want %q", name, got, want))
		}
	}
	field("author", string(c.Author), w.Author)
	field("rank", string(c.Rank), w.Rank)
	field("time", string(c.Time), w.Time)
	field("published", string(c.Published.AppendISO(nil)), w.Published)
	field("votes", string(c.Votes), w.Votes)
	field("member since", string(c.MemberSince), w.MemberSince)
	field("text", squeezeLines(string(doc.AppendCommentText(nil, i))), squeezeLines(w.Text))
	field("lines", fmt.Sprint(ix.line(c.Start), ix.line(c.End-1)),
		fmt.Sprint(w.Lines[0], w.Lines[1]))
	field("reply to", parent(c.Parent, toGold), goldParent(w.ReplyTo))
	if wrong == nil {
		return ""
	}
	return head + "\n\t" + strings.Join(wrong, "\n\t")
}

func parent(p int, toGold []int) string {
	if p < 0 {
		return "none"
	}
	return fmt.Sprint("comment ", toGold[p])
}

func goldParent(p *int) string {
	if p == nil {
		return "none"
	}
	return fmt.Sprint("comment ", *p)
}

// lineIndex holds the offsets at which the lines of a page start.
type lineIndex []int

func indexLines(src []byte) lineIndex {
	ix := lineIndex{0}
	for i, c := range src {
		if c == '\n' {
			ix = append(ix, i+1)
		}
	}
	return ix
}

// line returns the number of the line, from 1, that contains byte at.
func (ix lineIndex) line(at int) int { return sort.SearchInts(ix, at+1) }

// squeeze replaces each run of white space by one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// squeezeLines squeezes every line and drops blank ones.
func squeezeLines(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if l := squeeze(line); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// excerpt returns the first 60 characters of a line.
func excerpt(line []byte) string {
	r := []rune(squeeze(string(line)))
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return string(r)
}

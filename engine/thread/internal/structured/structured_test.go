package structured

import (
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

const page = `<script type="application/ld+json">
	{"@type": "NewsArticle", "commentCount": 7, "comment": [
	{"@type": "Comment", "author": {"@type": "Person", "name": "Ada Li"},
		"dateCreated": "2024-05-06T07:08:09Z", "text": "You put a roof on it, as they did.",
		"comment": [{"@type": "Comment", "author": "Ben", "text": "Tar the planks twice a year."}]},
	{"@type": "Comment", "text": "This one is not on the page at all."}]}</script>
	<p>by Ada Li</p><p>You put a <b>roof</b> on it: as they did!</p>
	<p>nobody</p><p>Tar the planks twice a year.</p><p>Short.</p>`

// TestConfirm takes over from the scripts what the page does not show.
func TestConfirm(t *testing.T) {
	var (
		phrases lexicon.Phrases
		ln      lines.Page
		d       Data
		th      comment.Thread
	)
	p := new(block.Builder).HTML([]byte(page), 0)
	phrases.Read(p.Text, p.Blocks)
	ln.Read(p.Text, p.Blocks, &phrases)
	d.Read(p)
	if d.Announced != 7 {
		t.Errorf("%d comments are announced, want 7", d.Announced)
	}
	for i := range int32(2) {
		th.Text = append(th.Text, comment.Line{Span: ln.Span(2*i + 1)})
		th.Comments = append(th.Comments, comment.Comment{
			First: 2 * i, Last: 2*i + 1, Text: i, TextLen: 1, Parent: comment.Unknown,
		})
	}
	d.Confirm(&th, &ln)
	a, b := &th.Comments[0], &th.Comments[1]
	if got := a.Author.Of(p.Text); string(got) != "Ada Li" || !b.Author.Empty() {
		t.Errorf("the authors are %q and %q, want Ada Li and none", got, b.Author.Of(p.Text))
	}
	if a.When.Hour != 7 || a.Origins.Time.Source != comment.ByData {
		t.Errorf("the time is %+v", a.When)
	}
	if b.Parent != 0 || b.Evidence != comment.ByID || a.Parent != comment.Unknown {
		t.Errorf("the parents are %d and %d, want none and 0", a.Parent, b.Parent)
	}
	if k := d.Find([]comment.Line{{Span: ln.Span(4)}}, p.Text); k >= 0 {
		t.Errorf("a short text starts as comment %d", k)
	}
	confirm := func() { d.Confirm(&th, &ln) }
	if n := testing.AllocsPerRun(20, confirm); n != 0 {
		t.Errorf("%v allocations", n)
	}
	d.Reset()
	if d.Announced != -1 || d.Find(th.Text[:1], p.Text) >= 0 {
		t.Error("the page before is not forgotten")
	}
}

package jsonld

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"klartext/engine/block"
)

func ld(scripts ...string) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><title>x</title>")
	for _, s := range scripts {
		fmt.Fprintf(&b, "<script type='application/ld+json'>%s</script>\n", s)
	}
	b.WriteString("<p>text")
	return b.Bytes()
}

func readPage(r *Reader, page []byte) ([]Comment, int32) {
	var b block.Builder
	return r.Read(b.HTML(page, 1<<16))
}

// told formats what a Reader has read: "announced; parent class author (date) +votes title: text",
// one comment per line.
func told(r *Reader, comments []Comment, announced int32) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", announced)
	for _, c := range comments {
		fmt.Fprintf(&b, "\n%d %s", c.Parent, c.Class)
		if c.Opening {
			b.WriteString("!")
		}
		for _, f := range []struct {
			format string
			s      block.Span
		}{{" %s", c.Author}, {" (%s)", c.Date}, {" #%s", c.ID}, {" <%s>", c.URL},
			{" [%s]", c.Title}} {
			if !f.s.Empty() {
				fmt.Fprintf(&b, f.format, f.s.Of(r.Text()))
			}
		}
		if c.Voted {
			fmt.Fprintf(&b, " %+d", c.Upvotes)
		}
		fmt.Fprintf(&b, ": %s", strings.ReplaceAll(string(c.Text.Of(r.Text())), "\n", `\`))
	}
	return b.String()
}

func TestComments(t *testing.T) {
	tests := []struct {
		name    string
		scripts []string
		want    []string
	}{
		{"none", nil, []string{"-1"}},
		{"no word of comments", []string{`{"@type":"NewsArticle","headline":"Ferry"}`},
			[]string{"-1"}},
		{"nested", []string{`{"@context":"https://schema.org","@type":"NewsArticle",
			"commentCount":3,"comment":[
				{"@type":"Comment","author":{"@type":"Person","name":"Ada"},
				"dateCreated":"2024-05-06T09:00","text":"One","upvoteCount":3,"comment":
					{"@type":"Comment","author":"Bert","datePublished":"2024-05-06","text":"Two",
					"upvoteCount":"-1","comment":[{"@type":"Comment","text":"Three"}]}},
				{"@type":["Thing","schema:Comment"],"creator":[{"name":"Cleo"}],
				"description":"Four"}]}`},
			[]string{"3", "-1 comment Ada (2024-05-06T09:00) +3: One",
				"0 comment Bert (2024-05-06) -1: Two", "1 comment: Three",
				"-1 comment Cleo: Four"}},
		{"flat, with parents", []string{`{"@graph":[
			{"@type":"Article","commentCount":"2","comment":[{"@id":"#c1"},{"@id":"#c2"}]},
			{"@type":"Person","@id":"#ada","name":"Ada"},
			{"@type":"Comment","@id":"#c1","author":{"@id":"#ada"},"text":"One"},
			{"@type":"Comment","@id":"#c2","url":"https://a.example/x#c2","author":"Bert",
				"text":"Two","parentItem":{"@id":"#c1"}},
			{"@type":"Comment","author":"Cleo","text":"Three","parentItem":
				{"@type":"Comment","url":"https://a.example/x#c2","text":"no record"}},
			{"@type":"Comment","author":"Dora","text":"Four","parentItem":"#nowhere"}]}`},
			[]string{"2", "-1 comment Ada ##c1: One",
				"0 comment Bert ##c2 <https://a.example/x#c2>: Two", "1 comment Cleo: Three",
				"-1 comment Dora: Four"}},
		{"question", []string{`{"@type":"QAPage","mainEntity":
			{"@type":"Question","name":"Why?","text":"Why so?","author":{"name":"Ada"},
			"answerCount":2,"upvoteCount":7,
			"acceptedAnswer":{"@type":"Answer","text":"Because.","upvoteCount":12,"author":"Bert",
				"comment":[{"@type":"Comment","text":"No."}]},
			"suggestedAnswer":[{"@type":"Answer","text":"Why not?","upvoteCount":-2}]}}`},
			[]string{"2", "-1 question! Ada [Why?] +7: Why so?", "0 answer Bert +12: Because.",
				"1 comment: No.", "0 answer -2: Why not?"}},
		{"accepted answers counted", []string{`{"@type":"QAPage","mainEntity":
			{"@type":"Question","text":"Why?","answerCount":1}}`},
			[]string{"-1", "-1 question!: Why?"}},
		{"answers of the page itself", []string{`{"@type":"FAQPage","mainEntity":[
			{"@type":"Question","name":"Where?","acceptedAnswer":{"@type":"Answer","text":"Here."}},
			{"@type":"Question","name":"When?","text":"x",
				"acceptedAnswer":{"@type":"Answer","text":"Now."}}]}`},
			[]string{"-1"}},
		{"one of them", []string{`{"@type":"FAQPage","mainEntity":{"@type":"Question",
			"text":"Where?","acceptedAnswer":{"@type":"Answer","text":"Here."}}}`},
			[]string{"-1"}},
		{"thread", []string{`{"@type":"DiscussionForumPosting","headline":"Moss",
			"articleBody":"On the roof.","author":{"name":"Ada"},"interactionStatistic":[
			{"@type":"InteractionCounter","interactionType":"https://schema.org/ViewAction",
				"userInteractionCount":900},
			{"@type":"InteractionCounter","interactionType":{"@type":"ReplyAction"},
				"userInteractionCount":17}],
			"comment":[{"@type":"Comment","text":"Mine too.","author":{"name":"Bert"}}]}`},
			[]string{"17", "-1 posting! Ada [Moss]: On the roof.", "0 comment Bert: Mine too."}},
		{"list of threads", []string{`[
			{"@type":"DiscussionForumPosting","text":"a","commentCount":3},
			{"@type":"DiscussionForumPosting","text":"b",
				"comment":{"@type":"Comment","text":"c"}}]`},
			[]string{"-1"}},
		{"reviews", []string{`{"@type":"Product","name":"Glue","review":[
			{"@type":"Review","name":"Sticks","author":{"@type":"Person","name":"Ada"},
				"reviewBody":"Well.","datePublished":"2024-01-01"}]}`},
			[]string{"-1", "-1 review Ada (2024-01-01) [Sticks]: Well."}},
		{"the page is a review",
			[]string{`{"@type":"Review","author":"Ada","reviewBody":"A long text."}`},
			[]string{"-1"}},
		{"teasers", []string{`{"@type":"ItemList","itemListElement":[
			{"@type":"Article","commentCount":9,
				"comment":{"@type":"Comment","text":"not here"}}]}`},
			[]string{"-1"}},
		{"two numbers", []string{`{"@type":"Article","commentCount":9}`,
			`{"@type":"BlogPosting","commentCount":8}`}, []string{"-1"}},
		{"the surer number", []string{`{"@type":"Article","interactionStatistic":
			{"interactionType":"http://schema.org/CommentAction","userInteractionCount":"9"}}`,
			`{"@type":"WebPage","commentCount":8}`},
			[]string{"8"}},
		{"old number",
			[]string{`{"@type":"Article","interactionCount":["UserPlays:3","UserComments:12"]}`},
			[]string{"12"}},
		{"no number", []string{`{"@type":"Article","commentCount":"many","interactionStatistic":
			{"interactionType":"CommentAction","userInteractionCount":99999999999}}`},
			[]string{"-1"}},
		{"markup", []string{`{"@type":"Article","comment":{"@type":"Comment",` +
			`"author":"A &amp; B","text":"<p>One  &lt;b&gt;\u003cbr>two</p>\n` +
			`<script>x<\/script><ul><li>three</ul> a &amp;gt; b"}}`},
			[]string{"-1", `-1 comment A & B: One <b>\two\three\a > b`}},
		{"white space", []string{`{"@type":"Article","comment":{"@type":"Comment",` +
			`"author":" A\n B ","text":" one \r\n\r\n  two\tthree "}}`},
			[]string{"-1", `-1 comment A B: one\two three`}},
		{"itself", []string{`{"@type":"Comment","@id":"x","text":"a","parentItem":{"@id":"x"}}`},
			[]string{"-1", "-1 comment #x: a"}},
	}
	var r Reader
	for _, tt := range tests {
		comments, announced := readPage(&r, ld(tt.scripts...))
		if got, want := told(&r, comments, announced), strings.Join(tt.want, "\n"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, want)
		}
	}
}

// A reused Reader must read the same as a new one, whatever it read before, and all ranges must be
// valid.
func FuzzComments(f *testing.F) {
	for _, s := range []string{
		`{"@type":"Article","commentCount":3,"comment":[{"@type":"Comment","@id":"a",` +
			`"author":{"@id":"p"},"text":"<p>x","comment":{"@type":"Comment","text":"y"}}]}`,
		`{"@graph":[{"@type":"Person","@id":"p","name":"Ada"},` +
			`{"@type":"Comment","@id":"a","text":"x","parentItem":{"@id":"b"}},` +
			`{"@type":"Comment","@id":"b","text":"x","parentItem":"a"}]}`,
		`{"@type":"QAPage","mainEntity":{"@type":"Question","text":"?",` +
			`"suggestedAnswer":[{"@type":"Answer","text":"!","upvoteCount":"-3"}]}}`,
		`[{"@type":"Question","text":"?","suggestedAnswer":{"@type":"Answer","text":"!"}},` +
			`{"@type":"Comment","text":"x"},{"@type":"FAQPage"}`,
	} {
		f.Add([]byte(s))
	}
	var used Reader
	f.Fuzz(func(t *testing.T, script []byte) {
		page := ld(string(script))
		comments, announced := readPage(&used, page)
		checkComments(t, &used, comments, announced)
		var fresh Reader
		again, count := readPage(&fresh, page)
		if announced != count || len(comments) != len(again) ||
			len(comments) > 0 && !reflect.DeepEqual(comments, again) ||
			!bytes.Equal(used.Text(), fresh.Text()) {
			t.Errorf("a used reader reads %s, a new one %s", told(&used, comments, announced),
				told(&fresh, again, count))
		}
	})
}

func checkComments(t *testing.T, r *Reader, comments []Comment, announced int32) {
	t.Helper()
	if announced < -1 {
		t.Errorf("announced %d", announced)
	}
	for i, c := range comments {
		if c.Parent < -1 || int(c.Parent) >= len(comments) || int(c.Parent) == i {
			t.Errorf("comment %d: parent %d", i, c.Parent)
		}
		if c.Class < ClassComment || c.Class > ClassPosting ||
			c.Author.Empty() && c.Text.Empty() && c.Title.Empty() {
			t.Errorf("comment %d: %+v", i, c)
		}
		for _, s := range []block.Span{c.Author, c.Date, c.Title, c.ID, c.URL, c.Text} {
			if s.Start < 0 || s.End < s.Start || int(s.End) > len(r.Text()) ||
				!utf8.Valid(s.Of(r.Text())) {
				t.Errorf("comment %d: %v of %d", i, s, len(r.Text()))
			}
		}
	}
}

func TestCommentsAllocs(t *testing.T) {
	var b block.Builder
	var r Reader
	one := `{"@type":"Comment","@id":"a%d","author":{"@id":"p"},"text":"<p>a &amp; b",` +
		`"upvoteCount":3,"parentItem":{"@id":"a%d"}}`
	var list []string
	for i := range 200 {
		list = append(list, fmt.Sprintf(one, i, i/2))
	}
	for name, page := range map[string][]byte{
		"comments": ld(`{"@graph":[{"@type":"Person","@id":"p","name":"Ada"},` +
			`{"@type":"Article","interactionStatistic":` +
			`{"interactionType":"CommentAction","userInteractionCount":3}},` +
			strings.Join(list, ",") + `]}`),
		"others": ld(`{"@type":"NewsArticle","headline":"Ferry"}`),
		"none":   ld(),
	} {
		p := b.HTML(page, 1<<16)
		r.Read(p)
		if got := testing.AllocsPerRun(10, func() { r.Read(p) }); got != 0 {
			t.Errorf("%s: %v allocations, want 0: text and comments use the Reader's memory", name,
				got)
		}
	}
}

// TestHostileComments reads scripts with as many of one thing as a tape holds. A reader that
// compared each of them with every other would not finish in time.
func TestHostileComments(t *testing.T) {
	many := func(n int, open, one, end string) string {
		var b strings.Builder
		b.WriteString(open)
		for i := range n {
			if strings.Contains(one, "%d") {
				fmt.Fprintf(&b, one, i)
			} else {
				b.WriteString(one)
			}
		}
		return b.String() + end
	}
	var r Reader
	for name, script := range map[string]string{
		"deep": many(50_000, "", `{"@type":"Comment","text":"x","comment":[`, ""),
		"comments": many(50_000, `{"@type":"Article","comment":[`,
			`{"@type":"Comment","text":"x %d"},`, "]}"),
		"members": many(100_000,
			`[{"@type":"Comment","author":{"@id":"p"},"text":"x"},{"@id":"p",`, `"n%d":1,`, "}]"),
		"ids": many(60_000, `[{"@type":"Comment",`, `"@id":"%d",`, `"text":"x"}]`),
		"references": many(20_000, `[{"@id":"p","name":"`+strings.Repeat("a", 1000)+`"},`,
			`{"@type":"Comment","author":{"@id":"p"}},`, "]"),
		"far authors": many(20_000,
			`[{"@id":"p",`+strings.Repeat(`"x":1,`, 40_000)+`"name":"Ada"},`,
			`{"@type":"Comment","author":{"@id":"p"},"text":"x"},`, "]"),
		"one parent": many(20_000, `[{"@type":"Comment","@id":"p","text":"x"},`,
			`{"@type":"Comment","text":"x","parentItem":"p"},`, "]"),
		"questions": many(20_000, `{"@type":"FAQPage","mainEntity":[`,
			`{"@type":"Question","text":"x","acceptedAnswer":{"@type":"Answer","text":"y"}},`,
			"]}"),
		"arrays": many(60_000, `{"@type":"Comment","text":"x","comment":`, `[`, ""),
		"long text": `{"@type":"Comment","author":"A","text":"` +
			strings.Repeat("x", 1<<20) + `"}`,
		"tags": `{"@type":"Comment","author":"A","text":"` +
			strings.Repeat("<p>x", 15_000) + `"}`,
		"quotes": strings.Repeat(`{"@type":"Comment","text":"`, 50_000),
	} {
		comments, announced := readPage(&r, ld(script))
		checkComments(t, &r, comments, announced)
		if len(comments) > maxComments ||
			len(comments) == 0 && name != "questions" && name != "quotes" {
			t.Errorf("%s: %d comments", name, len(comments))
		}
	}
}

package thread

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
)

// readText reads the blocks and phrases of a plain-text page.
func readText(src []byte) ([]block.Block, *lexicon.Phrases) {
	var bl block.Builder
	var phrases lexicon.Phrases
	blocks, _ := bl.Text(src, 0)
	phrases.Read(src, blocks)
	return blocks, &phrases
}

// run segments a page and writes its comments, one per line: author | time | text, with " / "
// between the lines of the text.
func run(src string) (string, *Thread) {
	var (
		s   Segmenter
		out strings.Builder
	)
	b := []byte(src)
	blocks, phrases := readText(b)
	th := s.Text(b, blocks, newSheet(len(blocks)), phrases)
	for i := range th.Comments {
		c := &th.Comments[i]
		fmt.Fprintf(&out, "%s | %s | %s\n", c.Author.Of(b), c.Time.Of(b),
			strings.ReplaceAll(textOf(b, th, i), "\n", " / "))
	}
	return out.String(), th
}

const article = "Ein Titel\n\nDer Gemeinderat hat am Montag beschlossen, dass die alte Brücke " +
	"über den Bach erneuert wird.\n\n"

func TestGrammars(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"says above the date", article + `3 Gedanken zu „Ein Titel“

Anna sagt:
12. Mai 2023 um 10:05 Uhr

Endlich! Das wurde aber auch Zeit.

Antworten

Bert sagt:
12. Mai 2023 um 11:17 Uhr

Und wer bezahlt das alles, bitte?

Antworten

Anna sagt:
13. Mai 2023 um 08:00 Uhr

Wir alle natürlich.

Antworten

Schreibe einen Kommentar
`, "Anna | 12. Mai 2023 um 10:05 Uhr | Endlich! Das wurde aber auch Zeit.\n" +
			"Bert | 12. Mai 2023 um 11:17 Uhr | Und wer bezahlt das alles, bitte?\n" +
			"Anna | 13. Mai 2023 um 08:00 Uhr | Wir alle natürlich.\n"},
		{"footer behind the text", article + `3 Comments

I have walked over this bridge every day, and it is fine.

Comment by Mary — 12 May 2023 @ 10:05

It is not fine at all, look at the railing.

Comment by Tom K. — 12 May 2023 @ 11:20

Then repair the railing, and leave the rest.

Comment by Mary — 13 May 2023 @ 9:00

Leave a comment
`, "Mary | 12 May 2023 @ 10:05 | I have walked over this bridge every day, and it is fine.\n" +
			"Tom K. | 12 May 2023 @ 11:20 | It is not fine at all, look at the railing.\n" +
			"Mary | 13 May 2023 @ 9:00 | Then repair the railing, and leave the rest.\n"},
		{"name and age in a line", article + `3 comments

mary_77 2 hours ago

Nobody asked us, as usual.

Reply
Report

T. Kemp 1 hour ago

They did, in March. You were not there.

Reply
Report

mary_77 20 minutes ago

I was at work!

Reply
Report
`, "mary_77 | 2 hours ago | Nobody asked us, as usual.\n" +
			"T. Kemp | 1 hour ago | They did, in March. You were not there.\n" +
			"mary_77 | 20 minutes ago | I was at work!\n"},
		{"no comments", article + "0 Kommentare\n\nSchreibe einen Kommentar\n\nName\nE-Mail\n", ""},
		{"teasers", article + "Mehr zum Thema\n\nBrücke gesperrt\n12. Mai 2023\n" +
			"Die Brücke bleibt gesperrt.\n\nRat tagt\n10. Mai 2023\nDer Rat tagt am Montag.\n\n" +
			"Bach über Ufer\n1. Mai 2023\nDer Bach trat über.\n", ""},
	} {
		if got, _ := run(tt.in); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestSectionWithoutComments(t *testing.T) {
	for _, tt := range []struct {
		in    string
		state State
	}{
		{article, NoSection},
		{article + "Kommentare\n\nDie Kommentarfunktion ist für diesen Artikel geschlossen.\n",
			Closed},
		{article + "Comments are closed.\n", Closed},
		{article + "12 Comments\n\nPlease enable JavaScript to view the comments powered by " +
			"Disqus.\n", External},
		{article + "0 Kommentare\n\nSchreibe einen Kommentar\n", Open},
	} {
		if _, th := run(tt.in); th.State != tt.state {
			t.Errorf("%q: state %v, want %v", tt.in[len(article):], th.State, tt.state)
		}
	}
}

// TestAllocs: a segmenter that has seen a page of this size keeps all its slices; every Thread is
// in them.
func TestAllocs(t *testing.T) {
	src := sectionOf(200)
	blocks, phrases := readText(src)
	sheet := newSheet(len(blocks))
	var s Segmenter
	s.Text(src, blocks, sheet, phrases)
	if n := testing.AllocsPerRun(5, func() { s.Text(src, blocks, sheet, phrases) }); n != 0 {
		t.Errorf("Text allocates %v times a page once its slices have grown", n)
	}
}

// FuzzText checks what must hold for every thread, whatever the page: records are in order and do
// not overlap, no text occurs twice, everything is inside the section, and a reused segmenter gives
// the same result as a new one.
func FuzzText(f *testing.F) {
	f.Add(sectionOf(3))
	f.Add([]byte(article))
	f.Add([]byte("3 Comments\n\na\n1 May 2020\nb\n1 May 2020\nReply\nReply\n#1\n2 May 2020 #2\n" +
		"x said:\n1h ago\n"))
	pages, _ := filepath.Glob("../../testdata/pages/*.txtar")
	for _, p := range pages {
		if data, err := os.ReadFile(p); err == nil {
			f.Add(data)
		}
	}
	var used Segmenter
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<20 {
			return
		}
		blocks, phrases := readText(src)
		sheet := newSheet(len(blocks))
		var fresh Segmenter
		th := fresh.Text(src, blocks, sheet, phrases)
		check(t, src, blocks, th)
		again := used.Text(src, blocks, newSheet(len(blocks)), phrases)
		if a, b := fmt.Sprintf("%+v", *th), fmt.Sprintf("%+v", *again); a != b {
			t.Fatalf("a fresh segmenter says\n%s\na reused one\n%s", a, b)
		}
	})
}

func check(t *testing.T, src []byte, blocks []block.Block, th *Thread) {
	last, text := int32(-1), int32(-1)
	for i := range th.Comments {
		c := &th.Comments[i]
		if c.First <= last || c.Last < c.First || int(c.Last) >= len(blocks) ||
			c.First < th.First || c.Last > th.Last {
			t.Fatalf("comment %d is blocks %d to %d, after %d, in section %d to %d", i, c.First,
				c.Last, last, th.First, th.Last)
		}
		last = c.Last
		if c.TextLen == 0 || c.Parent >= int32(i) || c.Parent < Unknown {
			t.Fatalf("comment %d: %+v", i, *c)
		}
		for _, x := range th.Text[c.Text : c.Text+c.TextLen] {
			if x.Start <= text || x.Empty() || x.Start < blocks[c.First].Start ||
				x.End > blocks[c.Last].End {
				t.Fatalf("comment %d: text %+v after %d, in blocks %d to %d", i, x, text, c.First,
					c.Last)
			}
			text = x.Start
		}
		for _, x := range [...]Span{c.Author, c.Rank, c.Time, c.Votes, c.MemberSince, c.Title} {
			if !x.Empty() && (x.Start < blocks[c.First].Start || x.End > blocks[c.Last].End) {
				t.Fatalf("comment %d: span %+v outside blocks %d to %d", i, x, c.First, c.Last)
			}
		}
	}
}

// newSheet returns an empty sheet for a page of n blocks.
func newSheet(n int) *sheet.Sheet {
	s := new(sheet.Sheet)
	s.Reset(n)
	return s
}

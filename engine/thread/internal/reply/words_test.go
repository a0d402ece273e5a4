package reply

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

func TestDotted(t *testing.T) {
	for in, want := range map[string]int32{
		"#1.2": 1, "#12.30 — vor 8 Stunden": 12, "#7": 0, "Nr. 1.2": 0, "#1.": 0, "#": 0,
		"x #3.1": 3,
	} {
		if got := dotted([]byte(in)); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}

// wordBench is all that a Words needs.
type wordBench struct {
	lines   lines.Page
	thread  comment.Thread
	authors Authors
	words   Words
}

// read lays out comments, which are separated by blank lines: the first line of each is the author,
// the others are the text, except for those that start with a bar.
func (b *wordBench) read(page string) {
	src := []byte(page)
	var builder block.Builder
	var phrases lexicon.Phrases
	blocks, _ := builder.Text(src, 0)
	phrases.Read(src, blocks)
	b.lines.Read(src, blocks, &phrases)
	b.thread.Reset()
	for i := 0; i < len(blocks); {
		c := comment.Comment{First: int32(i), Author: b.lines.Span(int32(i))}
		c.Text, c.Number = int32(len(b.thread.Text)), int32(len(b.thread.Comments))+1
		for i++; i < len(blocks) && blocks[i].Gap == 0; i++ {
			if x := b.lines.Span(int32(i)); src[x.Start] != '|' {
				b.thread.Text = append(b.thread.Text, comment.Line{Span: x})
				c.TextLen++
			}
		}
		c.Last = int32(i) - 1
		b.thread.Comments = append(b.thread.Comments, c)
	}
}

func (b *wordBench) link() {
	for i := range b.thread.Comments {
		b.thread.Comments[i].Parent = comment.Unknown
	}
	b.authors.Read(&b.thread, b.lines.Src)
	b.words.Link(&b.thread, &b.lines, &b.authors, nil, nil)
}

// TestWords has a thread for every way in which words show who replies to whom. The parent of a
// comment is written as in TestMarkup.
func TestWords(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"replies to", "Ada\none\n\nBen\n| In reply to Ada\ntwo", "?0"},
		{"reply lines", "Ada\none\n\nBen\n| Reply to Ada\ntwo\n\nCem\n| Reply to Ben\nx", "-01"},
		{"to the latest", "Ada\none\n\nBen\ntwo\n\nAda\nthree\n\nCem\n| Reply to Ada\nx", "???2"},
		{"numbers", "Ada\none\n\nBen\n| #1.1\ntwo\n\nCem\n| #1.2\nthree", "-00"},
		{"mentions", "Ada Li\none\n\nBen\n@ada li, two\n\nCem\n@Nobody three", "?0?"},
		{"mentions, the sign last", "Ada\none\n\nBen\nAda@ two", "?0"},
		{"mentions by a part of the name", "Adele Li\none\n\nBen\n@Adele two", "?0"},
		{"one of two that are named so", "Adele Li\none\n\nAdele Ku\ntwo\n\nBen\n@Adele x", "???"},
		{"the head of a quote", "Ada\none\n\nBen\nAda wrote:\ntwo", "?0"},
		{"addresses", "Ada\none\n\nBen\nHello Ada, two\n\nCem\nBen: three\n\nEva\nWell, x", "?01?"},
		{"nobody talks to himself", "Ada\none\n\nAda\nAda, two", "??"},
	} {
		var b wordBench
		b.read(c.page)
		b.link()
		var got strings.Builder
		for i := range b.thread.Comments {
			switch p := b.thread.Comments[i].Parent; p {
			case comment.TopLevel:
				got.WriteByte('-')
			case comment.Unknown:
				got.WriteByte('?')
			default:
				got.WriteByte('0' + byte(p))
			}
		}
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.String(), c.want)
		}
	}
}

func TestWordsAllocs(t *testing.T) {
	var b wordBench
	b.read("Ada\none\n\nBen\n| In reply to Ada\ntwo\n\nCem\n@Ben three\n\nDora\nHello Cem, four")
	if n := testing.AllocsPerRun(20, b.link); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

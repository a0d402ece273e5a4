package bench

import (
	"strings"
	"testing"

	"klartext/engine"
)

// family is a benchmark that runs over several sets. start prepares one round over the pages; every
// round must return the same number. TestBaseline checks the allocations of the same rounds.
type family struct {
	name  string
	sets  []set
	start func(tb testing.TB, pages []*page) (round func() int)
}

// families lists all of them.
var families = []family{
	{"Tokenize", htmlSets, tokenize},
	{"Block", htmlSets, blockHTML},
	{"Label", htmlSets, labelHTML},
	{"Thread", htmlSets, threadHTML},
	{"Meta", htmlSets, metaHTML},
	{"Write/text", htmlSets, write((*engine.Document).AppendText)},
	{"Write/markdown", htmlSets, write((*engine.Document).AppendMarkdown)},
	{"Write/html", htmlSets, write((*engine.Document).AppendHTML)},
	{"Write/json", htmlSets, write(plainly((*engine.Document).AppendJSON))},
	{"Write/jsonld", htmlSets, write(plainly((*engine.Document).AppendJSONLD))},
	{"Write/blocks", htmlSets, write(plainly((*engine.Document).AppendBlocksJSON))},
	{"Charset/utf-8", htmlSets, convert("utf-8", "")},
	{"Charset/windows-1252", htmlSets, convert("windows-1252", "text/html; charset=windows-1252")},
	{"Charset/windows-1252-undeclared", htmlSets, convert("windows-1252", "")},
	{"Charset/shift_jis", htmlSets, convert("shift_jis", "text/html; charset=shift_jis")},
	{"Charset/utf-16le", htmlSets, convert("utf-16le", "")},
	{"Read/gzip", htmlSets, readGzip},
	{"Read/zstd", htmlSets, readZstd},
	{"Page", htmlSets, cleanAll((*engine.Engine).HTML)},
	{"Text", textSets, cleanAll((*engine.Engine).Text)},
}

func BenchmarkTokenize(b *testing.B) { run(b, "Tokenize") }
func BenchmarkBlock(b *testing.B)    { run(b, "Block") }
func BenchmarkLabel(b *testing.B)    { run(b, "Label") }
func BenchmarkThread(b *testing.B)   { run(b, "Thread") }
func BenchmarkMeta(b *testing.B)     { run(b, "Meta") }
func BenchmarkWrite(b *testing.B)    { run(b, "Write") }
func BenchmarkCharset(b *testing.B)  { run(b, "Charset") }
func BenchmarkRead(b *testing.B)     { run(b, "Read") }

// run runs the families with a name over all of their sets.
func run(b *testing.B, name string) {
	for i := range families {
		f := &families[i]
		sub, ok := strings.CutPrefix(f.name, name)
		switch {
		case !ok:
		case sub == "":
			f.overSets(b)
		default:
			b.Run(sub[1:], f.overSets)
		}
	}
}

func (f *family) overSets(b *testing.B) {
	for i := range f.sets {
		b.Run(f.sets[i].name, func(b *testing.B) { repeat(b, f.sets[i].pages(b), f.start) })
	}
}

// repeat measures rounds over the pages.
func repeat(b *testing.B, pages []*page, start func(testing.TB, []*page) func() int) {
	round := start(b, pages)
	want := round()
	b.SetBytes(size(pages))
	b.ReportAllocs()
	for b.Loop() {
		check(b, "results", round(), want)
	}
}

// check fails the benchmark if the answer changed: speed does not count if the answer is wrong.
func check(b *testing.B, what string, got, want int) {
	if got != want {
		b.Fatalf("got %d %s, want %d", got, what, want)
	}
}

// cleanAll cleans pages and writes their main text, which is what most users do.
func cleanAll(take taker) func(testing.TB, []*page) func() int {
	return func(tb testing.TB, pages []*page) func() int {
		e := engine.New(engine.Options{})
		var text []byte
		return func() (n int) {
			for _, p := range pages {
				d, err := take(e, p.src)
				if err != nil {
					tb.Fatal(err)
				}
				text = d.AppendText(text[:0], engine.WriteOptions{})
				n += len(text) + len(d.Comments)
			}
			return n
		}
	}
}

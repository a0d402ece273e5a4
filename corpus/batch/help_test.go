package batch

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/corpus"
	"klartext/engine"
)

func unzstd(t testing.TB, name string) []byte {
	t.Helper()
	packed, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	data, err := dec.DecodeAll(packed, nil)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return data
}

func sorted(lines []string) string {
	return strings.Join(slices.Sorted(slices.Values(lines)), "\n")
}

// A Cleaner survives a panic.
func TestCleanerPanics(t *testing.T) {
	c := NewCleaner(engine.Options{})
	page := corpus.Record{Body: []byte(testPage(1)), Kind: corpus.HTML}
	for range 2 {
		if doc, err := c.Clean(&page); err != nil || string(doc.Title) == "" {
			t.Fatalf("got %v", err)
		}
		doc, err := c.Clean(nil) // like a bug anywhere, even before the engine
		if !errors.As(err, new(*engine.PanicError)) || doc != nil {
			t.Fatalf("got %v, %v", doc, err)
		}
	}
}

func TestNames(t *testing.T) {
	inputs := []corpus.Input{
		{Name: "x/a.warc.gz"}, {Name: "y/A.warc.gz"}, {Name: "b.warc.gz"}, {Name: "-"},
		{Name: "**/*.html", Pages: []string{"p", "q"}}, {Name: ".", Pages: []string{"r"}},
		{Name: strings.Repeat("n", 250)},
	}
	seen := map[string]bool{}
	for i := range 2 {
		for _, task := range plan(inputs, &Options{Shard: i, Shards: 2}) {
			key := strings.ToLower(task.name)
			if seen[key] || len(task.name) > 160 || strings.ContainsAny(task.name, "/*") ||
				task.name[0] == '.' {
				t.Errorf("bad name %q for %s", task.name, task.in.Name)
			}
			seen[key] = true
		}
	}
	if len(seen) < 7 {
		t.Errorf("got %v", seen)
	}
	for path, want := range map[string]string{
		"x/b.warc.gz": "b.warc.gz-", "-": "stdin-", ".": "pages-", "**/*.html": "html-",
		"/": "pages-", `c:\d\a.jsonl`: "a.jsonl-", "dir/": "dir-",
	} {
		if got := OutputName(path); !strings.HasPrefix(got, want) || len(got) != len(want)+12 {
			t.Errorf("%s: got %s", path, got)
		}
	}
	alone := plan(inputs[:1], &Options{})[0].name
	if both := plan(inputs, &Options{})[0].name; alone != both {
		t.Errorf("%s is %s when there are other inputs", alone, both)
	}
}

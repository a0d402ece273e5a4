package markup_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine"
	"klartext/engine/internal/markup"
)

// corpusStep selects the pages of the corpus that TestMarkupOnCorpus uses: every n-th.
const corpusStep = 25

// TestMarkupOnCorpus checks the writers on real pages, with the blocks that the engine takes and
// with all of them.
func TestMarkupOnCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	dir := cmp.Or(os.Getenv("KLARTEXT_CORPUS"), "../../../../shared/corpus")
	f, err := os.Open(filepath.Join(dir, "wcxb-dev.jsonl.zst"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	e := engine.New(engine.Options{})
	o := markup.Options{Captions: true}
	lines := bufio.NewReaderSize(z, 1<<20)
	for n := 0; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if n%corpusStep > 0 {
			continue
		}
		var r struct {
			HTML string `json:"html"`
		}
		if err := json.Unmarshal(bytes.TrimSpace(line), &r); err != nil {
			t.Fatal(err)
		}
		d, err := e.HTML([]byte(r.HTML))
		if err != nil {
			continue
		}
		all := markup.PageOf([]byte(r.HTML))
		all.Address = []byte("https://example.org/a/")
		markup.CheckMarkup(t, all, o)
		for i := range all.Blocks {
			all.Blocks[i].Label, all.Blocks[i].Main = d.Blocks[i].Label, d.Blocks[i].Main
		}
		markup.CheckMarkup(t, all, o)
		if t.Failed() {
			t.Fatalf("page %d", n)
		}
	}
}

package thread

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/block"
	"klartext/engine/label"
)

func TestZZ(t *testing.T) {
	out := os.Getenv("ZZ")
	if out == "" {
		t.Skip()
	}
	f, _ := os.Open(filepath.Join(corpusDir(), "comments-dev.jsonl.zst"))
	z, _ := zstd.NewReader(f)
	o, _ := os.Create(out)
	w := bufio.NewWriter(o)
	defer o.Close()
	defer w.Flush()
	var bl block.Builder
	var seg Segmenter
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	enc := json.NewEncoder(w)
	for sc.Scan() {
		var g struct{ ID, System, Text string }
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		src := []byte(g.Text)
		blocks, _ := bl.Text(src, 0)
		v := make([]label.Verdict, len(blocks))
		th := seg.Text(src, blocks, v)
		type C struct {
			Author string  `json:"author"`
			Time   string  `json:"time"`
			Text   string  `json:"text"`
			Rank   string  `json:"rank"`
			Votes  *string `json:"votes"`
			Parent *int32  `json:"parent"`
			Ev     string  `json:"ev"`
			Line   int32   `json:"line"`
		}
		var cs []C
		for i := range th.Comments {
			c := &th.Comments[i]
			x := C{Author: string(c.Author.Of(src)), Time: string(c.Time.Of(src)), Text: textOf(src, th, i), Rank: string(c.Rank.Of(src)), Ev: c.Evidence.String(), Line: blocks[c.First].Line + 1}
			if !c.Votes.Empty() {
				v := string(c.Votes.Of(src))
				x.Votes = &v
			}
			if c.Parent >= 0 {
				x.Parent = &c.Parent
			}
			cs = append(cs, x)
		}
		var ls []string
		for i := range v {
			ls = append(ls, v[i].Label.String())
		}
		var ln []int32
		for i := range blocks {
			ln = append(ln, blocks[i].Line+1)
		}
		enc.Encode(map[string]any{"id": g.ID, "system": g.System, "comments": cs, "announced": th.Announced, "labels": ls, "lines": ln})
	}
}

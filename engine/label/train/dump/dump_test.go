package dump

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"blocks", "<div>a</div><div>b <b>c</b></div><p>d<p>e", "a\nb c\n\nd\n\ne"},
		{"list", "x<ul><li>a<li>b</ul>y", "x\n\na\nb\n\ny"},
		{"white space", "a \n\u00a0 b<br>c<br><br>d", "a b\nc\nd"},
		{"pre", "<pre>a\n\n b  c</pre>", "a\nb c"},
		{"skipped", "<head><title>t</title></head><script>s</script>a<style>x</style>", "a"},
		{"noscript", "a<noscript><iframe src=x><p>q</iframe><p>b</noscript>c", "a\n\nb\n\nc"},
		{"noscript left open inside", "a<noscript><iframe src=x /></noscript>c", "ac"},
		{"deep", strings.Repeat("<div>", 600) + "a" + strings.Repeat("</div>", 600) +
			"b<script>s</script>", "a\nb"},
		{"empty", "", ""},
	} {
		got, err := Text([]byte(tt.in))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

// TestCorpus compares the dump with the text field of the comments corpus, which is a dump of the
// same kind of the same pages.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("KLARTEXT_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "..", "shared", "corpus")
	}
	f, err := os.Open(filepath.Join(dir, "comments-dev.jsonl.zst"))
	if err != nil {
		t.Skipf("corpus not found, set KLARTEXT_CORPUS: %v", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	same, total := 0, 0
	for dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); ; {
		var page struct{ HTML, Text string }
		if dec.Decode(&page) != nil {
			break
		}
		got, err := Text([]byte(page.HTML))
		if err != nil {
			t.Fatal(err)
		}
		want := lines(page.Text)
		for l, n := range lines(string(got)) {
			same += min(n, want[l])
			total += max(n, want[l])
			delete(want, l)
		}
		for _, n := range want {
			total += n
		}
	}
	if total == 0 || float64(same) < 0.95*float64(total) {
		t.Errorf("%d of %d lines are the same, including blank lines before them", same, total)
	}
	t.Logf("%d of %d lines are the same", same, total)
}

// lines counts the lines of text, with a mark on each that follows a blank line.
func lines(text string) map[string]int {
	m := map[string]int{}
	gap := ""
	for l := range strings.SplitSeq(text, "\n") {
		if l == "" {
			gap = "\n"
			continue
		}
		m[gap+l]++
		gap = ""
	}
	return m
}

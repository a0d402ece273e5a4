package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree creates files in a directory of the test's own and changes to it.
func tree(t *testing.T, files map[string]string) {
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// show formats inputs as "name" and "name[page page]".
func show(inputs []Input) string {
	var all []string
	for _, in := range inputs {
		s := in.Name
		if in.Pages != nil {
			s += "[" + strings.Join(in.Pages, " ") + "]"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestInputs(t *testing.T) {
	tree(t, map[string]string{
		"crawl/b.warc.gz": "x", "crawl/a.wet": "x", "crawl/sub/c.jsonl.zst": "x",
		"crawl/sub/1.html": "<p>1", "crawl/2.TXT.gz": "2",
		"crawl/logo.png": "x", "crawl/.git/3.html": "x", "crawl/.4.html": "x", "crawl/README": "x",
		"part-1": "{}\n", "part-2": "WARC/1.0\r\n", "part-3": "<p>x",
		"part-4":     string(pack(t, ".gz", []byte("  {}"))),
		"q?[1].html": "x", "pics/x.png": "x",
	})
	if err := os.Symlink("..", "crawl/sub/loop"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../part-3", "crawl/sub/linked.htm"); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ patterns, want string }{
		{"part-1 " + here + "/part-1 " + here + "/crawl/../part-1", "part-1"},
		{here + "/part-1 part-1", here + "/part-1"},
		{"part-3 crawl/sub/linked.htm", "pages[part-3]"},
		{"crawl/sub " + here + "/crawl/sub/*",
			"crawl/sub/c.jsonl.zst crawl/sub[crawl/sub/1.html crawl/sub/linked.htm]"},
		{"crawl", "crawl/a.wet crawl/b.warc.gz crawl/sub/c.jsonl.zst " +
			"crawl[crawl/2.TXT.gz crawl/sub/1.html crawl/sub/linked.htm]"},
		{"crawl/sub crawl", "crawl/a.wet crawl/b.warc.gz crawl/sub/c.jsonl.zst " +
			"crawl[crawl/2.TXT.gz] crawl/sub[crawl/sub/1.html crawl/sub/linked.htm]"},
		{"crawl/**/*.html", "crawl/**/*.html[crawl/sub/1.html]"},
		{"./crawl/b.warc.gz crawl/b.*", "crawl/b.warc.gz"},
		{"part-*", "part-1 part-2 part-4 part-*[part-3]"},
		{"part-3 crawl/sub/1.html part-2", "part-2 pages[crawl/sub/1.html part-3]"},
		{"q?[1].html", "pages[q?[1].html]"},
		{"crawl/{a,b}.*", "crawl/a.wet crawl/b.warc.gz"},
		{"- part-1", "- part-1"},
	} {
		inputs, err := Inputs(strings.Fields(tt.patterns)...)
		if got := show(inputs); got != tt.want || err != nil {
			t.Errorf("%s: %v\n got %s\nwant %s", tt.patterns, err, got, tt.want)
		}
	}
	for _, tt := range []struct {
		patterns string
		want     error
	}{
		{"*.warc", ErrNoMatch}, {"pics", ErrNoMatch}, {"none.warc", fs.ErrNotExist},
		{"- -", ErrTwice}, {"crawl/[", fs.ErrNotExist},
	} {
		_, err := Inputs(strings.Fields(tt.patterns)...)
		var in *InputError
		if !errors.Is(err, tt.want) && tt.patterns != "crawl/[" || !errors.As(err, &in) ||
			!strings.Contains(err.Error(), strings.Fields(tt.patterns)[0]) {
			t.Errorf("%s: %v", tt.patterns, err)
		}
	}
	if inputs, _ := Inputs("crawl"); inputs[0].Size != 1 || inputs[3].Size != 9 {
		t.Errorf("sizes %+v", inputs)
	}
}

// TestWithout leaves out the files below a directory, however it is written and whatever path leads
// there.
func TestWithout(t *testing.T) {
	tree(t, map[string]string{
		"crawl/a.warc": "x", "crawl/1.html": "<p>1", "crawl/out/a.warc-00000.jsonl": "{}",
		"crawl/out/pages/2.html": "<p>22",
		"crawl/out2/b.jsonl":     "{}", "crawl/out.html": "<p>333",
	})
	for name, target := range map[string]string{
		"link": "crawl/out", "crawl/c.jsonl": "out/a.warc-00000.jsonl",
	} {
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ patterns, dir, want string }{
		{"crawl -", "crawl/out",
			"- crawl/a.warc crawl/out2/b.jsonl crawl[crawl/1.html crawl/out.html]"},
		{"crawl", here + "/crawl/out2/../out/",
			"crawl/a.warc crawl/out2/b.jsonl crawl[crawl/1.html crawl/out.html]"},
		{"crawl", "link", "crawl/a.warc crawl/out2/b.jsonl crawl[crawl/1.html crawl/out.html]"},
		{"link", "crawl/out", ""},
		{"crawl", "crawl/out3", "crawl/a.warc crawl/c.jsonl crawl/out2/b.jsonl " +
			"crawl[crawl/1.html crawl/out.html crawl/out/pages/2.html]"},
		{"crawl", ".", ""},
		{"crawl", "/", ""},
	} {
		inputs, err := Inputs(strings.Fields(tt.patterns)...)
		if err != nil {
			t.Fatal(err)
		}
		all := show(inputs)
		left := Without(inputs, tt.dir)
		if got := show(left); got != tt.want {
			t.Errorf("%s without %s:\n got %s\nwant %s", tt.patterns, tt.dir, got, tt.want)
		}
		if show(inputs) != all {
			t.Errorf("%s without %s changes its argument", tt.patterns, tt.dir)
		}
		if n := len(left); tt.dir == "link" && left[n-1].Size != int64(len("<p>1<p>333")) {
			t.Errorf("sizes %+v", left)
		}
	}
}

func TestShard(t *testing.T) {
	inputs := []Input{
		{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "x", Pages: []string{"1", "2", "3"}},
		{Name: "y", Pages: []string{"4"}},
	}
	for i, want := range []string{"a c x[1 3]", "b x[2] y[4]"} {
		if got := show(Shard(inputs, i, 2)); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
	if got := show(Shard(inputs, 0, 1)); got != show(inputs) {
		t.Error("one shard is not all:", got)
	}
	var all []string
	for i := range 7 {
		all = append(all, show(Shard(inputs, i, 7)))
	}
	slices.Sort(all)
	all = strings.Fields(strings.Join(all, " "))
	if got := strings.Join(all, " "); got != "a x[1] b x[2] c x[3] y[4]" {
		t.Error("seven shards:", got)
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"klartext/corpus"
	"klartext/corpus/jsonl"
	"klartext/engine/charset"
)

// TestMain lets run start the test binary as the program itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "unpack" {
		main()
		return
	}
	os.Exit(m.Run())
}

// source holds the pages from which the tests make crawls, so that they run without the corpora.
const source = "../../testdata/html"

// made makes a small crawl.
func made(t *testing.T, size int64) (dir string, m manifest) {
	t.Helper()
	g := generator{
		Out: filepath.Join(t.TempDir(), "crawl"), Size: size, FileSize: 100 << 10, Seed: 7,
	}
	m, err := g.run(context.Background(), source)
	if err != nil {
		t.Fatal(err)
	}
	return g.Out, m
}

// TestCrawl reads a crawl back: everything that its manifest lists is there, and nothing is
// damaged.
func TestCrawl(t *testing.T) {
	const size = 3 << 20
	dir, m := made(t, size)
	if kept, err := readManifest(dir); err != nil || kept != m {
		t.Errorf("MANIFEST says %+v, %v, want %+v", kept, err, m)
	}
	inputs, err := corpus.Inputs(dir)
	if err != nil {
		t.Fatal(err)
	}
	var sum corpus.Counts
	var pageBytes int64
	hosts, kinds := map[string]int{}, map[corpus.Kind]int{}
	var r corpus.Record
	var c charset.Converter
	for _, in := range inputs {
		reader, err := corpus.Open(in, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for {
			err := reader.Next(&r)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			page, kind, err := r.Page(&c)
			if err != nil {
				t.Fatalf("%s: %v", r.URL, err)
			}
			// Both pages are German: no encoding was lost.
			if !bytes.Contains(page, []byte("ä")) && !bytes.Contains(page, []byte("ü")) {
				t.Errorf("%s, %s: no umlaut in %q…", r.URL, r.ContentType,
					page[:min(len(page), 300)])
			}
			host, _, _ := strings.Cut(strings.TrimPrefix(r.URL, "https://"), "/")
			hosts[host]++
			kinds[kind]++
			pageBytes += int64(len(page))
		}
		n := reader.Counts()
		sum.Records += n.Records
		sum.Ignored += n.Ignored
		sum.Damaged += n.Damaged
		sum.Packed += n.Packed
		sum.Bytes += n.Bytes
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
	}
	want := corpus.Counts{Records: m.Pages, Ignored: m.Ignored, Packed: m.Packed, Bytes: m.Unpacked}
	if sum != want {
		t.Errorf("read %+v, want %+v", sum, want)
	}
	if m.Unpacked < size || pageBytes != m.PageBytes {
		t.Errorf("%d bytes unpacked, want %d at least; %d bytes of pages, want %d", m.Unpacked,
			size, pageBytes, m.PageBytes)
	}
	if len(hosts) != 2 || kinds[corpus.HTML] == 0 || kinds[corpus.Text] == 0 ||
		m.Exact == 0 || m.Near == 0 {
		t.Errorf("hosts %v, kinds %v, %d exact and %d near duplicates", hosts,
			kinds, m.Exact, m.Near)
	}
	for kind, n := range m.Files {
		if n == 0 {
			t.Errorf("no file %s", suffixes[kind])
		}
	}
	if m.Files[warcFile] < 2 {
		t.Error("the archives are not cut into files")
	}
}

// TestSame makes a crawl twice.
func TestSame(t *testing.T) {
	a, _ := made(t, 1<<20)
	b, _ := made(t, 1<<20)
	names, _ := filepath.Glob(filepath.Join(a, "*"))
	if len(names) < 4 {
		t.Fatalf("files: %v", names)
	}
	for _, name := range names {
		x, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if y, err := os.ReadFile(filepath.Join(b, filepath.Base(name))); err != nil ||
			!bytes.Equal(x, y) {
			t.Errorf("%s is not the same: %v", filepath.Base(name), err)
		}
	}
}

// TestRefused tests crawls that cannot be made. They must leave nothing behind.
func TestRefused(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.jsonl")
	if err := os.WriteFile(empty, []byte(`{"text": "no page"}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	full, _ := made(t, 1)
	for _, test := range []struct{ name, out, source, want string }{
		{"not empty", full, source, "is not empty"},
		{"no pages", filepath.Join(t.TempDir(), "x"), empty, "no HTML page"},
		{"no source", filepath.Join(t.TempDir(), "x"), empty + ".not", "empty.jsonl.not"},
	} {
		g := generator{Out: test.out, Size: 1 << 20, FileSize: 1 << 20}
		if _, err := g.run(context.Background(), test.source); err == nil ||
			!strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if left, _ := os.ReadDir(filepath.Dir(test.out)); len(left) > 1 ||
			len(left) == 1 && test.out != full {
			t.Errorf("%s leaves %v", test.name, left)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g := generator{Out: filepath.Join(t.TempDir(), "x"), Size: 1 << 40, FileSize: 1 << 20}
	if _, err := g.run(ctx, source); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestChange tests which parts of a page change and which do not.
func TestChange(t *testing.T) {
	const long = "The ferry across the river was closed for three weeks " +
		"because its engine &uuml;berhitzt had failed and nobody could repair it"
	page := []byte(`<nav><a href=/>Home</a> Contact us</nav>` +
		`<time datetime="2024-03-04">4. März 2024</time>` +
		`<script>var prose = "` + long + `"</script>` +
		strings.Repeat("<p>"+long+"</p>", 40) + "<footer>© 2024 The Ferry</footer>")
	c := changer{rng: rand.New(rand.NewPCG(1, 2))}
	fresh := string(c.change(page, false))
	near := string(c.change(page, true))
	for _, keep := range []string{
		"<nav><a href=/>Home</a> Contact us</nav>", `<script>var prose = "` + long + `"</script>`,
		"<footer>© 2024 The Ferry</footer>", "&uuml;",
	} {
		if !strings.Contains(fresh, keep) || !strings.Contains(near, keep) {
			t.Errorf("%s is not kept", keep)
		}
	}
	if strings.Contains(fresh, "2024-03-04") || strings.Contains(fresh, "4. März 2024") &&
		!strings.Contains(fresh, "14. März 2024") && !strings.Contains(fresh, "24. März 2024") {
		t.Error("the dates are not moved")
	}
	if !strings.Contains(near, `datetime="2024-03-04">4. März 2024`) {
		t.Error("the dates of a near duplicate are moved")
	}
	same := func(s string) int { return strings.Count(s, "<p>"+long+"</p>") }
	if f, n := same(fresh), same(near); f > 20 || n < f || n == 40 {
		t.Errorf("of 40 paragraphs %d are as they were, %d of a near duplicate", f, n)
	}
	if strings.Count(fresh, "<p>") != 40 || !strings.Contains(fresh, "<p> </p>") {
		t.Error("no paragraph is gone, or its tags are too")
	}
}

// TestRun measures a crawl and kills batch while it cleans the crawl, with a program built from
// this tree.
func TestRun(t *testing.T) {
	dir, _ := made(t, 2<<20)
	p, remove, err := build(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	var out strings.Builder
	if err := run(context.Background(), &out, p, dir, nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Rates", "Memory", "Shares", "Unpacking alone", "crawl cost --warc-rate", "core-hours",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	k := killing{times: 3, seed: 1, part: 100 << 10}
	out.Reset()
	if err := k.run(context.Background(), &out, p, dir, []string{"--dedup", "near"}); err != nil ||
		strings.Count(out.String(), "killed after") < 3 ||
		!strings.Contains(out.String(), "\nEQUAL") {
		t.Errorf("%v\n%s", err, &out)
	}
	altered := filepath.Join(dir, manifestName)
	if err := os.WriteFile(altered, []byte(`{"pages": 1, "ignored": 1}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), io.Discard, p, dir, nil); err == nil ||
		!strings.Contains(err.Error(), "but there are 1 pages") {
		t.Errorf("pages that are not in the manifest: %v", err)
	}
}

// TestCompare checks that compare finds every difference between two outputs.
func TestCompare(t *testing.T) {
	output := func(files map[string]string) string {
		dir := t.TempDir()
		for name, rows := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(rows), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	calm := map[string]string{"a-00000.jsonl": "{\"id\":1}\n{\"id\":2}\n", "a.manifest.json": "{}"}
	for _, test := range []struct {
		name   string
		killed map[string]string
		equal  bool
	}{
		{"the same", calm, true},
		{"another order", map[string]string{"a-00000.jsonl": "{\"id\":2}\n{\"id\":1}\n",
			"a.manifest.json": "{}"}, true},
		{"a row less", map[string]string{"a-00000.jsonl": "{\"id\":1}\n", "a.manifest.json": "{}"},
			false},
		{"a row twice", map[string]string{"a-00000.jsonl": "{\"id\":1}\n{\"id\":2}\n{\"id\":2}\n",
			"a.manifest.json": "{}"}, false},
		{"another row", map[string]string{"a-00000.jsonl": "{\"id\":1}\n{\"id\":3}\n",
			"a.manifest.json": "{}"}, false},
		{"a file more", map[string]string{"a-00000.jsonl": calm["a-00000.jsonl"],
			"a.manifest.json": "{}", ".b.1.tmp": ""}, false},
	} {
		err := compare(io.Discard, output(calm), output(test.killed))
		if (err == nil) != test.equal {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if err := compare(io.Discard, output(nil), output(nil)); err == nil {
		t.Error("no rows at all are called equal")
	}
}

// TestCost checks the arithmetic of the table: 394 TiB at 120 MB/s.
func TestCost(t *testing.T) {
	var out strings.Builder
	cmd := newRoot()
	cmd.SetArgs([]string{"cost", "--warc-rate", "120", "--wet-rate", "8", "--cores", "10",
		"--price", "0.1"})
	cmd.SetOut(&out)
	if err := cmd.Execute(); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{
		{"core-hours", "1003", "687"}, {"hours of a machine with 10 cores", "100", "69"},
		{"dollars, at 0.1000 per core-hour", "100", "69"},
	} {
		got := strings.Join(strings.Fields(out.String()), " ")
		if !strings.Contains(got, strings.Join(want, " ")) {
			t.Errorf("no %v in\n%s", want, &out)
		}
	}
	cmd = newRoot()
	cmd.SetArgs([]string{"cost"})
	if err := cmd.Execute(); err == nil {
		t.Error("cost without rates is no error")
	}
}

// TestLines reads the JSON lines, each with the keys of "klartext pipe".
func TestLines(t *testing.T) {
	dir, _ := made(t, 2<<20)
	names, _ := filepath.Glob(filepath.Join(dir, "*.jsonl.zst"))
	ways := map[string]int{}
	for _, name := range names {
		for line, err := range jsonl.Lines(name) {
			if err != nil {
				t.Fatal(err)
			}
			var l map[string]string
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			for key := range l {
				ways[key]++
			}
		}
	}
	if n := ways["id"]; n == 0 || ways["url"] != n || ways["fetched_at"] != n ||
		ways["html"] == 0 || ways["html_base64"] == 0 || ways["html"]+ways["html_base64"] != n {
		t.Errorf("fields: %v", fmt.Sprint(ways))
	}
}

// TestByteCount checks that sizes are read as in klartext.
func TestByteCount(t *testing.T) {
	for s, want := range map[string]int64{
		"7": 7, "3k": 3 << 10, "500M": 500 << 20, "2G": 2 << 30, "0": 0, "-1M": 0, "x": 0, "": 0,
		"9999999999G": 0,
	} {
		var b byteCount
		if err := b.Set(s); int64(b) != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v, want %d", s, b, err, want)
		}
	}
}

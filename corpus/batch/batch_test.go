package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"klartext/corpus"
	"klartext/corpus/sink"
	"klartext/engine"
)

// crawl writes two archives of JSON lines and some page files, and returns the inputs. They have
// pages in two languages, some of them twice or nearly twice, a footer that the host repeats, and
// damaged lines.
func crawl(t testing.TB) []corpus.Input {
	dir := t.TempDir()
	for _, name := range []string{"a.jsonl", "b.jsonl"} {
		var b strings.Builder
		for i := range 40 {
			switch {
			case i%13 == 7:
				b.WriteString("{\"id\":" + fmt.Sprint(i) + ",\"html\":\"cut off\n")
			case i%13 == 11:
				fmt.Fprintf(&b, `{"id":%d,"html_base64":"AAEAAgADAAQA/wAAAA=="}`+"\n", i)
			default:
				page := engine.AppendJSONString(nil, testPage(i%17))
				const format = `{"id":%d,"url":"https://example.org/%d","html":%s,` +
					`"fetched_at":"2024-05-06T12:00:00Z"}` + "\n"
				fmt.Fprintf(&b, format, i, i, page)
			}
		}
		write(t, filepath.Join(dir, name), b.String())
	}
	for i := range 5 {
		write(t, filepath.Join(dir, "pages", fmt.Sprintf("p%d.html", i)), testPage(i))
	}
	inputs, err := corpus.Inputs(filepath.Join(dir, "*.jsonl"), filepath.Join(dir, "pages"))
	if err != nil || len(inputs) != 3 {
		t.Fatalf("got %v, %v", inputs, err)
	}
	return inputs
}

func write(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	english = strings.Fields("the ferry across river was closed for three weeks because its " +
		"engine had failed and people who live on other side took bus instead of boat which they " +
		"did not like at all")
	german = strings.Fields("die Fähre über den Fluss war drei Wochen lang gesperrt weil ihr " +
		"Motor ausgefallen ist und die Leute die drüben wohnen nahmen den Bus was ihnen gar " +
		"nicht gefiel")
)

// testPage makes page number i, which is always the same.
func testPage(i int) string {
	rnd := rand.New(rand.NewPCG(uint64(i), 1))
	words, lang := english, "en"
	if i%3 == 0 {
		words, lang = german, "de"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=%s><title>Page %d</title>"+
		"<nav><a href=/>Home</a> <a href=/a>About</a></nav><article><h1>Page %d</h1>", lang, i, i)
	for range 3 + rnd.IntN(5) {
		b.WriteString("<p>")
		for range 30 + rnd.IntN(40) {
			b.WriteString(words[rnd.IntN(len(words))] + " ")
		}
		b.WriteString(".</p>\n")
	}
	b.WriteString("<p>Whoever wants to write to the editors finds the address " +
		"in the house by the harbour, where they sit.</p></article></html>")
	return b.String()
}

// run does a whole batch and returns its statistics.
func run(t testing.TB, inputs []corpus.Input, o Options) Stats {
	t.Helper()
	o.noSync = true // a busy disk takes 100 ms for each file
	r, err := New(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree returns all files below a directory with their contents.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameTree(t testing.TB, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if g, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if g != want[name] {
			t.Errorf("%s is not the same: %d bytes, want %d", name, len(g), len(want[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too much", name)
		}
	}
}

const smallPart = 8 << 10

func TestSameForAnyWorkers(t *testing.T) {
	inputs := crawl(t)
	for _, f := range []sink.Format{sink.JSONLines, sink.Parquet, sink.Text, sink.Markdown} {
		for _, d := range []Dedup{None, Exact, Lines, Near} {
			if f != sink.JSONLines && d != None {
				continue
			}
			t.Run(fmt.Sprint(f, " ", d), func(t *testing.T) {
				var want map[string]string
				for _, workers := range []int{1, 2, 8} {
					o := Options{
						Out: t.TempDir(), Workers: workers, Format: f, Dedup: d,
						PartSize: smallPart,
					}
					s := run(t, inputs, o)
					if s.Done != 3 || s.Counts.Damaged != 12 || s.Counts.Records != 79 ||
						s.Counts.Pages+s.Counts.Duplicates != 73 {
						t.Fatalf("got %+v", s)
					}
					if got := tree(t, o.Out); want == nil {
						want = got
					} else {
						sameTree(t, got, want)
					}
				}
				if len(want) < 12 {
					t.Errorf("only %d files", len(want))
				}
			})
		}
	}
}

// rows returns all rows of JSON lines in a directory, in order.
func rows(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	names, err := filepath.Glob(filepath.Join(dir, "*.jsonl.zst"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		all = append(all, unpackLines(t, name)...)
	}
	return all
}

func TestPartsJoined(t *testing.T) {
	inputs := crawl(t)
	whole, parts := Options{Out: t.TempDir()}, Options{Out: t.TempDir(), PartSize: smallPart}
	s1, s2 := run(t, inputs, whole), run(t, inputs, parts)
	if s1.Counts.Parts != 3 || s2.Counts.Parts < 9 {
		t.Errorf("got %d and %d parts", s1.Counts.Parts, s2.Counts.Parts)
	}
	a, b := strings.Join(rows(t, whole.Out), "\n"), strings.Join(rows(t, parts.Out), "\n")
	if a != b || a == "" {
		t.Error("the rows are not the same")
	}
}

func TestDedup(t *testing.T) {
	inputs := crawl(t)
	for d, check := range map[Dedup]func(c *Counts) bool{
		Exact: func(c *Counts) bool { return c.Duplicates == 73-16 },
		Near:  func(c *Counts) bool { return c.Duplicates == 73-16 },
		Lines: func(c *Counts) bool { return c.Duplicates == 0 && c.Repeated > 30 },
	} {
		o := Options{Out: t.TempDir(), Dedup: d, PartSize: smallPart}
		if s := run(t, inputs, o); !check(&s.Counts) {
			t.Errorf("%v: got %+v", d, s.Counts)
		}
		text := strings.Join(rows(t, o.Out), "\n")
		if d == Lines && strings.Contains(text, "house by the harbour") &&
			strings.Count(text, "house by the harbour") > 5 {
			t.Error("lines: what the host repeats is still there")
		}
	}
}

func TestLanguages(t *testing.T) {
	s := run(t, crawl(t), Options{Out: t.TempDir(), Languages: []string{"de"}})
	c := s.Counts
	if c.Languages["de"] == 0 || c.Languages["en"] == 0 || c.Pages != c.Languages["de"] ||
		c.Unwanted != c.Languages["en"] {
		t.Errorf("got %+v", c)
	}
}

var errKilled = errors.New("killed")

// A run that is killed before any step, with no chance to clean up, and then resumed gives the same
// as an undisturbed one.
func TestResumeAfterKill(t *testing.T) {
	inputs := crawl(t)
	for _, o := range []Options{
		{Dedup: None},
		{Dedup: Exact},
		{Dedup: Near, Format: sink.Parquet},
		{Dedup: Lines},
		{Format: sink.Text, PartSize: 40 << 10},
	} {
		t.Run(o.Dedup.String()+" "+o.Format.String(), func(t *testing.T) {
			if o.PartSize == 0 {
				o.PartSize = 16 << 10
			}
			steps := 0
			o.Out, o.Workers = t.TempDir(), 1
			o.before = func(string, string) error { steps++; return nil }
			run(t, inputs, o)
			want := tree(t, o.Out)
			every := max(1, steps/12) // each takes a run, and disks can be slow
			for k := 1; k <= steps; k += every {
				o.Out = t.TempDir()
				killed(t, inputs, o, k)
				o.Resume, o.before = true, nil
				run(t, inputs, o)
				if sameTree(t, tree(t, o.Out), want); t.Failed() {
					t.Fatalf("killed before step %d of %d", k, steps)
				}
				o.Resume = false
			}
			t.Logf("%d steps, killed before every %d", steps, every)
		})
	}
}

// killed runs a batch in which everything fails from step k on.
func killed(t *testing.T, inputs []corpus.Input, o Options, k int) {
	t.Helper()
	n := 0
	o.noSync = true
	o.before = func(string, string) error {
		if n++; n >= k {
			return errKilled
		}
		return nil
	}
	r, err := New(inputs, o)
	if err == nil {
		_, err = r.Do(context.Background())
	}
	var w *WriteError
	if !errors.Is(err, errKilled) || !errors.As(err, &w) {
		t.Fatalf("step %d: got error %v", k, err)
	}
}

func TestDiskFull(t *testing.T) {
	o := Options{Out: t.TempDir(), before: func(step, _ string) error {
		if step == "write" {
			return syscall.ENOSPC
		}
		return nil
	}}
	r, err := New(crawl(t), o)
	if err != nil {
		t.Fatal(err)
	}
	var w *WriteError
	if _, err := r.Do(t.Context()); !errors.Is(err, syscall.ENOSPC) || !errors.As(err, &w) {
		t.Errorf("got %v", err)
	}
	noTemporary(t, o.Out)
}

func noTemporary(t *testing.T, dir string) {
	t.Helper()
	for name := range tree(t, dir) {
		if _, temporary := sink.Temporary(filepath.Base(name)); temporary {
			t.Errorf("%s is left", name)
		}
	}
}

// An interrupted run leaves nothing half-written and can be resumed.
func TestInterrupt(t *testing.T) {
	inputs := crawl(t)
	o := Options{Out: t.TempDir(), PartSize: smallPart}
	run(t, inputs, o)
	want := tree(t, o.Out)

	ctx, cancel := context.WithCancel(t.Context())
	o.Out = t.TempDir()
	reported := 0
	o.OnDamage = func(*corpus.Damage) {
		if reported++; reported == 5 {
			cancel()
		}
	}
	r, err := New(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Do(ctx)
	if !errors.Is(err, context.Canceled) || s.Done == 3 || s.Counts.Pages == 0 {
		t.Fatalf("got %+v, %v", s, err)
	}
	noTemporary(t, o.Out)
	o.Resume = true
	if s := run(t, inputs, o); s.Done != 3 || s.Cleaned == 79 {
		t.Errorf("got %+v", s)
	}
	sameTree(t, tree(t, o.Out), want)
	if s := run(t, inputs, o); s.Cleaned != 0 || s.Counts.Records != 79 {
		t.Errorf("a complete run was not left alone: %+v", s)
	}
	sameTree(t, tree(t, o.Out), want)
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Options, []corpus.Input)
		want   error
	}{
		"no resume": {func(o *Options, _ []corpus.Input) { o.Resume = false }, ErrResults},
		"format":    {func(o *Options, _ []corpus.Input) { o.Format = sink.Parquet }, ErrOptions},
		"languages": {
			func(o *Options, _ []corpus.Input) { o.Languages = []string{"de"} }, ErrOptions,
		},
		"part size":  {func(o *Options, _ []corpus.Input) { o.PartSize++ }, ErrOptions},
		"other size": {func(_ *Options, in []corpus.Input) { in[0].Size++ }, ErrChanged},
		"other pages": {
			func(_ *Options, in []corpus.Input) { in[2].Pages = in[2].Pages[1:] }, ErrChanged,
		},
		"missing part": {func(o *Options, in []corpus.Input) {
			os.Remove(filepath.Join(o.Out, OutputName(in[0].Name)+"-00000.jsonl.zst"))
		}, ErrMissing},
		"manifest": {func(o *Options, in []corpus.Input) {
			os.WriteFile(filepath.Join(o.Out, OutputName(in[0].Name)+manifestSuffix),
				[]byte("{}"), 0o644)
		}, ErrManifest},
	} {
		t.Run(name, func(t *testing.T) {
			inputs := crawl(t)
			o := Options{Out: t.TempDir(), PartSize: smallPart}
			run(t, inputs, o)
			o.Resume = true
			c.change(&o, inputs)
			_, err := New(inputs, o)
			var start *StartError
			if !errors.Is(err, c.want) || !errors.As(err, &start) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// All shards together write the same as one run, into one directory.
func TestShards(t *testing.T) {
	inputs := crawl(t)
	whole, shards := t.TempDir(), t.TempDir()
	run(t, inputs, Options{Out: whole})
	for i := range 3 {
		run(t, inputs, Options{Out: shards, Shard: i, Shards: 3})
	}
	a, b := rows(t, whole), rows(t, shards)
	if len(a) != 73 || sorted(a) != sorted(b) {
		t.Errorf("got %d rows, want %d, the same", len(b), len(a))
	}
}

func unpackLines(t testing.TB, name string) []string {
	t.Helper()
	data := unzstd(t, name)
	if len(data) > 0 && data[len(data)-1] != '\n' {
		t.Errorf("%s: the last line is cut off", name)
	}
	return strings.Split(strings.TrimSuffix(string(bytes.Clone(data)), "\n"), "\n")
}

package clean

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/klauspost/compress/zstd"

	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

// smallSurvey is large enough for the tests and cheap to create.
var smallSurvey = dedup.SurveyOptions{Width: 1 << 16, Hosts: 1 << 10}

// runBeam cleans the files that globs match on Prism, in this process, and returns the metrics.
func runBeam(t testing.TB, globs []string, o Options) map[string]int64 {
	t.Helper()
	o.Survey = smallSurvey
	p, s := beam.NewPipelineWithRoot()
	WriteCounts(s, Run(s, Match(s, globs...), o), o)
	result, err := beam.Run(t.Context(), "prism", p)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]int64{}
	for _, c := range result.Metrics().AllMetrics().Counters() {
		if c.Namespace() == Namespace {
			m[c.Name()] += c.Result()
		}
	}
	return m
}

// runBatch does the same with package batch.
func runBatch(t testing.TB, globs []string, o batch.Options) batch.Counts {
	t.Helper()
	inputs, err := corpus.Inputs(globs...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := batch.New(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	stats, err := r.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return stats.Counts
}

// The rows, damage and counts of a run on Prism equal those of batch, byte for byte.
func TestSameAsBatch(t *testing.T) {
	globs := crawl(t)
	for name, c := range map[string]struct {
		beam  Options
		batch batch.Options
		check func(c *batch.Counts) bool
	}{
		"none": {Options{}, batch.Options{},
			func(c *batch.Counts) bool {
				return c.Pages >= 24*4+5 && c.Damaged == 3 &&
					c.Ignored >= 6
			}},
		"lines": {
			Options{Lines: true}, batch.Options{Dedup: batch.Lines},
			func(c *batch.Counts) bool { return c.Repeated > 60 },
		},
		"lang": {
			Options{Languages: []string{"de"}}, batch.Options{Languages: []string{"de"}},
			func(c *batch.Counts) bool { return c.Unwanted > 40 && c.Pages > 20 },
		},
		"long": {Options{MaxBlocks: 4}, batch.Options{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c.beam.Out, c.batch.Out = t.TempDir(), t.TempDir()
			c.batch.Engine.MaxBlocks = c.beam.MaxBlocks
			want := runBatch(t, globs, c.batch)
			got := runBeam(t, globs, c.beam)
			if c.check != nil && !c.check(&want) || c.check == nil && want.Truncated == 0 {
				t.Fatalf("the crawl does not show what it should: %+v", want)
			}
			for _, suffix := range []string{".jsonl.zst", ".damage.jsonl"} {
				a, b := lines(t, c.beam.Out, suffix), lines(t, c.batch.Out, suffix)
				if len(a) == 0 || !slices.Equal(a, b) {
					t.Errorf("%s: %d lines that are not the %d lines of batch",
						suffix, len(a), len(b))
				}
			}
			if w := metrics(&want); !sameMetrics(got, w) {
				t.Errorf("metrics\n%v, want\n%v", got, w)
			}
			checkCounts(t, c.beam.Out, want)
			noTemporary(t, c.beam.Out)
		})
	}
}

// sameMetrics compares metrics. A missing metric counts as 0.
func sameMetrics(a, b map[string]int64) bool {
	zero := func(_ string, n int64) bool { return n == 0 }
	a, b = maps.Clone(a), maps.Clone(b)
	maps.DeleteFunc(a, zero)
	maps.DeleteFunc(b, zero)
	return maps.Equal(a, b) && len(a) > 8
}

// checkCounts compares counts.json with the counts of batch. Page files form different parts in the
// two.
func checkCounts(t *testing.T, dir string, want batch.Counts) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "counts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got batch.Counts
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.jsonl.zst"))
	if got.Parts != int64(len(files)) || got.Parts < 5 {
		t.Errorf("%d parts counted, %d files", got.Parts, len(files))
	}
	got.Parts, got.PartBytes = want.Parts, want.PartBytes
	if a, b := asJSON(t, got), asJSON(t, want); a != b {
		t.Errorf("counts\n%s, want\n%s", a, b)
	}
}

func asJSON(t *testing.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A second run writes the same files with the same bytes, whatever is already there.
func TestRunAgain(t *testing.T) {
	globs := crawl(t)
	o := Options{Out: t.TempDir(), Lines: true}
	runBeam(t, globs, o)
	want := tree(t, o.Out)
	runBeam(t, globs, o)
	if got := tree(t, o.Out); !maps.Equal(got, want) || len(got) < 7 {
		t.Errorf("got %d files, want the same %d", len(got), len(want))
	}
}

// Output that an earlier run left for a shard that no longer has damage or rows is removed.
func TestRunMended(t *testing.T) {
	in, o := filepath.Join(t.TempDir(), "a.jsonl"), Options{Out: t.TempDir()}
	good := `{"id":1,"html":"<p>A page"}` + "\n"
	shard := shardName(in, DefaultPageShards)
	rows, damage := shard+".jsonl.zst", shard+".damage.jsonl"
	for _, c := range []struct {
		lines string
		want  []string
	}{
		{good + "{\n", []string{damage, rows, "counts.json"}},
		{good, []string{rows, "counts.json"}},
		{"{\n", []string{damage, "counts.json"}},
	} {
		write(t, in, []byte(c.lines))
		runBeam(t, []string{in}, o)
		if got := slices.Sorted(maps.Keys(tree(t, o.Out))); !slices.Equal(got, c.want) {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// A page that causes a panic anywhere is damage like any other.
func TestPanic(t *testing.T) {
	f := &writeFn{Options: Options{Out: t.TempDir()}}
	f.Setup()
	out, err := newOutputs(f.Options.Out, "shard")
	if err != nil {
		t.Fatal(err)
	}
	defer out.remove()
	w := &shardWriter{writeFn: f, ctx: t.Context(), rows: out.file(sink.JSONLines.Suffix()),
		damage: out.file(sink.DamageSuffix)}
	page := &corpus.Record{
		URL: "https://example.org/", Body: []byte(testPage(1)), Kind: corpus.HTML,
	}
	// without a survey: a bug
	for _, w.dropper = range []*dedup.Dropper{dedup.NewDropper(nil, dedup.Rule{}, 0), nil} {
		if err := w.take(page, nil); err != nil {
			t.Error(err)
		}
	}
	if w.counts.Damaged != 1 || w.counts.Pages != 1 || w.counts.Damage["internal error"] != 1 {
		t.Errorf("got %+v", w.counts)
	}
}

func TestParquet(t *testing.T) {
	o := Options{Out: t.TempDir(), Format: sink.Parquet}
	runBeam(t, crawl(t)[1:2], o)
	files := tree(t, o.Out)
	if len(files) != 3 { // including damage and counts
		t.Errorf("got %d files", len(files))
	}
	for name, data := range files {
		if strings.HasSuffix(name,
			".parquet") != (strings.HasPrefix(data, "PAR1") && strings.HasSuffix(data, "PAR1")) {
			t.Errorf("%s is no Parquet file, or is one", name)
		}
	}
}

// Without input there is no output and no error.
func TestEmpty(t *testing.T) {
	for _, lines := range []bool{false, true} {
		o := Options{Out: t.TempDir(), Lines: lines}
		runBeam(t, []string{filepath.Join(t.TempDir(), "*.warc.gz")}, o)
		if files := tree(t, o.Out); len(files) != 0 {
			t.Errorf("got %v", files)
		}
	}
}

// A file that cannot be read ends the pipeline, so that the runner can try again, and leaves
// nothing half-written.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "directory.warc.gz"), 0o777); err != nil {
		t.Fatal(err)
	}
	o := Options{Out: t.TempDir()}
	p, s := beam.NewPipelineWithRoot()
	Run(s, Match(s, filepath.Join(dir, "*")), o)
	if _, err := beam.Run(t.Context(), "prism", p); err == nil ||
		!strings.Contains(err.Error(), "directory.warc.gz") {
		t.Errorf("got error %v", err)
	}
	if files := tree(t, o.Out); len(files) != 0 {
		t.Errorf("got %v", files)
	}
}

// A list packed with gzip names the same files as globs do.
func TestList(t *testing.T) {
	globs := crawl(t)
	names, err := filepath.Glob(globs[0])
	if err != nil || len(names) != 3 {
		t.Fatal(names, err)
	}
	list := filepath.Join(t.TempDir(), "warc.paths.gz")
	prefix := filepath.Dir(filepath.Dir(names[0])) + "/"
	write(t, list, gzipped(t, strings.ReplaceAll(strings.Join(names, "\n\n")+"\n \n", prefix, "")))
	byGlob, byList := Options{Out: t.TempDir()}, Options{Out: t.TempDir()}
	runBeam(t, globs[:1], byGlob)
	p, s := beam.NewPipelineWithRoot()
	WriteCounts(s, Run(s, List(s, list, prefix), byList), byList)
	if _, err := beam.Run(t.Context(), "prism", p); err != nil {
		t.Fatal(err)
	}
	if a, b := tree(t, byGlob.Out), tree(t, byList.Out); !maps.Equal(a, b) || len(a) < 5 {
		t.Errorf("%d files by globs, %d by a list", len(a), len(b))
	}
}

// lines returns the lines of all files with a suffix, sorted.
func lines(t testing.TB, dir, suffix string) []string {
	t.Helper()
	var all []string
	for name, data := range tree(t, dir) {
		if strings.HasSuffix(name, suffix) {
			data = strings.TrimSuffix(data, "\n")
			all = append(all, strings.Split(data, "\n")...)
		}
	}
	slices.Sort(all)
	return all
}

// tree returns all files of a directory, unpacked.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil && strings.HasSuffix(e.Name(), ".zst") {
			data, err = dec.DecodeAll(data, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(bytes.Clone(data))
	}
	return files
}

func noTemporary(t testing.TB, dir string) {
	t.Helper()
	for name := range tree(t, dir) {
		if _, temporary := sink.Temporary(name); temporary {
			t.Errorf("%s is left", name)
		}
	}
}

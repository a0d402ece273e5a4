package clean

import (
	"strings"
	"testing"

	"klartext/corpus/dedup"
)

func TestShardNames(t *testing.T) {
	seen := map[string]string{}
	for _, file := range []string{
		"gs://b/x/a.warc.gz", "gs://b/y/a.warc.gz", "/d/b.jsonl", "b.jsonl", "s3://c/*?.wet.zst",
		strings.Repeat("ä", 200), "..", "/",
	} {
		name := shardName(file, 4)
		if of, twice := seen[name]; twice || len(name) > 160 || strings.ContainsAny(name, "/*?:") ||
			name[0] == '.' {
			t.Errorf("%s: bad name %q (also of %q)", file, name, of)
		}
		seen[name] = file
	}
	pages := map[string]bool{}
	for i := range 100 {
		pages[shardName(strings.Repeat("x", i)+".HTML.gz", 4)] = true
	}
	if len(pages) != 4 || !pages["pages-00003-of-00004"] {
		t.Errorf("got %v", pages)
	}
}

// An accumulator does not change when it is written and read, whatever it holds, and a truncated
// one is refused.
func TestAccumulator(t *testing.T) {
	full := accumulator{smallSurvey, dedup.NewSurvey(smallSurvey)}
	var hasher dedup.Hasher
	var prints dedup.Prints
	for i := range 5 {
		hasher.HTML(&prints, "example.org", []byte(testPage(i)))
		full.survey.Add(&prints)
	}
	for _, a := range []accumulator{{}, {options: smallSurvey}, full} {
		data, err := encodeAccumulator(a)
		if err != nil {
			t.Fatal(err)
		}
		b, err := decodeAccumulator(data)
		if err != nil || b.options != a.options || (b.survey == nil) != (a.survey == nil) {
			t.Fatalf("got %+v, %v", b, err)
		}
		if a.survey != nil && (b.survey.Pages() != 5 || b.survey.HostPages("example.org") != 5) {
			t.Errorf("got %d pages", b.survey.Pages())
		}
	}
	data, _ := encodeAccumulator(full)
	for n := range 40 {
		// the options alone make an empty accumulator
		if _, err := decodeAccumulator(data[:n]); err == nil && n != 5 {
			t.Errorf("%d bytes were taken", n)
		}
	}
}

// Empty accumulators have no effect, on either side.
func TestMergeEmpty(t *testing.T) {
	f := &mergeFn{smallSurvey}
	s := dedup.NewSurvey(smallSurvey)
	for _, pair := range [][2]accumulator{
		{f.CreateAccumulator(), {smallSurvey, s}}, {{smallSurvey, s}, f.CreateAccumulator()},
	} {
		if a, err := f.MergeAccumulators(pair[0], pair[1]); err != nil || a.survey != s {
			t.Errorf("got %+v, %v", a, err)
		}
	}
}

package batch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"klartext/corpus"
)

// refused prepares a run that must be refused.
func refused(t *testing.T, inputs []corpus.Input, o Options, want error) {
	t.Helper()
	var start *StartError
	if _, err := New(inputs, o); !errors.Is(err, want) || !errors.As(err, &start) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func find(t *testing.T, patterns ...string) []corpus.Input {
	t.Helper()
	inputs, err := corpus.Inputs(patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return inputs
}

// Output written below an input is not read, and does not change what is in a shard.
func TestOutputInInput(t *testing.T) {
	crawl := filepath.Dir(crawl(t)[0].Name)
	// before the others in the order of names
	o := Options{Out: filepath.Join(crawl, "a-out"), Resume: true, Dedup: Lines}
	run(t, find(t, crawl), o)
	want := tree(t, o.Out)
	if s := run(t, find(t, crawl), o); s.Inputs != 3 || s.Counts.Records != 79 {
		t.Errorf("got %+v", s)
	}
	sameTree(t, tree(t, o.Out), want)
	o.Out = filepath.Join(crawl, "b-out")
	records := int64(0)
	for range 2 {
		records = 0
		for o.Shard, o.Shards = 0, 2; o.Shard < 2; o.Shard++ {
			inputs := slices.DeleteFunc(find(t, crawl), func(in corpus.Input) bool {
				return strings.Contains(in.Name, "a-out")
			})
			records += run(t, inputs, o).Counts.Records
		}
	}
	if records != 79 {
		t.Errorf("the shards have %d records", records)
	}
	refused(t, find(t, crawl), Options{Out: crawl}, ErrNothing)
}

// What can be read only once is not accepted as input of Lines, which would find nothing the second
// time.
func TestReadTwice(t *testing.T) {
	refused(t, []corpus.Input{{Name: "-", Size: -1}}, Options{Out: t.TempDir(), Dedup: Lines},
		ErrOnce)
	refused(t, []corpus.Input{{Name: os.DevNull, Size: -1}},
		Options{Out: t.TempDir(), Dedup: Lines}, ErrOnce)
	in := []corpus.Input{{Name: "-", Size: -1}}
	if _, err := New(in, Options{Out: t.TempDir(), Dedup: Exact}); err != nil {
		t.Error(err)
	}
}

// An input with fewer records than were cleaned before does not count as complete.
func TestShorterInput(t *testing.T) {
	inputs := crawl(t)[:1]
	inputs[0].Size = -1 // like that of a pipe
	lines, err := os.ReadFile(inputs[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Out: t.TempDir(), PartSize: smallPart}
	killed(t, inputs, o, 20)
	m, err := loadManifest(filepath.Join(o.Out, OutputName(inputs[0].Name)+manifestSuffix))
	if err != nil || m == nil || m.Events < 2 || m.Complete {
		t.Fatalf("got %+v, %v", m, err)
	}
	write(t, inputs[0].Name, string(lines[:strings.IndexByte(string(lines), '\n')+1]))
	o.Resume, o.noSync = true, true
	for range 2 {
		r, err := New(inputs, o)
		if err != nil {
			t.Fatal(err)
		}
		s, err := r.Do(t.Context())
		var input *InputError
		if !errors.As(err, &input) || !errors.Is(err, ErrChanged) || s.Done != 0 {
			t.Errorf("got %+v, %v", s, err)
		}
	}
}

// Later inputs are cleaned into the same directory and change nothing there, even if they have the
// same name as an earlier one.
func TestMoreInputs(t *testing.T) {
	inputs, namesake := crawl(t), crawl(t)[:1]
	o := Options{Out: t.TempDir(), Resume: true}
	run(t, inputs, o)
	want := tree(t, o.Out)
	if s := run(t, append(namesake, inputs...), o); s.Done != 4 || s.Cleaned > 40 {
		t.Errorf("got %+v", s)
	}
	got := tree(t, o.Out)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is not what it was", name)
		}
	}
	if len(got) != len(want)+3 { // rows, damage, manifest
		t.Errorf("%d files, %d before", len(got), len(want))
	}
}

// With Lines, what is dropped depends on all inputs of the shard.
func TestOtherSurvey(t *testing.T) {
	inputs := crawl(t)
	o := Options{Out: t.TempDir(), Resume: true, Dedup: Lines}
	run(t, inputs[:2], o)
	refused(t, inputs, o, ErrOptions)
	refused(t, inputs[:1], o, ErrOptions)

	o.Out = t.TempDir()
	names := map[string]bool{}
	// missing, and so of the same unknown size
	same := []corpus.Input{{Name: "set", Pages: []string{"a.html", "b.html"}}}
	for o.Shard, o.Shards = 0, 2; o.Shard < 2; o.Shard++ {
		r, err := New(same, o)
		if err != nil {
			t.Fatal(err)
		}
		names[r.surveyName()] = true
	}
	if len(names) != 2 {
		t.Error("two shards have one survey")
	}
}

// With Exact and Near, inputs before one with results must not change.
func TestOtherOrder(t *testing.T) {
	inputs := crawl(t)
	for _, d := range []Dedup{Exact, Near} {
		o := Options{Out: t.TempDir(), Resume: true, Dedup: d}
		run(t, inputs[:2], o)
		refused(t, inputs[1:], o, ErrOrder)
		refused(t, append(crawl(t)[:1], inputs...), o, ErrOrder)
		if s := run(t, inputs, o); s.Done != 3 || s.Cleaned != 5 || s.Counts.Duplicates != 73-16 {
			t.Errorf("%v: got %+v", d, s)
		}
	}
}

// An input that cannot be read does not keep the others from being cleaned.
func TestUnreadable(t *testing.T) {
	inputs := crawl(t)
	os.Remove(inputs[0].Name)
	r, err := New(inputs, Options{Out: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Do(t.Context())
	var input *InputError
	if !errors.As(err, &input) || input.Name != inputs[0].Name || !errors.Is(err, fs.ErrNotExist) ||
		s.Done != 2 {
		t.Errorf("got %+v, %v", s, err)
	}
}

// With Lines too, an input that cannot be read does not keep the others from being cleaned.
func TestUnreadableLines(t *testing.T) {
	inputs := crawl(t)
	lost := inputs[0].Name
	if err := os.Rename(lost, lost+"x"); err != nil {
		t.Fatal(err)
	}
	o := Options{Out: t.TempDir(), Dedup: Lines, Resume: true, noSync: true}
	r, err := New(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Do(t.Context())
	var input *InputError
	// The name is in the error twice: "a: open a: no such file".
	if !errors.As(err, &input) || input.Name != lost || s.Done != 2 || s.Counts.Repeated == 0 ||
		strings.Count(err.Error(), lost) != 2 {
		t.Errorf("got %+v, %v", s, err)
	}
	if err := os.Rename(lost+"x", lost); err != nil {
		t.Fatal(err)
	}
	if s := run(t, inputs, o); s.Done != 3 || s.Counts.Records != 79 {
		t.Errorf("got %+v", s)
	}
}

// The progress of a resumed run of Lines reaches the end of both passes.
func TestProgressResumed(t *testing.T) {
	inputs := crawl(t)[:2]
	o := Options{Out: t.TempDir(), Dedup: Lines, noSync: true}
	want := Progress{
		Inputs: 2, Done: 2, Pass: 2, Passes: 2, Total: 2 * (inputs[0].Size + inputs[1].Size),
	}
	for _, o.Resume = range []bool{false, true} {
		if o.Resume {
			for _, in := range inputs {
				name := OutputName(in.Name) + manifestSuffix
				if err := os.Remove(filepath.Join(o.Out, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
		r, err := New(inputs, o)
		if err == nil {
			_, err = r.Do(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		got := r.Progress()
		got.Pages, got.Bytes, got.Damaged = 0, 0, 0
		if want.Packed = want.Total; got != want {
			t.Errorf("resumed %v: got %+v, want %+v", o.Resume, got, want)
		}
	}
}

// lateReader has a page, and then an error once writing has failed.
type lateReader struct {
	failed <-chan struct{}
	read   bool
}

func (r *lateReader) Next(record *corpus.Record) error {
	if r.read {
		<-r.failed
		return io.ErrUnexpectedEOF
	}
	r.read = true
	record.Body, record.Kind = append(record.Body[:0], testPage(1)...), corpus.HTML
	return nil
}

func (r *lateReader) Counts() corpus.Counts { return corpus.Counts{} }
func (r *lateReader) Close() error          { return nil }

// A write error is reported, whatever else is wrong with the input.
func TestWriteErrorFirst(t *testing.T) {
	failed := make(chan struct{})
	o := Options{Out: t.TempDir(), before: func(step, path string) error {
		if step == "create" && strings.HasSuffix(path, ".jsonl.zst") {
			close(failed)
			return errKilled
		}
		return nil
	}}
	o.Open = func(corpus.Input, corpus.Options) (corpus.Reader, error) {
		return &lateReader{failed: failed}, nil
	}
	r, err := New([]corpus.Input{{Name: "late", Size: -1}}, o)
	if err != nil {
		t.Fatal(err)
	}
	var w *WriteError
	if _, err := r.Do(t.Context()); !errors.As(err, &w) {
		t.Errorf("got %v", err)
	}
}

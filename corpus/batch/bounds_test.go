package batch

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"klartext/corpus"
	"klartext/engine"
)

// Records longer than the budget pass one by one, and their memory is freed.
func TestLongPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.jsonl")
	page := engine.AppendJSONString(nil, "<p>"+strings.Repeat("A word and another one. ", 60<<10))
	write(t, path, strings.Repeat(`{"id":1,"html":`+string(page)+"}\n", 6))
	inputs, err := corpus.Inputs(path)
	if err != nil {
		t.Fatal(err)
	}
	if s := run(t, inputs, Options{Out: t.TempDir(), Workers: 4}); s.Counts.Pages != 6 ||
		s.Counts.Damaged != 0 {
		t.Errorf("got %+v", s.Counts)
	}
	s := run(t, inputs, Options{
		Out: t.TempDir(), Workers: 4, Engine: engine.Options{MaxBytes: 1 << 20},
	})
	if s.Counts.Pages != 0 || s.Counts.Damaged != 6 {
		t.Errorf("got %+v", s.Counts)
	}
}

// The cost of a record in flight includes all its strings.
func TestHold(t *testing.T) {
	p := newPool()
	for name, j := range map[string]*job{
		"id":      {record: corpus.Record{ID: strings.Repeat("i", 1<<20)}},
		"address": {record: corpus.Record{URL: strings.Repeat("u", 1<<20)}},
		"damage":  {damage: &corpus.Damage{Err: errors.New(strings.Repeat("e", 1<<20))}},
		"body":    {record: corpus.Record{Body: make([]byte, 1<<20)}},
	} {
		if err := p.hold(t.Context(), j); err != nil || j.held < 1<<20 {
			t.Errorf("%s: %d bytes, %v", name, j.held, err)
		}
	}
}

// A worker survives a panic in anything that it does.
func TestWorkerPanics(t *testing.T) {
	r, err := New(nil, Options{Out: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	j := r.pool.get()
	j.work = func(*worker, *job) { panic("a bug") }
	r.newWorker().do(j)
	<-j.done
	var p *engine.PanicError
	if j.damage == nil || !errors.As(j.damage, &p) || fmt.Sprint(p.Value) != "a bug" {
		t.Errorf("got %v", j.damage)
	}
}

// Causes are bounded, and a part continues from the counts before it, whatever the order of maps.
func TestCauses(t *testing.T) {
	var c Counts
	for i := range 100 {
		c.AddDamage(fmt.Errorf("damage %d: %w", i,
			fmt.Errorf("with a cause of its own, %d %s", i, strings.Repeat("ü", i))))
	}
	if len(c.Damage) != maxCauses+1 || c.Damage["other"] != 100-maxCauses {
		t.Errorf("got %v", c.Damage)
	}
	for cause := range c.Damage {
		if len(cause) > causeBytes+len("…") || !strings.HasPrefix(cause, "with a cause") &&
			cause != "other" {
			t.Errorf("got cause %q", cause)
		}
	}
	r, err := New(nil, Options{Out: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		w := r.newWriter(&task{manifest: manifest{Counts: c}})
		if want, got := fmt.Sprint(c), fmt.Sprint(w.counts); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		w.counts.AddDamage(errors.New("another"))
		if c.Damage["other"] != 100-maxCauses {
			t.Fatal("the copy is not one")
		}
	}
	sum := func() string {
		var s Counts
		s.AddDamage(errors.New("before"))
		s.Add(&c)
		return fmt.Sprint(s.Damage)
	}
	for range 4 {
		if a, b := sum(), sum(); a != b {
			t.Fatalf("one sum is %s, another %s", a, b)
		}
	}
}

// After a panic too, a Cleaner takes any page.
func TestPrintsPanic(t *testing.T) {
	c := NewCleaner(engine.Options{})
	var j job
	c.Prints(&j.prints, nil)
	c.Prints(&j.prints, &corpus.Record{
		URL: "https://example.org/", Body: []byte(testPage(1)), Kind: corpus.HTML,
	})
}

package main

import (
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func drawn(t *testing.T) (*Family, []*Run, string) {
	t.Helper()
	runs, err := readRuns("testdata")
	if err != nil {
		t.Fatal(err)
	}
	page, err := draw(runs)
	if err != nil {
		t.Fatal(err)
	}
	return newFamily(runs, "Stage"), runs, string(page)
}

func TestRuns(t *testing.T) {
	_, runs, _ := drawn(t)
	var names []string
	for _, r := range runs {
		names = append(names, r.Name)
	}
	if want := []string{"2026-01-05-aaaaaaaaa.txt", "2026-01-06-bbbbbbbbb.txt", "2026-01-07-ccccccccc.txt", "2026-01-07-ccccccccc-peers.txt"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	v := runs[0].Rows["Stage/lines/wcxb"]["B/s"]
	if want := (Value{100e6, 98e6, 102e6, 3}); v != want {
		t.Errorf("got %v, want %v: the median of three, its range, without the number of processors in the name", v, want)
	}
	if runs[0].Machine != runs[2].Machine || runs[0].Machine == runs[1].Machine {
		t.Errorf("machines: %q, %q, %q", runs[0].Machine, runs[1].Machine, runs[2].Machine)
	}
}

func TestFamily(t *testing.T) {
	f, _, _ := drawn(t)
	if f.Newest.Commit != "ccccccccc" || f.Before == nil || f.Before.Commit != "aaaaaaaaa" {
		t.Fatalf("compares %v with %v, want the run before on the same machine", f.Newest.Commit, f.Before)
	}
	var units []string
	for _, c := range f.Units {
		units = append(units, c.Unit)
	}
	if want := []string{"B/s", "allocs/op", "B/op"}; !slices.Equal(units, want) {
		t.Fatalf("units %q, want %q", units, want)
	}
	lines, blocks := f.Rows[0], f.Rows[1]
	if c := lines.Cells[0].Change; c.Good != 1 || c.Text != "+24.0\u202f%" {
		t.Errorf("lines became faster: %+v", c)
	}
	if c := blocks.Cells[0].Change; c.Good != 0 || c.Text != "−1.0\u202f%" {
		t.Errorf("one per cent is noise: %+v", c)
	}
	if c := blocks.Cells[1].Change; c.Good != -1 || c.Text != "+2" {
		t.Errorf("two allocations appeared: %+v", c)
	}
	var titles []string
	for _, fig := range f.History {
		titles = append(titles, fig.Title)
		if fig.Title == "Stage/lines: speed" && len(fig.Table) != 2 {
			t.Errorf("the history of speed has %d runs, want the 2 of one machine", len(fig.Table))
		}
	}
	if want := []string{"Stage/lines: speed", "Stage/blocks: speed", "Stage/blocks: allocations per operation", "Stage/blocks: bytes allocated per operation"}; !slices.Equal(titles, want) {
		t.Errorf("figures %q, want %q", titles, want)
	}
	if want := "allocations per operation: 0 in all runs of Stage/lines"; !slices.Contains(f.Steady, want) {
		t.Errorf("steady: %q, want %q", f.Steady, want)
	}
}

func TestQualityIsComparedAcrossMachines(t *testing.T) {
	_, runs, _ := drawn(t)
	for _, fig := range newFamily(runs, "Page").History {
		if fig.Title == "Page: F1 of the main text" {
			if len(fig.Table) != 3 || !slices.Equal(fig.Table[1], []string{"2026-01-06 bbbbbbbbb", "0.9150", "–"}) {
				t.Errorf("got %q", fig.Table)
			}
			return
		}
	}
	t.Error("no history of F1")
}

func TestScaling(t *testing.T) {
	_, runs, _ := drawn(t)
	legends := map[string]string{}
	for _, fig := range newFamily(runs, "Scale").Scaling {
		for _, k := range fig.Legend {
			legends[fig.Title+" "+k.Name] = k.Value
		}
	}
	want := map[string]string{
		"time per operation by size Scale/real":              "slope 0.99",
		"time per operation by size Scale/nested":            "slope 2.00",
		"bytes allocated per operation by size Scale/nested": "slope 1.00",
		"speed by goroutines Scale":                          "1.90 times with 2",
	}
	for name, value := range want {
		if legends[name] != value {
			t.Errorf("%s: got %q, want %q", name, legends[name], value)
		}
	}
	if len(legends) != len(want) {
		t.Errorf("got %q; what allocates nothing has no slope", legends)
	}
}

func TestSlope(t *testing.T) {
	for _, exponent := range []float64{0, 1, 1.5, 2} {
		var points []point
		for x := 1024.0; x <= 1<<26; x *= 8 {
			points = append(points, point{x: x, y: 3 * math.Pow(x, exponent)})
		}
		if got := slope(points); got != exponent || math.Signbit(got) {
			t.Errorf("got %v, want %v", got, exponent)
		}
	}
}

func TestPeers(t *testing.T) {
	_, runs, _ := drawn(t)
	p := peers(runs)
	for _, table := range p.Tables {
		switch table.Unit {
		case "B/s": // a tokenizer is faster than any, and no rival
			if row := table.Rows[3]; row.Name != "some tokens" || row.Cells[0] != (Cell{Text: "2.00\u202fGB/s", Share: -1}) || !table.Rows[0].Cells[0].Best || table.Rows[0].Cells[0].Share != 100 {
				t.Errorf("speed: %+v", table.Rows)
			}
		case "peak-B": // nobody has it by type
			if !slices.Equal(table.Types, []string{"all"}) || len(table.Rows[0].Cells) != 1 {
				t.Errorf("peak memory: types %q, %+v", table.Types, table.Rows)
			}
		}
		if table.Unit != "F1" {
			continue
		}
		got := table.Rows
		if len(got) != 4 || got[0].Name != "klartext" || !got[0].Ours || got[1].Name != "slow<one>" || got[2].Name != "broken" {
			t.Fatalf("rows: %+v", got)
		}
		if !got[0].Cells[0].Best || got[0].Cells[1].Best || !got[1].Cells[1].Best {
			t.Errorf("the best of each type is not marked: %+v", got)
		}
		if got[2].Cells[0].Text != "–" || got[2].Cells[0].Best {
			t.Errorf("a peer without a result: %+v", got[2].Cells[0])
		}
	}
	if len(p.Figures) != 2 || len(p.Figures[0].Legend) != 2 {
		t.Errorf("plots of F1 against speed: %+v", p.Figures)
	}
}

// TestPage holds what must be in the page as a whole, and what must not.
func TestPage(t *testing.T) {
	_, runs, page := drawn(t)
	for _, want := range []string{
		"4 runs on 2 machines", "Worse: 3", "Better: 2", "prefers-color-scheme: dark", `name="viewport"`, "slow&lt;one&gt;",
		`<a href="#family-scale">Scale</a>`, "7.8 GiB", "0.6900",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, bad := range []string{"<script", "http://", "https://", "ZgotmplZ", "NaN", "Inf", "<one>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	again, err := draw(runs)
	if err != nil || string(again) != page {
		t.Error("the same results made another page")
	}
	plots := regexp.MustCompile(`(?s)<figure>.*?</figure>`).FindAllString(page, -1)
	if len(plots) < 10 {
		t.Fatalf("%d plots", len(plots))
	}
	for _, p := range plots {
		wellFormed(t, p)
		for _, part := range []string{`role="img"`, "<title>", "<desc>", "<figcaption>", "<table>", `<th scope="row">`} {
			if !strings.Contains(p, part) {
				t.Errorf("a plot has no %s: %s", part, p[:min(200, len(p))])
			}
		}
	}
}

func wellFormed(t *testing.T, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v: %s", err, s[:min(200, len(s))])
		}
	}
}

// TestOneRun has neither a history nor a change to show.
func TestOneRun(t *testing.T) {
	run, err := readRun("testdata/2026-01-05-aaaaaaaaa.txt")
	if err != nil {
		t.Fatal(err)
	}
	page, err := draw([]*Run{run})
	if err != nil {
		t.Fatal(err)
	}
	if s := string(page); !strings.Contains(s, "There is no run before it.") || strings.Contains(s, "<h3>History") {
		t.Error("one run is drawn like several")
	}
	if _, err := draw(nil); err == nil {
		t.Error("no results at all are drawn")
	}
}

func TestFormat(t *testing.T) {
	tests := []struct {
		value      float64
		unit, want string
	}{
		{6.789e6, "B/s", "6.79\u202fMB/s"}, {0.0000125, "sec/op", "12.5\u202fµs"}, {0, "B/op", "0\u202fB"}, {1536, "B/op", "1.50\u202fKiB"},
		{3, "allocs/op", "3"}, {90000, "allocs/op", "90.0\u202fk"}, {0.5, "allocs/op", "0.5"}, {0.9, "F1", "0.9000"}, {math.NaN(), "F1", "–"},
	}
	for _, test := range tests {
		if got := format(test.value, test.unit); got != test.want {
			t.Errorf("%v %s: got %q, want %q", test.value, test.unit, got, test.want)
		}
	}
}

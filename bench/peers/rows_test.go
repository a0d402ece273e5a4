package peers

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tabled holds what TestTable measured.
var tabled []*measured

// BenchmarkPeer writes what TestTable measured, which must run first, as benchmark results, for
// "make report WORD=peers". A row Peer/NAME/PART has the figures per page for a set, or a type of
// page in wcxb, or all pages. Memory is that of a process that has seen all pages. There is no F1
// for all pages, because the scores of the two sets are of different kinds.
func BenchmarkPeer(b *testing.B) {
	if tabled == nil {
		b.Skip("there are no figures to write: run TestTable first, for example with -rounds 3")
	}
	parts, err := partsOf(tabled[0].pages)
	if err != nil {
		b.Fatal(err)
	}
	for _, m := range tabled {
		if m.out != "" {
			continue // the table says why
		}
		for _, p := range parts {
			b.Run(m.row()+"/"+p.name, func(b *testing.B) {
				for _, v := range m.metrics(&p) {
					if v.unit == "allocs/op" {
						b.ReportAllocs() // otherwise it is not printed
					}
					b.ReportMetric(v.value, v.unit)
				}
			})
		}
	}
}

// row returns the name for benchmark results, in which a slash would begin another part.
func (p *peer) row() string { return strings.NewReplacer(" ", "_", "/", "-").Replace(p.name) }

// part is a selection of pages.
type part struct {
	name string
	in   some
}

// partsOf returns parts for all pages, for those of each set, and for those of each type.
func partsOf(pages []page) ([]part, error) {
	types, err := typesOf(pages)
	if err != nil {
		return nil, err
	}
	out := []part{{"all", func(int) bool { return true }}}
	seen := map[string]bool{}
	add := func(name string, in some) {
		if !seen[name] {
			seen[name] = true
			out = append(out, part{name, in})
		}
	}
	for i := range pages {
		set := pages[i].set
		add(cmp.Or(set, "testdata"), func(i int) bool { return pages[i].set == set })
	}
	for i := range pages {
		if kind := types[pages[i].url]; kind != "" && pages[i].set == "wcxb" {
			add(kind, func(i int) bool {
				return pages[i].set == "wcxb" && types[pages[i].url] == kind
			})
		}
	}
	return out, nil
}

// typesOf returns the type of each page of wcxb by its address. No other set has types.
func typesOf(pages []page) (types map[string]string, err error) {
	types = map[string]string{}
	for i := range pages {
		if pages[i].set == "wcxb" {
			types[pages[i].url] = ""
		}
	}
	if len(types) == 0 {
		return types, nil
	}
	file := filepath.Join(cmp.Or(os.Getenv("KLARTEXT_CORPUS"), "../../../shared/corpus"),
		"wcxb-dev.jsonl.zst")
	return types, lines(file, func(line []byte) error {
		var r struct {
			URL  string
			Type string `json:"page_type"`
		}
		err := json.Unmarshal(line, &r)
		if _, ok := types[r.URL]; ok {
			types[r.URL] = r.Type
		}
		return err
	})
}

type metric struct {
	value float64
	unit  string
}

// metrics returns the figures of a row. Unknown figures are left out. ns/op is 0 if there is no
// time, because otherwise the benchmark would print its own.
func (m *measured) metrics(p *part) []metric {
	f := m.figures(p.in)
	row := []metric{{0, "ns/op"}}
	if f.pages > f.failed && f.time > 0 {
		row = []metric{{f.each(float64(f.time.Nanoseconds())), "ns/op"}, {f.speed() / 1e6, "MB/s"}}
		if m.start != nil { // nobody counts them for a script
			row = append(row, metric{f.each(f.allocs), "allocs/op"},
				metric{f.each(f.allocated), "B/op"})
		}
	}
	if p.name == "all" && m.peak > 0 {
		row = append(row, metric{float64(m.peak), "peak-B"})
	}
	if q := m.quality(p.in); m.cleans && (q.pages == 0) != (q.labelled == 0) {
		if q.pages > 0 {
			row = append(row, metric{q.words / float64(q.pages), "F1"})
		} else {
			s := &q.snippets
			row = append(row, metric{s.F1(), "F1"}, metric{s.Precision(), "precision"},
				metric{s.Recall(), "recall"})
		}
	}
	return append(row, metric{float64(f.failed), "failed"}, metric{float64(f.pages), "pages"})
}

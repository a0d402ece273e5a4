package main

import (
	"slices"
	"strings"
)

// ours is this engine among the peers, Peer/klartext.
const ours = "klartext"

// isPeer tells that a family of benchmarks is one of peers.
func isPeer(base string) bool { return base == "Peer" || base == "Peers" }

// Peers are the results named Peer/NAME or Peer/NAME/TYPE, or with Peers in front, of the newest run that has any.
type Peers struct {
	Run     *Run
	Figures []Figure
	Tables  []PeerTable // one for each unit
}

// PeerTable has the peers beneath each other and the types of pages beside each other.
type PeerTable struct {
	Unit, Title, Better string
	Types               []string
	Rows                []PeerRow
}

// PeerRow is what a peer reached.
type PeerRow struct {
	Name  string
	Ours  bool
	Cells []Cell
}

// Cell is a value with a bar as long as its share of the largest in the column.
type Cell struct {
	Text  string
	Share float64 // percent; none when negative
	Best  bool
}

func peers(runs []*Run) *Peers {
	for i := len(runs) - 1; i >= 0; i-- {
		if names := peerNames(runs[i]); len(names) > 0 {
			return comparePeers(runs[i], names)
		}
	}
	return nil
}

// family returns the benchmarks of a family.
func family(r *Run, base string) (names []string) {
	for _, name := range r.order {
		if b, _, _ := strings.Cut(name, "/"); b == base {
			names = append(names, name)
		}
	}
	return names
}

func peerNames(r *Run) []string { return append(family(r, "Peer"), family(r, "Peers")...) }

func comparePeers(r *Run, names []string) *Peers {
	p := &Peers{Run: r}
	var who, types []string
	for _, name := range names {
		peer, kind := peerName(name)
		if !slices.Contains(who, peer) {
			who = append(who, peer)
		}
		if !slices.Contains(types, kind) {
			types = append(types, kind)
		}
	}
	slices.SortStableFunc(who, func(a, b string) int { // ours first, the others as they came
		switch {
		case a == ours && b != ours:
			return -1
		case b == ours && a != ours:
			return 1
		}
		return 0
	})
	for _, unit := range units(r, names) {
		p.Tables = append(p.Tables, peerTable(r, unit, who, types))
	}
	for _, kind := range types {
		if f, ok := against(r, who, kind); ok {
			p.Figures = append(p.Figures, f)
		}
	}
	return p
}

func peerName(name string) (peer, kind string) {
	_, rest, _ := strings.Cut(name, "/")
	peer, kind, _ = strings.Cut(rest, "/")
	if kind == "" {
		kind = "all"
	}
	return strings.ReplaceAll(peer, "_", " "), kind // names of benchmarks have no spaces
}

func peerValue(r *Run, peer, kind, unit string) (v Value, ok bool) {
	for _, name := range peerNames(r) {
		if p, k := peerName(name); p == peer && k == kind && !ok {
			v, ok = r.Rows[name][unit]
		}
	}
	return v, ok
}

func peerTable(r *Run, unit string, who, types []string) PeerTable {
	way := better(unit, r.better[unit])
	types = slices.DeleteFunc(slices.Clone(types), func(kind string) bool { // peak memory is of all pages only, F1 of parts only
		return !slices.ContainsFunc(who, func(peer string) bool { _, ok := peerValue(r, peer, kind, unit); return ok })
	})
	t := PeerTable{Unit: unit, Title: title(unit), Better: map[int]string{1: "more is better", -1: "less is better"}[way], Types: types}
	for _, peer := range who {
		t.Rows = append(t.Rows, PeerRow{Name: peer, Ours: peer == ours})
	}
	rivals := extractors(r, who)
	for _, kind := range types {
		var column []float64
		for _, peer := range rivals {
			if v, ok := peerValue(r, peer, kind, unit); ok {
				column = append(column, v.Mid)
			}
		}
		for i, peer := range who {
			v, ok := peerValue(r, peer, kind, unit)
			if !ok {
				t.Rows[i].Cells = append(t.Rows[i].Cells, Cell{Text: "–", Share: -1})
				continue
			}
			c := Cell{Text: format(v.Mid, unit), Share: -1}
			if !slices.Contains(rivals, peer) {
				t.Rows[i].Cells = append(t.Rows[i].Cells, c)
				continue
			}
			if most := slices.Max(column); most > 0 {
				c.Share = 100 * v.Mid / most
			}
			c.Best = len(column) > 1 && (way > 0 && v.Mid == slices.Max(column) || way < 0 && v.Mid == slices.Min(column))
			t.Rows[i].Cells = append(t.Rows[i].Cells, c)
		}
	}
	return t
}

// extractors are the peers that have a quality. Others, like tokenizers, do a part of the work: they are shown, but no rivals.
// Where nobody has one, all are.
func extractors(r *Run, who []string) []string {
	names := peerNames(r)
	some := slices.DeleteFunc(slices.Clone(who), func(peer string) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			p, _ := peerName(name)
			_, ok := r.Rows[name]["F1"]
			return p == peer && ok
		})
	})
	if len(some) == 0 {
		return who
	}
	return some
}

// against draws quality against speed, where both are known: the upper right is where to be.
func against(r *Run, who []string, kind string) (f Figure, ok bool) {
	p := plot{xAxis: "speed", logX: true, title: "F1 against speed: " + kind,
		yText: func(v float64) string { return format(v, "F1") }, xText: func(v float64) string { return format(v, "B/s") }}
	f = Figure{Title: p.title, Note: "The upper right is where to be.", Head: []string{"package", "speed", "F1"}}
	var told []string
	for _, peer := range who {
		speed, ok1 := peerValue(r, peer, kind, "B/s")
		f1, ok2 := peerValue(r, peer, kind, "F1")
		if !ok1 || !ok2 || speed.Mid <= 0 {
			continue
		}
		text := format(speed.Mid, "B/s") + ", F1 " + format(f1.Mid, "F1")
		f.Legend = append(f.Legend, Key{key(len(p.lines)), peer, text})
		f.Table = append(f.Table, []string{peer, format(speed.Mid, "B/s"), format(f1.Mid, "F1")})
		told = append(told, peer+" "+text)
		p.lines = append(p.lines, line{name: peer, points: []point{{x: speed.Mid, y: f1.Mid, lo: f1.Mid, hi: f1.Mid, text: text}}})
	}
	if len(p.lines) < 2 {
		return f, false
	}
	p.desc = strings.Join(told, "; ")
	f.Plot = p.draw()
	return f, true
}

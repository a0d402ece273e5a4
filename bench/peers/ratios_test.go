package peers

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"klartext/engine/label/train/gold"
)

var (
	rounds = flag.Int("rounds", 0, "how many rounds TestRatios makes; 0 leaves it out")
	models = flag.String("models", "", "folder of the models that \"make train\" learned for cross-validation; klartext's F1 is then of pages they have not seen")
)

// slice is how long a fast peer runs within a round, pass after pass; a slow one makes one pass.
const slice = 300 * time.Millisecond

// TestRatios prints the table of all peers. It asserts no time: a machine is never quiet when it has to be. The rounds are
// interleaved, each with all peers, so that a noisy minute spoils no single one; the best pass counts.
func TestRatios(t *testing.T) {
	if *rounds == 0 {
		t.Skip("a comparison, not a test; -rounds 5 makes it")
	}
	var judge answer
	if *models != "" {
		var err error
		if judge, err = unseen(*models); err != nil {
			t.Fatal(err)
		}
	}
	pages, scored := load(t)
	var all []*measured
	for i := range peers {
		m := measure(&peers[i], pages)
		m.pass()
		all = append(all, m)
	}
	for range *rounds {
		for _, m := range all {
			m.round()
		}
	}
	t.Log(table(all, scored, judge))
	if all[0].changed() > 0 {
		t.Error("klartext gave different answers for the same page")
	}
}

// round starts without the garbage of the peer before.
func (m *measured) round() {
	runtime.GC()
	for start := time.Now(); ; {
		m.timed()
		if time.Since(start) > slice {
			return
		}
	}
}

// table has a row for each peer. Ratios are of times on the pages that the peer did not fail on: above 1 it is slower than
// klartext. judge answers for klartext's F1, nil for klartext as it is.
func table(all []*measured, scored bool, judge answer) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "%d pages, %.1f MB, best of %d rounds\n", len(all[0].pages), float64(size(all[0].pages))/1e6, *rounds)
	w := tabwriter.NewWriter(&sb, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "peer\tms\tMB/s\t× klartext\tKB/page\tallocs/page\tfailed\tunstable\tF1\t")
	none := make([]error, len(all[0].pages))
	for _, m := range all {
		best := m.best(none)
		f1 := "-"
		if scored && m.cleans {
			f1 = m.f1(judge)
		}
		fmt.Fprintf(w, "%s\t%.1f\t%.0f\t%.2f\t%.0f\t%.0f\t%d\t%d\t%s\t\n", m.name, best.Seconds()*1e3,
			float64(size(m.pages))/1e6/best.Seconds(), ratio(m.best(m.failed), all[0].best(m.failed)),
			m.bytes/1e3, m.allocs, m.failures(), m.changed(), f1)
	}
	w.Flush()
	writeAims(&sb, all)
	return sb.String()
}

// aims are what klartext wants to be: how many times as fast as a peer.
var aims = []struct {
	peer, than string
	times      float64
}{
	{"x-net-tokens", "klartext-tokens", 8},
	{"tdewolff-tokens", "klartext-tokens", 4},
	{"x-net-tokens", "klartext", 2},
	{"trafilatura", "klartext", 40},
}

func writeAims(sb *strings.Builder, all []*measured) {
	find := func(name string) *measured {
		return all[slices.IndexFunc(all, func(m *measured) bool { return m.name == name })]
	}
	for _, a := range aims {
		m := find(a.peer)
		got := ratio(m.best(m.failed), find(a.than).best(m.failed))
		fmt.Fprintf(sb, "%s is %.1f times as fast as %s, aim %.0f\n", a.than, got, a.peer, a.times)
	}
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }

// f1 returns the mean word-F1 of the answers, klartext's those of judge, or marked as seen: its model was trained on the pages.
func (m *measured) f1(judge answer) string {
	a, mark := m.answer, ""
	if m.name == peers[0].name {
		if mark = " seen"; judge != nil {
			a, mark = judge, " unseen"
		}
	}
	sum := 0.0
	for i := range m.pages {
		text, err := run(a, &m.pages[i])
		if err != nil {
			text = nil
		}
		sum += gold.F1(gold.Bag(text), gold.Bag([]byte(m.pages[i].gold)))
	}
	return fmt.Sprintf("%.3f%s", sum/float64(len(m.pages)), mark)
}

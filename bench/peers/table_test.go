package peers

import (
	"flag"
	"fmt"
	"maps"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var (
	rounds = flag.Int("rounds", 0, "number of timed rounds of TestTable; 0 skips it")
	most   = flag.Int("pages", 100, "number of pages of each corpus for TestTable")
)

// TestTable prints the table of all peers. It checks no times, because a machine is never quiet
// when it has to be. The rounds are interleaved, each with all peers in turn, so that a noisy
// minute does not spoil a single peer. The best pass counts.
func TestTable(t *testing.T) {
	if *rounds == 0 {
		t.Skip("a comparison, not a test; \"make peers\" or -rounds 3 makes it")
	}
	pages := load(t, *most)
	all := compare(t, pages)
	fmt.Print(table(all, pages))
	if n, failed := all[0].changed(), all[0].kinds(); n > 0 ||
		failed["error"]+failed["panic"]+failed["died"]+failed["time-out"] > 0 {
		t.Errorf("klartext changed its answer for %d pages, and failed on %v", n, failed)
	}
	tabled = all
}

// compare measures all peers.
func compare(tb testing.TB, pages []page) (all []*measured) {
	for i := range peers {
		m := measure(&peers[i], pages)
		tb.Cleanup(m.end)
		all = append(all, m)
	}
	for range *rounds {
		for _, m := range all {
			m.pass()
		}
	}
	return all
}

// table formats the results as Markdown.
func table(all []*measured, pages []page) string {
	var sb strings.Builder
	about(&sb, pages)
	sb.WriteString("| peer | MB/s | ms/page | × klartext | KB/page | allocs/page | peak MB | " +
		"above idle | F1 wcxb | precision | recall | F1 evaldata | comments | in text | failed | " +
		"unstable |\n")
	sb.WriteString("|---|" + strings.Repeat("--:|", 15) + "\n")
	for _, m := range all {
		fmt.Fprintf(&sb, "| %s | %s |\n", m.name, strings.Join(m.cells(all[0]), " | "))
	}
	sb.WriteString("\n")
	remarks(&sb, all)
	return sb.String()
}

func about(sb *strings.Builder, pages []page) {
	sets := map[string]int{}
	for i := range pages {
		sets[pages[i].set]++
	}
	node := "no Node.js"
	if v, err := exec.Command("node", "--version").Output(); err == nil {
		node = "Node.js " + strings.TrimSpace(string(v))
	}
	fmt.Fprintf(sb, "%d pages (%d of wcxb-dev, %d of evaldata-dev, %d of testdata), %.1f MB; "+
		"best of %d rounds after one that is not counted; %s %s/%s, %d processors, %s.\n\n",
		len(pages), sets["wcxb"], sets["evaldata"], sets[""], float64(size(pages))/1e6, *rounds,
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), node)
}

// cells returns the figures of a row. Speed and ratio exclude the pages on which the peer failed.
// The ratio is one of times: above 1, the peer is slower than klartext.
func (m *measured) cells(klartext *measured) []string {
	if m.out != "" {
		row := slices.Repeat([]string{"-"}, 15)
		row[13] = "**all: " + m.out + "**"
		return row
	}
	row := slices.Repeat([]string{"-"}, 7)
	if f := m.figures(m.all); f.pages > f.failed {
		row[0] = digits(f.speed() / 1e6)
		row[1] = digits(f.each(f.time.Seconds()) * 1e3)
		row[2] = digits(m.ratio(klartext, m.all))
		if m.start != nil { // nobody counts them for a script
			row[3], row[4] = digits(f.each(f.allocated)/1e3), fmt.Sprintf("%.0f", f.each(f.allocs))
		}
	}
	if m.peak > 0 {
		row[5], row[6] = fmt.Sprintf("%.0f", float64(m.peak)/1e6),
			fmt.Sprintf("%.0f", float64(m.peak-m.idle)/1e6)
	}
	return append(append(row, m.scores()...), m.failures(), fmt.Sprint(m.changed()))
}

func (m *measured) scores() []string {
	row := slices.Repeat([]string{"-"}, 6)
	if !m.cleans {
		return row
	}
	q := m.quality(m.all)
	if q.pages > 0 {
		row[0] = fmt.Sprintf("%.3f", q.words/float64(q.pages))
	}
	if s := &q.snippets; q.labelled > 0 {
		row[1], row[2], row[3] = fmt.Sprintf("%.3f", s.Precision()),
			fmt.Sprintf("%.3f", s.Recall()), fmt.Sprintf("%.3f", s.F1())
		if m.comments {
			row[4] = fmt.Sprintf("%d of %d", s.InComments, s.Comments)
		}
		row[5] = fmt.Sprintf("%d", s.InMain)
	}
	return row
}

func (m *measured) failures() string {
	kinds := m.kinds()
	total, parts := 0, []string{}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		total += kinds[k]
		parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
	}
	if total == 0 {
		return "0"
	}
	return strings.Join(parts, ", ")
}

func remarks(sb *strings.Builder, all []*measured) {
	unseen := ""
	if *models != "" {
		unseen = `; the row "unseen" uses the models of its folds`
	}
	sb.WriteString(`- klartext's models were trained on pages of both sets, so its quality here is
  for pages that they have seen. README.md has figures from cross-validation
  ("How well")` + unseen + `.
- F1 wcxb is the mean word-F1 over the pages of wcxb-dev, where failed pages count as empty.
  Precision, recall and F1 evaldata are for the snippets of evaldata-dev. Comments are its comment
  snippets that the pages show: those found among the comments, and those in the main text.
- Speed excludes the pages on which a peer failed and includes its own parsing. × klartext compares
  the times of both on the pages that both answered. Allocations are those of Go. Peak memory is
  VmHWM of the peer's process; "above idle" is without the memory that the same process had before
  its first page (for Go, with the packages of all peers).
`)
	for _, m := range all {
		if m.out != "" {
			fmt.Fprintf(sb, "- %s was NOT MEASURED: %s.\n", m.name, m.out)
			continue
		}
		said := map[string]bool{}
		for i, f := range m.failed { // one example of each kind
			if f != nil && !said[f.kind] {
				said[f.kind] = true
				fmt.Fprintf(sb, "- %s, %d × %s, first on page %d of %s: %.120s\n",
					m.name, m.kinds()[f.kind], f.kind, i+1, m.pages[i].set,
					strings.ReplaceAll(f.why, "\n", " "))
			}
		}
	}
}

func digits(n float64) string {
	switch {
	case n >= 100 || n == 0:
		return fmt.Sprintf("%.0f", n)
	case n >= 10:
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.2f", n)
}

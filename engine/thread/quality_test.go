package thread

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

// The figures that the segmenter must reach on the pages of comments-dev, in text mode.
// score_comments.py defines them, and this is a port of it for the four that are checked.
const (
	wantF1     = 0.90
	wantAuthor = 0.93
	wantTime   = 0.955
	wantFalse  = 1 // false comments per 100 comment-free pages
)

type goldPage struct {
	ID, System, Text  string
	Comments, Ignored []goldRecord
}

type goldRecord struct {
	Author, Time, Text, Title string
	TimeAlt                   []string `json:"time_alt"`
	Op                        bool
	Parent                    json.RawMessage // an index, null, or nothing if not on the page
}

func TestQuality(t *testing.T) {
	f, err := os.Open(filepath.Join(corpusDir(), "comments-dev.jsonl.zst"))
	if err != nil {
		t.Skipf("comments-dev is missing: set KLARTEXT_CORPUS: %v", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var (
		seg             Segmenter
		f1, author, tim mean
		free, wrong     int
	)
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var g goldPage
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		src := []byte(g.Text)
		blocks, phrases := readText(src)
		th := seg.Text(src, blocks, newSheet(len(blocks)), phrases)
		if strings.HasPrefix(g.System, "free-") {
			free++
			wrong += len(th.Comments)
			continue
		}
		score(&g, src, th, &f1, &author, &tim)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	per100 := 100 * float64(wrong) / float64(free)
	t.Logf("F1 %.3f, author %.3f, time %.3f, %.1f false comments per 100 comment-free pages",
		f1.value(), author.value(), tim.value(), per100)
	if f1.value() < wantF1 || author.value() < wantAuthor || tim.value() < wantTime ||
		per100 > wantFalse {
		t.Errorf("want F1 %v, author %v, time %v, at most %v false comments", wantF1, wantAuthor,
			wantTime, wantFalse)
	}
}

type mean struct {
	sum float64
	n   int
}

func (m *mean) add(a, b int) {
	if b > 0 {
		m.sum += float64(a) / float64(b)
		m.n++
	}
}

func (m *mean) value() float64 { return m.sum / float64(max(1, m.n)) }

type pair struct {
	iou  float64
	g, p int
}

// score pairs gold and found comments one to one by the overlap of their words and adds the page to
// the means.
func score(g *goldPage, src []byte, th *Thread, f1, author, tim *mean) (matched []pair) {
	all := append(slices.Clone(g.Comments), g.Ignored...)
	found := make([]map[string]int, len(th.Comments))
	for i := range th.Comments {
		found[i] = bag(textOf(src, th, i))
	}
	var pairs []pair
	for i := range all {
		for j := range found {
			if v := overlap(&all[i], found[j]); v >= .5 {
				pairs = append(pairs, pair{v, i, j})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.iou > b.iou:
			return -1
		case a.iou < b.iou:
			return 1
		}
		return abs(a.g-a.p) - abs(b.g-b.p)
	})
	usedG, usedP := map[int]bool{}, map[int]bool{}
	gold, pred, hits, names, named, times, timed := 0, len(found), 0, 0, 0, 0, 0
	for i := range all {
		if !all[i].Op && i < len(g.Comments) {
			gold++
		}
	}
	for _, p := range pairs {
		if usedG[p.g] || usedP[p.p] {
			continue
		}
		usedG[p.g], usedP[p.p] = true, true
		matched = append(matched, p)
		w, c := &all[p.g], &th.Comments[p.p]
		if w.Op || p.g >= len(g.Comments) {
			pred--
			continue
		}
		if p.iou < .8 {
			continue
		}
		hits++
		if w.Author != "" {
			named++
			if strings.EqualFold(strings.Join(strings.Fields(w.Author), " "),
				strings.Join(strings.Fields(string(c.Author.Of(src))), " ")) {
				names++
			}
		}
		if w.Time != "" {
			timed++
			if sameTime(append(w.TimeAlt, w.Time), string(c.Time.Of(src))) {
				times++
			}
		}
	}
	if gold > 0 {
		f1.add(2*hits, gold+pred)
	}
	author.add(names, named)
	tim.add(times, timed)
	return matched
}

func abs(n int) int { return max(n, -n) }

func textOf(src []byte, th *Thread, i int) string {
	var lines []string
	c := &th.Comments[i]
	for _, x := range th.Text[c.Text : c.Text+c.TextLen] {
		lines = append(lines, string(x.Of(src)))
	}
	return strings.Join(lines, "\n")
}

func bag(s string) map[string]int {
	m := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		m[w]++
	}
	if len(m) == 0 {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				m[string(r)]++
			}
		}
	}
	return m
}

// overlap is the best intersection over union of the found words with those of the gold: as it is,
// with its title, without quotes.
func overlap(g *goldRecord, found map[string]int) (best float64) {
	var own []string
	for l := range strings.Lines(g.Text) {
		if !strings.HasPrefix(l, ">") {
			own = append(own, l)
		}
	}
	for _, v := range []string{g.Text, g.Title + "\n" + g.Text, strings.Join(own, "")} {
		b := bag(v)
		common, sum := 0, 0
		for w, n := range b {
			common += min(n, found[w])
			sum += n
		}
		for _, n := range found {
			sum += n
		}
		if common > 0 {
			best = max(best, float64(common)/float64(sum-common))
		}
	}
	return best
}

func sameTime(gold []string, got string) bool {
	plain := func(s string) string {
		s = strings.ToLower(strings.Join(strings.Fields(s), ""))
		for _, f := range []string{"am", "on", "um", "at", "le", "posted"} {
			s = strings.TrimPrefix(s, f)
		}
		return strings.TrimSuffix(strings.Trim(s, ".,:;|·•-–—@#()[]"), "uhr")
	}
	p := plain(got)
	return slices.ContainsFunc(gold, func(g string) bool {
		g = plain(g)
		return g == p || len(g) >= 5 && strings.Contains(p, g) && len(p)-len(g) <= 15
	})
}

package thread

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/elements"
)

// The figures that the segmenter must reach on the HTML pages of comments-dev, and on the forum
// pages of harvest-dev with every post a record.
const (
	wantHTML     = 0.965
	wantNamesH   = 0.965
	wantTimesH   = 0.975
	wantEdges    = 0.92
	wantWithout  = 0.95 // F1 without the vocabulary of the page's own system
	wantNameless = 0.90 // F1 without any vocabulary
	wantPosts    = 0.92
)

// vocabularyOf has the names in the vocabulary for systems that have another name in comments-dev.
var vocabularyOf = map[string]string{
	"hn": "hackernews", "reddit_old": "reddit", "phpbb3": "phpbb", "vb34": "vbulletin",
	"xf1": "xenforo", "xf2": "xenforo", "ips4": "invision",
	"ips5": "invision", "wpdiscuz5": "wpdiscuz", "wpdiscuz7": "wpdiscuz",
}

// goldHTML is a page of comments-dev or of harvest-dev.
type goldHTML struct {
	goldPage
	HTML  string
	Posts []goldRecord
}

// eachGold calls f for every record of a corpus file.
func eachGold(t *testing.T, name string, f func(g *goldHTML)) {
	t.Helper()
	file, err := os.Open(filepath.Join(corpusDir(), name))
	if err != nil {
		t.Skipf("%s is missing: set KLARTEXT_CORPUS: %v", name, err)
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	r := bufio.NewReader(z)
	for {
		line, err := r.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		g := new(goldHTML)
		if err := json.Unmarshal(line, g); err != nil {
			t.Fatal(err)
		}
		f(g)
	}
}

// reader segments HTML pages.
type reader struct {
	blocks  block.Builder
	phrases lexicon.Phrases
	seg     Segmenter
}

func (r *reader) thread(html string) (*Thread, []byte) {
	page := r.blocks.HTML([]byte(html), 0)
	r.phrases.Read(page.Text, page.Blocks)
	return r.seg.HTML(page, newSheet(len(page.Blocks)), &r.phrases), page.Text
}

func TestQualityHTML(t *testing.T) {
	var r reader
	var f1, author, times, edges, without, nameless, dummy mean
	free, wrong := 0, 0
	eachGold(t, "comments-dev.jsonl.zst", func(g *goldHTML) {
		th, text := r.thread(g.HTML)
		if strings.HasPrefix(g.System, "free-") {
			free++
			wrong += len(th.Comments)
			return
		}
		edges.addEdges(&g.goldPage, th, score(&g.goldPage, text, th, &f1, &author, &times))
		name := g.System
		if v := vocabularyOf[name]; v != "" {
			name = v
		}
		r.seg.elements.Forget = elements.SystemNamed(name)
		th, text = r.thread(g.HTML)
		score(&g.goldPage, text, th, &without, &dummy, &dummy)
		r.seg.elements.Forget = elements.EverySystem
		th, text = r.thread(g.HTML)
		score(&g.goldPage, text, th, &nameless, &dummy, &dummy)
		r.seg.elements.Forget = 0
	})
	per100 := 100 * float64(wrong) / float64(max(1, free))
	t.Logf("F1 %.3f, author %.3f, time %.3f, edges %.3f, %.1f false comments per 100 "+
		"comment-free pages", f1.value(), author.value(), times.value(), edges.value(), per100)
	t.Logf("without the vocabulary of the page's system F1 %.3f, without any vocabulary %.3f",
		without.value(), nameless.value())
	if f1.value() < wantHTML || author.value() < wantNamesH || times.value() < wantTimesH ||
		edges.value() < wantEdges || per100 > wantFalse {
		t.Errorf("want F1 %v, author %v, time %v, edges %v, at most %v false comments", wantHTML,
			wantNamesH, wantTimesH, wantEdges, wantFalse)
	}
	if without.value() < wantWithout || nameless.value() < wantNameless {
		t.Errorf("want F1 %v without the vocabulary of the page's system, %v without any",
			wantWithout, wantNameless)
	}
}

// addEdges adds the F1 of a page's edges from replies to parents, if the gold has any. An edge is
// right if the comments at both ends are paired. Edges to and from records that are not comments do
// not count.
func (m *mean) addEdges(g *goldPage, th *Thread, pairs []pair) {
	says := false
	for i := range g.Comments {
		says = says || g.Comments[i].Parent != nil
	}
	if !says {
		return
	}
	neutral := func(i int) bool { return i >= len(g.Comments) || g.Comments[i].Op }
	gold := map[[2]int]bool{}
	for i := range g.Comments {
		if p, err := strconv.Atoi(string(g.Comments[i].Parent)); err == nil && !neutral(i) &&
			!neutral(p) {
			gold[[2]int{i, p}] = true
		}
	}
	of, aside := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		if neutral(p.g) {
			of[p.p], aside[p.p] = p.g, true
		} else if p.iou >= .8 {
			of[p.p] = p.g
		}
	}
	found, right := 0, 0
	for j := range th.Comments {
		q := int(th.Comments[j].Parent)
		if q < 0 || aside[j] || aside[q] {
			continue
		}
		found++
		a, okA := of[j]
		b, okB := of[q]
		if okA && okB && gold[[2]int{a, b}] {
			right++
		}
	}
	m.add(2*right, len(gold)+found)
}

func TestQualityPosts(t *testing.T) {
	var r reader
	var f1, author, times mean
	eachGold(t, "harvest-dev.jsonl.zst", func(g *goldHTML) {
		g.Comments = g.Posts
		th, text := r.thread(g.HTML)
		score(&g.goldPage, text, th, &f1, &author, &times)
	})
	t.Logf("posts: F1 %.3f", f1.value())
	if f1.value() < wantPosts {
		t.Errorf("want F1 %v", wantPosts)
	}
}

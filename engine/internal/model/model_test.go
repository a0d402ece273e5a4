package model

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/cut"
)

// TestModelVersion fails when the built-in model was trained with other features than the code
// computes.
func TestModelVersion(t *testing.T) {
	if v := FeatureVersion(); Default.Version != v {
		t.Fatalf("the table has features %#x, the code %#x: run go run ./engine/label/train",
			Default.Version, v)
	}
}

func TestModelTable(t *testing.T) {
	for name, trees := range map[string]*Trees{"First": &Default.First, "Second": &Default.Second} {
		n := len(trees.Leaf)
		if n == 0 || n%treeSize != 0 || len(trees.Feature) != n || len(trees.Threshold) != n {
			t.Errorf("%s: %d leaves, %d features, %d thresholds are no trees",
				name, n, len(trees.Feature), len(trees.Threshold))
		}
		limit := numFeatures
		if name == "First" {
			limit = fPass
		}
		for _, f := range trees.Feature {
			if int(f) >= limit {
				t.Errorf("%s: asks for feature %d of %d", name, f, limit)
			}
		}
	}
	if numFeatures > len(row{}) {
		t.Errorf("%d features do not fit a row", numFeatures)
	}
}

// slowTrees is the simple twin of Trees.add: row by row, node by node, with branches.
func slowTrees(t *Trees, r *row) (sum int32) {
	for k := 0; k < len(t.Leaf); k += treeSize {
		at := 1
		for at < treeSize {
			if r[t.Feature[k+at]] > t.Threshold[k+at] {
				at = 2*at + 1
			} else {
				at = 2 * at
			}
		}
		sum += int32(t.Leaf[k+at-treeSize])
	}
	return sum
}

func TestTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var s Scorer
	for n := range 50 * (rowsAtOnce + 1) {
		n %= rowsAtOnce + 1
		for i := range s.rows {
			for k := range s.rows[i] {
				s.rows[i][k] = int16(rng.Uint32() >> rng.UintN(16))
			}
		}
		for _, trees := range []*Trees{&Default.First, &Default.Second} {
			for i, got := range s.run(trees, n) {
				if want := slowTrees(trees, &s.rows[i]); got != want {
					t.Fatalf("row %d of %d: %d, want %d", i, n, got, want)
				}
			}
		}
	}
}

func TestProbability(t *testing.T) {
	for sum := int32(-20 * leafScale); sum < 20*leafScale; sum += 37 {
		want := 1 / (1 + math.Exp(-float64(sum)/leafScale))
		if got := float64(probability(sum)) / one; math.Abs(got-want) > 0.01 {
			t.Fatalf("probability(%d) = %v, want %v", sum, got, want)
		}
	}
}

// TestLinear compares the linear score with the sum over EachKey, by which the table is learned.
func TestLinear(t *testing.T) {
	for _, text := range []string{
		"Home", "Read more", "The cat, it sat on 12 mats.", "Ein Satz über Ärger", "…",
		"Alle 3 Kommentare anzeigen und mehr",
	} {
		var b block.Builder
		blocks, _ := b.Text([]byte(text), 0)
		k := &blocks[0]
		want := float64(Default.Length[lengthClass(k.Words)]) / LengthScale
		EachKey([]byte(text), func(r KeyRole, key uint32) {
			w := Default.Words.find(key)
			switch r {
			case RoleWord:
				want += float64(w.Any) / weightScale / math.Sqrt(float64(max(k.Words, 1)))
			case RoleFirst:
				want += float64(w.First) / weightScale
			case RoleLast:
				want += float64(w.Last) / weightScale
			default:
				want += float64(w.Any) / weightScale
			}
		})
		var l line
		l.measure(Default, []byte(text), k)
		if got := float64(l.score) / 64; math.Abs(got-want) > 0.15 {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestScore(t *testing.T) {
	src := []byte(samplePage())
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	p := make([]float32, len(blocks))
	var s Scorer
	s.Score(Default, src, blocks, p)
	for i := range blocks {
		text := string(blocks[i].Text(src))
		prose := strings.HasPrefix(text, "The ")
		if prose && p[i] < 0.5 || !prose && blocks[i].Words < 3 && p[i] > 0.5 {
			t.Errorf("%.2f %q", p[i], text)
		}
	}
	s.Score(Default, nil, nil, nil) // an empty page
}

// samplePage is a page of a menu, prose and a footer, with about as many bytes a line as real pages
// have.
func samplePage() string {
	var sb strings.Builder
	menu := "Skip to content|Menu|Home|News|Politics|Sport|Culture|Weather|Video|Podcasts|" +
		"Contact|Sign in|Subscribe|Search|More"
	sb.WriteString(strings.ReplaceAll(menu, "|", "\n"))
	sb.WriteString("\n\nA bridge for the village\n\n12 May 2024\n\n")
	for _, s := range sampleProse {
		sb.WriteString("The " + s + "\n\n")
	}
	footer := "Share|Facebook|E-mail|Related articles|Ten bridges you have to see|" +
		"More from the region|About us|Jobs|Privacy|Imprint|Cookies|© 2024 The Paper"
	sb.WriteString(strings.ReplaceAll(footer, "|", "\n") + "\n")
	return sb.String()
}

var sampleProse = []string{
	"council of the small village decided on Monday, after a debate of four hours, that it " +
		"would build a bridge over the river. Nobody had expected that.",
	"river has no name on the older maps, and for most of the year it is shallow enough to " +
		"be crossed on foot, which the children do on their way to school.",
	"mayor, who had been against the plan for years, said that she had changed her mind " +
		"when the water rose last winter. “We were cut off for nine days,” she said.",
	"bridge will be made of wood. It is to be forty metres long and wide enough for a " +
		"tractor, but not for the lorries that people fear would follow.",
	"money is to come from the province, which has not yet agreed, and from a collection " +
		"among those who live here. So far about a third of it has been promised.",
	"work could begin in autumn if the permit comes in time, although the engineer would " +
		"rather wait until the ground is dry again in spring.",
}

// TestScoreReused says that a Scorer gives the same answers whatever it has seen before.
func TestScoreReused(t *testing.T) {
	var b block.Builder
	var used Scorer
	for _, src := range []string{
		samplePage(), "a\nb", strings.Repeat(samplePage(), 5), "x", samplePage(),
	} {
		blocks, _ := b.Text([]byte(src), 0)
		got, want := make([]float32, len(blocks)), make([]float32, len(blocks))
		used.Score(Default, []byte(src), blocks, got)
		new(Scorer).Score(Default, []byte(src), blocks, want)
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("block %d: %v from a used Scorer, %v from a new one", i, got[i], want[i])
			}
		}
	}
}

func TestScoreAllocs(t *testing.T) {
	src := []byte(samplePage())
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	p := make([]float32, len(blocks))
	words, order := make([]int32, len(blocks)), make([]int32, len(blocks))
	var s Scorer
	s.Score(Default, src, blocks, p)
	if n := testing.AllocsPerRun(20, func() {
		s.Score(Default, src, blocks, p)
		cut.Threshold(p, words, order, cut.NoneBelow)
	}); n != 0 {
		t.Errorf("Score and Threshold allocate %v times a page once their scratch has grown", n)
	}
}

func FuzzScore(f *testing.F) {
	f.Add([]byte(samplePage()))
	f.Add([]byte("\xff\n|\n\n中文字。\n" + strings.Repeat("x", 5000)))
	f.Fuzz(func(t *testing.T, src []byte) {
		var b block.Builder
		blocks, _ := b.Text(src, 0)
		p := make([]float32, len(blocks))
		var s Scorer
		s.Score(Default, src, blocks, p)
		for i := range p {
			if !(p[i] >= 0 && p[i] <= 1) {
				t.Fatalf("block %d: %v", i, p[i])
			}
		}
	})
}

func BenchmarkScore(b *testing.B) {
	src := []byte(samplePage())
	var bb block.Builder
	blocks, _ := bb.Text(src, 0)
	p := make([]float32, len(blocks))
	words, order := make([]int32, len(blocks)), make([]int32, len(blocks))
	for i := range blocks {
		words[i] = blocks[i].Words
	}
	var s Scorer
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	b.ReportMetric(float64(len(blocks)), "blocks")
	for b.Loop() {
		s.Score(Default, src, blocks, p)
		cut.Threshold(p, words, order, cut.NoneBelow)
	}
	if p[18] < 0.5 {
		b.Error("prose is not main text")
	}
}

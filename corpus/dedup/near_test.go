package dedup

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"klartext/engine/block"
)

// wordsOf returns a text of n words from a vocabulary.
func wordsOf(rng *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("wort%d", rng.IntN(3000))
	}
	return out
}

// change changes each word with probability p.
func change(rng *rand.Rand, words []string, p float64) []string {
	out := append([]string(nil), words...)
	for i := range out {
		if rng.Float64() < p {
			out[i] = fmt.Sprintf("anders%d", rng.IntN(3000))
		}
	}
	return out
}

// jaccard is the truth that signatures estimate.
func jaccard(a, b []string) float64 {
	set := func(w []string) map[string]bool {
		m := map[string]bool{}
		for i := 0; i+Shingle <= len(w); i++ {
			m[strings.Join(w[i:i+Shingle], " ")] = true
		}
		return m
	}
	x, y := set(a), set(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}

// TestSimilarity checks that the estimate is within its standard error, for short texts, where most
// values are densified, and for long ones.
func TestSimilarity(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	var h Hasher
	for _, n := range []int{40, 200, 2000} {
		sum, square, count := 0.0, 0.0, 0
		for range 300 {
			a := wordsOf(rng, n)
			b := change(rng, a, rng.Float64()*0.2)
			sa, sb := h.Signature([]byte(strings.Join(a, " "))),
				h.Signature([]byte(strings.Join(b, "\n")))
			d := sa.Similarity(&sb) - jaccard(a, b)
			sum, square, count = sum+d, square+d*d, count+1
		}
		bias, deviation := sum/float64(count), math.Sqrt(square/float64(count))
		t.Logf("%d words: bias %+.4f, standard error %.4f", n, bias, deviation)
		if math.Abs(bias) > 0.01 || deviation > 0.06 {
			t.Errorf("%d words: bias %+.4f, standard error %.4f", n, bias, deviation)
		}
	}
}

func TestSignature(t *testing.T) {
	var h Hasher
	sign := func(s string) Signature { return h.Signature([]byte(s)) }
	same := [][2]string{{"Eins, zwei: DREI!", "eins zwei drei"}, {"eins", "Eins."},
		{"東京は晴れ", "東京、は晴れ。"}}
	for _, s := range same {
		if a, b := sign(s[0]), sign(s[1]); a != b {
			t.Errorf("%q and %q are not the same", s[0], s[1])
		}
	}
	if a, b := sign("eins zwei"), sign("zwei eins"); a == b {
		t.Error("the order of two words does not count")
	}
	if a, b := sign("東京は晴れでした昨日"), sign("東京は晴れでした今日"); a.Similarity(&b) < 0.3 || a == b {
		t.Error("the characters of a script without spaces are not words")
	}
	for _, s := range []string{"", " \n", "… – !"} {
		if a := sign(s); !a.Empty() || a.Similarity(&a) != 0 {
			t.Errorf("%q has words", s)
		}
	}
}

// TestWords compares the words with those of package block.
func TestWords(t *testing.T) {
	for _, s := range []string{
		"", "a", "der Fähr-Mann (54) ging…", "« à l’œuvre » 3,5 %", "москва\u00a0и \xff \xc3",
		"a–b—c",
	} {
		text := block.Fold(nil, []byte(s), false)
		var got, want []string
		for i := 0; i < len(text); {
			w, next := wordHash(text, i)
			if w != 0 {
				got = append(got, string(text[i:next]))
			}
			i = next
		}
		for i := 0; ; {
			from, to := block.NextWord(text, i)
			if from == to {
				break
			}
			want, i = append(want, string(text[from:to])), to
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: words %q, want %q", s, got, want)
		}
	}
}

// twinNear compares with all documents that it keeps.
type twinNear struct {
	least, limit int
	signed       []Signature
	ids          []uint64
}

func (n *twinNear) add(s Signature, id uint64) (m Match, near bool) {
	best := 0
	for i := range n.signed {
		shared := false
		for band := range s.bands {
			shared = shared || s.bands[band] == n.signed[i].bands[band]
		}
		if e := equalValues(&s.bands, &n.signed[i].bands); shared && e > best {
			best, m = e, Match{n.ids[i], similarity(e)}
		}
	}
	if best >= n.least {
		return m, true
	}
	n.signed, n.ids = append(n.signed, s), append(n.ids, id)
	if len(n.ids) > n.limit {
		n.signed, n.ids = n.signed[1:], n.ids[1:]
	}
	return Match{}, false
}

// TestNear compares with the twin while documents are forgotten, renumbered, written and read.
func TestNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, limit := range []int{1, 7, 64, 5000} {
		n := NewNear(NearOptions{Documents: limit})
		twin := &twinNear{least: n.least, limit: limit}
		var h Hasher
		var texts [][]string
		found := 0
		for id := range uint64(1500) {
			text := wordsOf(rng, 20+rng.IntN(80))
			if len(texts) > 0 && rng.IntN(2) == 0 {
				text = change(rng, texts[max(0, len(texts)-1-rng.IntN(60))], 0.1*rng.Float64())
			}
			texts = append(texts, text)
			s := h.Signature([]byte(strings.Join(text, " ")))
			m, near := n.Add(&s, id)
			if wm, want := twin.add(s, id); m != wm || near != want {
				t.Fatalf("limit %d, document %d: %v %v, want %v %v", limit, id, m, near, wm, want)
			}
			if near {
				found++
			}
			switch rng.IntN(100) {
			case 0:
				n.renumber()
			case 1:
				n = clone(t, n, NewNear(NearOptions{Documents: limit}))
			}
		}
		if found < 10 || n.Len() != len(twin.ids) {
			t.Errorf("limit %d: %d found, %d kept", limit, found, n.Len())
		}
	}
}

func TestNearNumbersRunOut(t *testing.T) {
	var h Hasher
	n := NewNear(NearOptions{Documents: 4})
	n.limit = 1 // so that any number has its slot
	first, second := h.Signature([]byte("eins zwei drei vier")),
		h.Signature([]byte("fünf sechs sieben acht"))
	n.Add(&first, 1)
	n.last = math.MaxUint32
	n.index()
	n.Add(&second, 2)
	if m, near := n.Add(&second, 3); !near || m.ID != 2 || n.last != 2 {
		t.Errorf("found %v %v, last number %d", m, near, n.last)
	}
}

func TestNearMerge(t *testing.T) {
	var h Hasher
	rng := rand.New(rand.NewPCG(4, 4))
	all, a, b := NewNear(NearOptions{Documents: 500}), NewNear(NearOptions{Documents: 500}),
		NewNear(NearOptions{Documents: 500})
	shared := 0
	for id := range uint64(100) {
		text := strings.Join(wordsOf(rng, 50), " ")
		s := h.Signature([]byte(text))
		all.Add(&s, id)
		a.Add(&s, id)
		if id%5 == 0 {
			shared++
			b.Add(&s, 1000+id)
		}
		s = h.Signature([]byte(text + " und noch viel mehr dazu von ganz anderem " +
			strings.Join(wordsOf(rng, 50), " ")))
		b.Add(&s, 2000+id)
	}
	got := 0
	if err := a.Merge(b, func(id uint64, m Match) {
		got++
		if m.ID != id-1000 || m.Similarity != 1 {
			t.Errorf("document %d is near %v", id, m)
		}
	}); err != nil || got != shared || a.Len() != 200 {
		t.Errorf("%d reported, %d kept, %v; want %d and 200", got, a.Len(), err, shared)
	}
	if bytes.Equal(state(t, a), state(t, all)) {
		t.Error("nothing was merged")
	}
}

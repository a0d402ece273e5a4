package model

import (
	"strings"
	"testing"

	"klartext/engine/block"
)

// FuzzFeatures checks that the features that are shares or classes are in their range.
func FuzzFeatures(f *testing.F) {
	f.Add([]byte(samplePage()))
	f.Add([]byte("a\n" + strings.Repeat("\n", 70000) + "b"))
	f.Add([]byte(strings.Repeat("x ", 100000) + "\n中\n中\n\xff"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var b block.Builder
		blocks, _ := b.Text(src, 0)
		var s Scorer
		s.Features(Default, src, blocks, true, func(i int, r []int16) {
			for _, f := range []int{
				fCommas, fSymbols, fCaps, fUpper, fDigits, fFraction, fWordFraction,
			} {
				if r[f] < 0 || f != fCommas && r[f] > 1000 {
					t.Errorf("block %d: feature %d is %d", i, f, r[f])
				}
			}
			for _, f := range []int{fPassOwn, fPassPage, fPassPage + 1} {
				if r[f] < 0 || r[f] > one {
					t.Errorf("block %d: probability %d is %d", i, f, r[f])
				}
			}
			nth := r[fNth] >= max(r[fSame], 1) && r[fSame] < 1<<14
			if r[fIndex] < 0 || r[fFromEnd] < 0 || r[fGap] > 3 || nth {
				t.Errorf("block %d: %v", i, r)
			}
		})
	})
}

func TestRepeats(t *testing.T) {
	src := []byte("Home\nMore\nhome\nText of a line.\nHome\n")
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	var s Scorer
	s.prepare(&Model{}, src, blocks)
	for i, want := range [][3]int32{{3, 0, 0}, {1, 0, 0}, {3, 1, 2}, {1, 0, 0}, {3, 2, 2}} {
		if l := s.lines[i]; l.same != want[0] || l.nth != want[1] || l.since != want[2] {
			t.Errorf("block %d: %d %d %d, want %v", i, l.same, l.nth, l.since, want)
		}
	}
}

func TestTrunk(t *testing.T) {
	lines := make([]line, 10)
	for i := range lines {
		lines[i].words = 10
		if i >= 3 && i < 7 {
			lines[i].estimate = one
		}
	}
	var m mass
	m.build(lines, (*line).guessed)
	for k, want := range [][2]int32{{3, 5}, {3, 6}, {3, 7}, {3, 7}} {
		if m.trunk[k] != want {
			t.Errorf("trunk of %d %%: %v, want %v", trunkShares[k], m.trunk[k], want)
		}
	}
	if m.before[3] != -1 || m.before[8] != 6 || m.after[0] != 3 || m.after[6] != 10 {
		t.Errorf("before %v after %v", m.before, m.after)
	}
}

func TestWordTable(t *testing.T) {
	want := map[uint32]Word{}
	for i := range uint32(1000) {
		want[i*2654435761|1] = Word{Any: int8(i % 128), Stop: i%2 == 0}
	}
	table := NewWordTable(want)
	for k, w := range want {
		if got := *table.find(k); got != w {
			t.Fatalf("key %#x: %v, want %v", k, got, w)
		}
	}
	if w := *table.find(2); w != (Word{}) {
		t.Errorf("a key that is not there: %v", w)
	}
}

func TestIlog(t *testing.T) {
	for _, tt := range [][2]int{
		{0, 0}, {1, 16}, {2, 24}, {3, 32}, {7, 48}, {-1, -16}, {1 << 40, 640},
	} {
		if got := ilog(int64(tt[0])); got != tt[1] {
			t.Errorf("ilog(%d) = %d, want %d", tt[0], got, tt[1])
		}
	}
	for n := range int64(5000) {
		if ilog(n+1) < ilog(n) {
			t.Fatalf("ilog falls at %d", n)
		}
	}
}

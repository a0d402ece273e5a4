package hashtable

import (
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// naive does with maps what the tables do.
type naive struct {
	counts, rounds, last map[uint64]int32
	order                []uint64
}

func (n *naive) add(key uint64, round int32) {
	if n.counts[key] == 0 {
		n.order = append(n.order, key)
	}
	n.counts[key]++
	if n.rounds[key] == 0 || n.last[key] != round {
		n.rounds[key]++
		n.last[key] = round
	}
}

// all are the tables that are compared with the naive one.
type all struct {
	wide    Table[uint64, int32]
	narrow  Table[uint32, int32]
	counter Counter[uint64]
	rounds  Counter[uint64]
	list    List[uint64, int32]
}

func (a *all) reset(n int) {
	a.wide.Reset(n)
	a.narrow.Reset(n)
	a.counter.Reset(n)
	a.rounds.Reset(n)
}

// compare adds the keys to all tables and to the naive one. The list is made for room keys.
func (a *all) compare(t *testing.T, room int, keys []uint64) {
	t.Helper()
	want := naive{map[uint64]int32{}, map[uint64]int32{}, map[uint64]int32{}, nil}
	narrow := map[uint32]int32{}
	a.reset(len(keys))
	a.list.Reset(room)
	for i, key := range keys {
		round := int32(i / 3)
		if got := a.wide.Find(key); got == nil != (want.counts[key] == 0) {
			t.Fatalf("Find of the %d-th key, %#x, is %v", i, key, got)
		}
		want.add(key, round)
		narrow[uint32(key)]++
		*a.wide.At(key)++
		*a.narrow.At(uint32(key))++
		*a.list.At(key, 7)++
		a.rounds.AddOnce(key, round)
		if got := a.counter.Add(key); got != want.counts[key] {
			t.Fatalf("%d times the %d-th key, %#x, want %d", got, i, key, want.counts[key])
		}
	}
	var values []int32
	for _, key := range want.order {
		w := want.counts[key]
		values = append(values, w+7)
		if got := *a.wide.Find(key); got != w {
			t.Errorf("%#x is %d, want %d", key, got, w)
		}
		if got, small := *a.narrow.Find(uint32(key)), narrow[uint32(key)]; got != small {
			t.Errorf("%#x as 32 bits is %d, want %d", key, got, small)
		}
		if got := a.counter.Of(key); got != w {
			t.Errorf("counted %#x %d times, want %d", key, got, w)
		}
		if got := a.rounds.Of(key); got != want.rounds[key] {
			t.Errorf("counted %#x in %d rounds, want %d", key, got, want.rounds[key])
		}
		if got := *a.list.Find(key); got != w+7 {
			t.Errorf("%#x is %d in the list, want %d", key, got, w+7)
		}
		for _, other := range []uint64{key + 1, ^key, key << 32} {
			if got := a.counter.Of(other); got != want.counts[other] {
				t.Errorf("counted %#x %d times, want %d", other, got, want.counts[other])
			}
			if got := a.list.Find(other); got == nil != (want.counts[other] == 0) {
				t.Errorf("Find of %#x in the list is %v", other, got)
			}
		}
	}
	if !slices.Equal(a.list.Values, values) {
		t.Errorf("the list holds %v, want %v", a.list.Values, values)
	}
}

// TestTables compares the tables with maps: on keys that come back, on keys that share their top or
// their low bits, and on more keys than the list was made for.
func TestTables(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var reused all
	for round := range 60 {
		n := 1 + random.IntN(2000)
		keys := make([]uint64, n)
		for i := range keys {
			k := random.Uint64N(uint64(n))
			switch round % 4 {
			case 1:
				k *= 0x9E3779B97F4A7C15
			case 2:
				k <<= 40
			case 3:
				k = k<<32 | k
			}
			keys[i] = k
		}
		reused.compare(t, []int{n, 0, n / 8}[round%3], keys)
	}
	reused.compare(t, 0, nil)
	reused.compare(t, 0, []uint64{0, 0})
}

func FuzzTables(f *testing.F) {
	f.Add(uint8(3), []byte("abcabc"))
	f.Add(uint8(0), []byte{0, 0, 1, 1, 0, 255})
	var reused all
	f.Fuzz(func(t *testing.T, room uint8, data []byte) {
		keys := make([]uint64, len(data))
		for i, c := range data {
			keys[i] = uint64(c) << (8 * (i % 8))
		}
		reused.compare(t, int(room), keys)
	})
}

func TestAllocs(t *testing.T) {
	var a all
	use := func() {
		a.reset(100)
		a.list.Reset(10)
		for k := range uint64(100) {
			*a.wide.At(k)++
			*a.narrow.At(uint32(k))++
			a.counter.Add(k)
			a.rounds.AddOnce(k, 1)
			a.list.At(k, 1)
		}
	}
	use()
	if n := testing.AllocsPerRun(20, use); n != 0 {
		t.Errorf("the tables allocate %v times once they have grown", n)
	}
}

// TestInlining asks the compiler whether it inlines the methods that are called in loops over a
// page.
func TestInlining(t *testing.T) {
	compile := exec.Command("go", "test", "-c", "-o", "/dev/null", "-gcflags=-m", ".")
	out, err := compile.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, method := range []string{
		"(*Table[go.shape.uint32,go.shape.int32]).At",
		"(*Table[go.shape.uint64,go.shape.int32]).Find",
		"(*Counter[go.shape.uint64]).Add", "(*Counter[go.shape.uint64]).Of",
	} {
		if !strings.Contains(string(out), "can inline "+method) {
			t.Errorf("%s is not inlined", method)
		}
	}
}

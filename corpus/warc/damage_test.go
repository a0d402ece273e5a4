package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"klartext/corpus/unpack"
)

func damaged(err error) bool {
	var d *unpack.Damage
	return errors.As(err, &d)
}

// edit replaces n bytes at offset at by with.
type edit struct {
	at, n int
	with  []byte
}

func randomEdit(rnd *rand.Rand, file []byte) edit {
	at, n := rnd.IntN(len(file)), 1+rnd.IntN(40)
	n = min(n, len(file)-at)
	switch rnd.IntN(6) {
	case 0: // a bit flips
		return edit{at, 1, []byte{file[at] ^ 1<<rnd.IntN(8)}}
	case 1: // bytes are missing
		return edit{at, n, nil}
	case 2: // bytes are duplicated
		return edit{at, 0, slices.Clone(file[at : at+n])}
	case 3: // other bytes are inserted
		return edit{at, 0, noise(rnd, n)}
	case 4: // bytes are overwritten
		return edit{at, n, noise(rnd, n)}
	}
	return edit{at, len(file) - at, nil} // the file ends
}

func noise(rnd *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rnd.Uint32())
	}
	return b
}

// spoil applies edits and returns how many of them hit each record.
func spoil(rnd *rand.Rand, a archive, edits int) (file []byte, hits []int) {
	hits = make([]int, len(a.records))
	var list []edit
	for range edits {
		list = append(list, randomEdit(rnd, a.file))
	}
	slices.SortFunc(list, func(x, y edit) int { return y.at - x.at })
	file = slices.Clone(a.file)
	for i, e := range list {
		if i > 0 && e.at+e.n > list[i-1].at {
			e.n = list[i-1].at - e.at // they must not overlap
			e.with = e.with[:min(len(e.with), e.n)]
		}
		file = slices.Concat(file[:e.at], e.with, file[e.at+e.n:])
		for k, m := range a.records {
			if e.at < m.end && e.at+max(e.n, 1) > m.start && (e.n > 0 || e.at > m.start) {
				hits[k]++
			}
		}
	}
	return file, hits
}

// TestDamage reads a thousand damaged archives. Every record whose bytes are untouched is returned,
// in order. Every other record returned is one of the originals, and what is missing is reported.
// Records of a plain archive have no checksum except the digest of their block: their IDs may be
// damaged, and two damages may hit both digest and block of one.
func TestDamage(t *testing.T) {
	for seed := range uint64(1000) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		format := []string{"gzip", "zstd", "plain"}[seed%3]
		n := 2 + rnd.IntN(8)
		bad := map[int]int{}
		if rnd.IntN(4) == 0 {
			bad[rnd.IntN(n)] = []int{-20, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 300, 5000,
				1 << 40}[rnd.IntN(14)]
		}
		a := build(rnd, format, n, bad)
		file, hits := spoil(rnd, a, rnd.IntN(4))
		for i, wrong := range bad {
			if wrong < 1 || wrong > 4 { // only line ends are affected
				hits[i]++
			}
		}
		t.Run(fmt.Sprintf("%d/%s", seed, format), func(t *testing.T) {
			got, errs := all(t, NewReader(bytes.NewReader(file), Options{}))
			if last := errs[len(errs)-1]; last != io.EOF {
				t.Fatalf("ends with %v", last)
			}
			check(t, a, file, hits, got, len(errs)-1)
		})
	}
}

func check(t *testing.T, a archive, file []byte, hits []int, got []made, errs int) {
	t.Helper()
	twice := slices.Max(hits) > 1
	k, missing := 0, 0
	for i, m := range a.records {
		j := slices.IndexFunc(got[k:], func(g made) bool {
			return (g.id == m.id || !a.packed && hits[i] > 0) && g.block == m.block
		})
		if j < 0 {
			missing++
			if hits[i] == 0 {
				t.Errorf("record %d is untouched and was not returned (%d errors)", i, errs)
			}
			continue
		}
		if j > 0 && (a.packed || !twice) {
			t.Errorf("a record was returned that is not an original: %.60q", got[k].block)
		}
		k += j + 1
	}
	if k < len(got) && (a.packed || !twice) {
		t.Errorf("a record was returned that is not an original: %.60q", got[k].block)
	}
	// A missing record must be reported, unless a plain archive is cut right after a record.
	end := !a.packed && len(got) > 0 && bytes.HasSuffix(bytes.TrimRight(file, "\r\n"),
		bytes.TrimRight([]byte(got[len(got)-1].block), "\r\n"))
	if missing > 0 && errs == 0 && !end && (a.packed || !twice) {
		t.Errorf("%d records are missing and nothing was reported", missing)
	}
	if missing == 0 && len(got) == len(a.records) && slices.Max(hits) == 0 && errs > 0 {
		t.Errorf("nothing is missing and there were %d errors", errs)
	}
}

// TestOneErrorEach damages single records. Each costs one error, with its position, and nothing
// else.
func TestOneErrorEach(t *testing.T) {
	for _, format := range []string{"gzip", "zstd"} {
		rnd := rand.New(rand.NewPCG(1, 2))
		a := build(rnd, format, 9, nil)
		for _, i := range []int{0, 3, 4, 8} {
			a.file[(a.records[i].start+a.records[i].end)/2] ^= 4
		}
		got, errs := all(t, NewReader(bytes.NewReader(a.file), Options{}))
		if len(got) != 5 || len(errs) != 5 {
			t.Fatalf("%s: %d records, errors %v", format, len(got), errs)
		}
		for k, i := range []int{0, 3, 4, 8} {
			var d *unpack.Damage
			if errors.As(errs[k], &d); int(d.At.Offset) != a.records[i].start {
				t.Errorf("%s: %v, want byte %d", format, d, a.records[i].start)
			}
		}
	}
}

// TestReadAhead has a wrong length that makes the Reader read far ahead, up to a member that cannot
// be unpacked. The members before it are sound.
func TestReadAhead(t *testing.T) {
	for _, format := range []string{"gzip", "zstd"} {
		a := build(rand.New(rand.NewPCG(1, 2)), format, 5, map[int]int{1: 1 << 40})
		last := a.records[4]
		for i := last.start + 9; i < last.end; i++ {
			a.file[i] = 0xff
		}
		got, errs := all(t, NewReader(bytes.NewReader(a.file), Options{}))
		if len(got) != 3 || len(errs) != 3 || got[2].id != a.records[3].id {
			t.Errorf("%s: %d records, errors %v", format, len(got), errs)
		}
	}
}

// TestBomb has a member of zeros between two records.
func TestBomb(t *testing.T) {
	for _, format := range []string{"gzip", "zstd"} {
		rnd := rand.New(rand.NewPCG(1, 2))
		a, b := build(rnd, format, 3, nil), build(rnd, format, 3, nil)
		bomb := pack(format, made{id: "bomb", block: strings.Repeat("\x00", 8<<20)}.record(0))
		file := slices.Concat(a.file, bomb, b.file)
		o := Options{Unpack: unpack.Options{MaxBytes: 1 << 20, MaxRatio: 100}}
		got, errs := all(t, NewReader(bytes.NewReader(file), o))
		if len(got) != 6 || len(errs) != 2 || !errors.Is(errs[0], unpack.ErrExpansion) {
			t.Errorf("%s: %d records, errors %v", format, len(got), errs)
		}
	}
}

package unpack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// dictionaryFrame returns the frame in which a file carries its dictionary.
func dictionaryFrame(dict []byte) []byte {
	b := binary.LittleEndian.AppendUint32(nil, dictionaryMagic)
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(dict))), dict...)
}

// TestDictionary reads frames packed with a dictionary that precedes them, itself packed or not.
func TestDictionary(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	history := words(rnd, 60000)
	var contents [][]byte
	for range 100 {
		at := rnd.IntN(50000)
		contents = append(contents, slices.Concat(history[at:at+900], words(rnd, 100)))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{
		ID: 7, Contents: contents, History: history, Offsets: [3]int{1, 4, 8},
	})
	if err != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderDict(dict),
		zstd.WithWindowSize(8<<20))
	if err != nil {
		t.Fatal(err)
	}
	var frames []byte
	var want []string
	for _, b := range contents {
		frames = w.EncodeAll(b, frames)
		want = append(want, string(b))
	}
	read := func(file []byte) (bodies []string, errs []error) {
		members, last := all(t, NewReader(bytes.NewReader(file), Options{}))
		if last != io.EOF {
			t.Fatal(last)
		}
		for _, m := range members {
			if m.err != nil {
				errs = append(errs, m.err)
			} else {
				bodies = append(bodies, m.body)
			}
		}
		return bodies, errs
	}
	packed := pack(Zstd, dict)
	for name, file := range map[string][]byte{
		"plain":      slices.Concat(dictionaryFrame(dict), frames),
		"packed":     slices.Concat(dictionaryFrame(packed), frames),
		"after user": slices.Concat(skip(9), dictionaryFrame(dict), frames),
		"twice": slices.Concat(dictionaryFrame([]byte("something else")),
			dictionaryFrame(dict), frames),
	} {
		if got, errs := read(file); !slices.Equal(got, want) || errs != nil {
			t.Errorf("%s: %d bodies of %d, %v", name, len(got), len(want), errs)
		}
	}
	flipped := slices.Clone(packed)
	flipped[len(flipped)/2] ^= 1
	for name, file := range map[string][]byte{
		"missing":    frames,
		"flipped":    slices.Concat(dictionaryFrame(flipped), frames),
		"bomb":       slices.Concat(dictionaryFrame(pack(Zstd, make([]byte, 20<<20))), frames),
		"no entropy": slices.Concat(dictionaryFrame(dict[:40]), frames),
	} {
		if got, errs := read(file); len(got) != 0 || len(errs) < len(want) ||
			!errors.Is(errs[0], ErrDictionary) {
			t.Errorf("%s: %d bodies, %d errors", name, len(got), len(errs))
		}
	}
	// A dictionary applies only to its own file.
	r := NewReader(bytes.NewReader(slices.Concat(dictionaryFrame(dict), frames)), Options{})
	if members, _ := all(t, r); len(members) != len(want) {
		t.Error(len(members))
	}
	r.Reset(bytes.NewReader(frames))
	if members, _ := all(t, r); !errors.Is(members[0].err, ErrDictionary) {
		t.Error(members[0].err)
	}
}

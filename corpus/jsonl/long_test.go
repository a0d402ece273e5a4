package jsonl

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
)

// Lines longer than the buffer that is kept do not affect the lines after them.
func TestLongLines(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	var file []byte
	var starts []int64
	for i := range 60 {
		n := rnd.IntN(100 << 10)
		if i%20 == 7 {
			n += keepBytes
		}
		starts = append(starts, int64(len(file)))
		file = fmt.Appendf(file, `{"id":%d,"text":"`, i)
		for range n {
			file = append(file, byte('a'+i%26))
		}
		file = append(file, "\"}\n"...)
	}
	want := bytes.Split(bytes.TrimSuffix(file, []byte("\n")), []byte("\n"))
	r := NewReader(bytes.NewReader(file), Options{})
	defer r.Close()
	for i := range want {
		line, err := r.Next()
		if err != nil || !bytes.Equal(line, want[i]) || r.At().Offset != starts[i] {
			t.Fatalf("line %d: got %d bytes at %v, %v, want %d at %d", i, len(line), r.At(), err,
				len(want[i]), starts[i])
		}
		if cap(r.buf) > keepBytes && len(line) > keepBytes {
			t.Errorf("line %d: %d bytes of buffer are kept after it", i, cap(r.buf))
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("got %v at the end", err)
	}
}

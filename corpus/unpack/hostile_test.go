package unpack

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestHostile has files made to slow down the search for the next member. It counts the work, since
// times are unreliable: the work must grow linearly with the file.
func TestHostile(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	gz := pack(Gzip, words(rnd, 3000))
	for name, part := range map[string]string{
		"magics of gzip":     "\x1f\x8b\x08\x00",
		"magics of zstd":     "\x28\xb5\x2f\xfd",
		"heads of gzip":      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00",
		"names in gzip":      "\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x00x",
		"extras in gzip":     "\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\x00\xff\xff",
		"wrong checksums":    "\x28\xb5\x2f\xfd\x04\x00\x09\x00\x00aAAAA",
		"windows of 128 MB":  "\x28\xb5\x2f\xfd\x00\x88\x09\x00\x00a",
		"blocks without end": "\x28\xb5\x2f\xfd\x00\x88" + strings.Repeat("\x00\x00\x00", 20),
		"long blocks":        "\x28\xb5\x2f\xfd\x00\x88\xf8\xff\x0f",
		"skipped":            "\x5a\x2a\x4d\x18\x00\x00\x10\x00",
		"dictionaries":       "\x5d\x2a\x4d\x18\x00\x00\x01\x00",
		"cut members":        string(gz[:len(gz)/2]),
	} {
		work := func(size int) (handed int64, starts int) {
			file := slices.Concat(gz, bytes.Repeat([]byte(part), size/len(part)))
			r := NewReader(bytes.NewReader(file), Options{Window: 512 << 10})
			defer r.Close()
			for {
				err := r.Next()
				if err == nil {
					_, err = io.Copy(io.Discard, r)
				}
				if err != nil && !errors.As(err, new(*Damage)) {
					if err != io.EOF {
						t.Fatal(err)
					}
					return r.src.handed, r.dec.starts + r.trial.dec.starts
				}
			}
		}
		t.Run(name, func(t *testing.T) {
			handed1, starts1 := work(256 << 10)
			handed4, starts4 := work(1 << 20)
			t.Logf("256 KB: %d bytes handed out, %d starts; 1 MB: %d, %d", handed1, starts1,
				handed4, starts4)
			if handed4 > 5*handed1+1<<20 || starts4 > 5*starts1+100 {
				t.Error("the work grows faster than the file")
			}
			if handed4 > 300<<20 {
				t.Error("each byte is looked at too often")
			}
		})
	}
}

// TestSmallWindow unpacks frames that ask for far more memory than they need.
func TestSmallWindow(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	long := words(rnd, 2<<20)
	for _, single := range []bool{false, true} {
		for _, sum := range []bool{false, true} {
			zs, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1),
				zstd.WithWindowSize(128<<20), zstd.WithSingleSegment(single),
				zstd.WithEncoderCRC(sum))
			if err != nil {
				t.Fatal(err)
			}
			var file []byte
			var want []string
			for _, n := range []int{
				0, 1, 100, 300, 70_000, 300_000, 1_100_000, 1_500_000, 2 << 20,
			} {
				var b bytes.Buffer
				zs.Reset(&b) // as a stream: the size is not known at the start
				_, _ = zs.Write(long[:n/2])
				_ = zs.Flush()
				_, _ = zs.Write(long[n/2 : n])
				_ = zs.Close()
				file = append(zs.EncodeAll(long[:n], file), b.Bytes()...)
				want = append(want, string(long[:n]))
				if b.Len() > 0 {
					want = append(want, string(long[:n]))
				}
			}
			want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
			var got []string
			members, last := all(t, NewReader(bytes.NewReader(file), Options{}))
			for _, m := range members {
				if m.err != nil {
					t.Error(m.err)
				}
				if m.body != "" {
					got = append(got, m.body)
				}
			}
			if last != io.EOF || !slices.Equal(got, want) {
				t.Errorf("single %v, checksum %v: %d members of %d, %v", single, sum,
					len(got), len(want), last)
			}
		}
	}
	head := "\x28\xb5\x2f\xfd\x00\x88" // a window of 128 MB
	for name, frame := range map[string]string{
		"one block":  head + "\x09\x00\x00a",
		"few blocks": head + strings.Repeat("\x02\x00\x10a", 9) + "\x03\x00\x10a",
		"known size": "\x28\xb5\x2f\xfd\x80\x88\x01\x00\x00\x00\x09\x00\x00a",
		"cut":        head + "\x08\x00\x00a",
	} {
		got := allocated(func() { all(t, NewReader(strings.NewReader(frame), Options{})) })
		if got > 16<<20 {
			t.Errorf("%s: %d bytes for a frame of %d", name, got, len(frame))
		}
	}
	// More blocks than the Reader looks ahead, unless it should read only the start.
	many := head + strings.Repeat("\x08\x00\x00a", 20000) + "\x09\x00\x00a"
	r := NewReader(strings.NewReader(many), Options{Brief: true})
	b := make([]byte, 64<<10)
	if got := allocated(func() { _ = r.Next(); _, _ = io.ReadFull(r, b[:20000]) }); got > 16<<20 ||
		string(b[:20000]) != strings.Repeat("a", 20000) {
		t.Errorf("brief: %d bytes", got)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

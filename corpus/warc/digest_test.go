package warc

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"klartext/corpus/unpack"
)

func TestDigest(t *testing.T) {
	one := sha1.Sum([]byte("one"))
	var d digests
	for digest, want := range map[string]bool{
		strings.TrimPrefix(strings.TrimSpace(digestField("sha1", "one")),
			"WARC-Block-Digest: "): true,
		strings.ToLower(strings.TrimPrefix(strings.TrimSpace(digestField("sha1", "one")),
			"WARC-Block-Digest: ")): true,
		"sha1:" + hex.EncodeToString(one[:]):                    true,
		"SHA-1: " + strings.ToUpper(hex.EncodeToString(one[:])): true,
		"sha1:" + base64.StdEncoding.EncodeToString(one[:]):     true,
		"md5:" + hex.EncodeToString(one[:16]):                   false,
		"sha1:":                                                 false, "sha1": false, "": false,
		"crc:00": false,
	} {
		if _, right := d.verify([]byte(digest), []byte("one")); right != want {
			t.Errorf("%q: %v", digest, right)
		}
	}
}

// TestWrongDigests reads archives whose writer computed the digests wrongly. They are believed only
// if nothing else proves the record.
func TestWrongDigests(t *testing.T) {
	for format, want := range map[string]int{"plain": 0, "gzip": 9, "zstd": 9} {
		a := build(rand.New(rand.NewPCG(1, 2)), "plain", 9, nil)
		var file []byte
		for _, m := range a.records {
			m.digest = digestField("sha1", "x")
			file = append(file, pack(format, m.record(0))...)
		}
		got, errs := all(t, NewReader(bytes.NewReader(file), Options{}))
		if len(got) != want || len(errs) != 10-want || want == 0 && !errors.Is(errs[0], ErrDigest) {
			t.Errorf("%s: %d records, errors %v", format, len(got), errs)
		}
		got, errs = all(t, NewReader(bytes.NewReader(file), Options{NoDigests: true}))
		if len(got) != 9 || len(errs) != 1 {
			t.Errorf("%s, without digests: %d records, errors %v", format, len(got), errs)
		}
	}
}

// TestProven has records that a member's checksum covers only in part.
func TestProven(t *testing.T) {
	m := made{id: "x", block: "one", digest: digestField("sha1", "two")}
	b := m.record(0)
	two := made{id: "y", block: "two"}.record(0)
	for name, file := range map[string][]byte{
		"two members":     append(pack("gzip", b[:50]), pack("zstd", append(b[50:], two...))...),
		"in one with two": pack("gzip", append(b, two...)),
	} {
		got, errs := all(t, NewReader(bytes.NewReader(file), Options{}))
		if len(got) != 1 || len(errs) != 2 || !errors.Is(errs[0], ErrDigest) {
			t.Errorf("%s: %d records, errors %v", name, len(got), errs)
		}
	}
	got, errs := all(t, NewReader(bytes.NewReader(append(pack("gzip", b[:50]),
		pack("zstd", b[50:])...)), Options{}))
	if len(got) != 1 || len(errs) != 1 {
		t.Errorf("two members of its own: %d records, errors %v", len(got), errs)
	}
}

// TestTooLarge returns the beginning of a record that is too large, and finds the record after it.
func TestTooLarge(t *testing.T) {
	for _, format := range []string{"plain", "gzip", "zstd"} {
		a := build(rand.New(rand.NewPCG(1, 2)), "plain", 2, nil)
		large := made{id: "large", block: strings.Repeat("block", 40000)}
		file := bytes.Join([][]byte{pack(format, a.file), pack(format, large.record(0)),
			pack(format, a.file)}, nil)
		w := NewReader(bytes.NewReader(file), Options{MaxBlock: 100000})
		var r Record
		var ids []string
		for {
			err := w.Next(&r)
			var d *unpack.Damage
			if errors.Is(err, ErrTooLarge) {
				if len(r.Block) != maxBeginning ||
					!strings.HasPrefix(large.block, string(r.Block)) || !errors.As(err, &d) ||
					d.At != r.At || r.At == (unpack.Position{}) {
					t.Errorf("%s: %d bytes at %v, %v", format, len(r.Block), r.At, err)
				}
			} else if err != nil {
				break
			}
			ids = append(ids, strings.TrimPrefix(string(r.ID()), "urn:uuid:"))
		}
		want := []string{a.records[0].id, a.records[1].id, "large", a.records[0].id,
			a.records[1].id}
		if strings.Join(ids, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %q", format, ids)
		}
	}
}

// TestHostileDigests nests records that end at the same place and have wrong digests. Their bytes
// must not be hashed over and over.
func TestHostileDigests(t *testing.T) {
	digest := digestField("sha1", "x")
	var heads []string
	for size := 0; size < 1<<20; {
		h := fmt.Sprintf("WARC/1.0\r\nWARC-Type: x\r\n%sContent-Length: %d\r\n\r\n", digest, size)
		heads = append(heads, h)
		size += len(h)
	}
	slices.Reverse(heads)
	file := strings.Join(heads, "")
	w := NewReader(strings.NewReader(file+"\r\n\r\n"), Options{})
	all(t, w)
	if w.digests.read > 3*maxReplay {
		t.Errorf("%d bytes are read for %d", w.digests.read, len(file))
	}
}

func BenchmarkDigest(b *testing.B) {
	block := bytes.Repeat([]byte("block"), 20000)
	digest := []byte(strings.TrimPrefix(digestField("sha1", string(block)), "WARC-Block-Digest: "))
	var d digests
	b.SetBytes(int64(len(block)))
	b.ReportAllocs()
	for b.Loop() {
		if _, right := d.verify(digest, block); !right {
			b.Fatal("the digest is wrong")
		}
	}
}

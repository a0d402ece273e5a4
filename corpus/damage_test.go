package corpus

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// sample is a crawl in one format with known records.
type sample struct {
	name string
	data []byte
	// the end of each record's bytes in data; nil if all records are in one member
	ends   []int
	bodies []string // bodies of the records
	packed bool     // everything has a checksum
	warc   bool     // pages have digests
}

func samples(t *testing.T, rng *rand.Rand) (all []sample) {
	record := map[string]func(n int, page string) string{
		"warc": stored,
		"wet": func(n int, page string) string {
			return warcRecord("conversion",
				fmt.Sprintf("WARC-Record-ID: <urn:uuid:%d>\nContent-Type: text/plain\n", n), page)
		},
		"jsonl": func(n int, page string) string {
			return fmt.Sprintf(`{"id":%d,"html":"%s"}`+"\n", n, page)
		},
	}
	for _, tt := range []struct {
		kind, how string
		single    bool // all records in one member
	}{
		{"warc", "", false}, {"warc", ".gz", false}, {"warc", ".zst", false}, {"wet", ".gz", false},
		{"jsonl", "", false}, {"jsonl", ".gz", false}, {"jsonl", ".zst", false},
		{"jsonl", ".gz", true}, {"jsonl", ".zst", true}, {"warc", ".gz", true},
	} {
		s := sample{name: "x." + tt.kind + tt.how, packed: tt.how != "", warc: tt.kind != "jsonl"}
		var plain strings.Builder
		for n := range 12 {
			page := fmt.Sprintf("<p>page %d", n)
			for range rng.IntN(200) {
				page += fmt.Sprintf(" %x", rng.Uint32())
			}
			r := record[tt.kind](n, page)
			plain.WriteString(r)
			s.bodies = append(s.bodies, page)
			if !tt.single {
				s.data = append(s.data, pack(t, tt.how, []byte(r))...)
				s.ends = append(s.ends, len(s.data))
			}
		}
		if tt.single {
			s.data = pack(t, tt.how, []byte(plain.String()))
		}
		all = append(all, s)
	}
	return all
}

// harm damages data and returns the range in which records may be lost.
func harm(rng *rand.Rand, data []byte) (bad []byte, what string, from, to int) {
	at := rng.IntN(len(data))
	n := 1 + rng.IntN(40)
	end := min(at+n, len(data))
	switch rng.IntN(6) {
	case 0, 1:
		data[at] ^= 1 << rng.IntN(8)
		return data, "a bit", at, at + 1
	case 2:
		return data[:at], "cut", at, len(data)
	case 3:
		for i := at; i < end; i++ {
			data[i] = byte(rng.Uint32())
		}
		return data, "noise", at, end
	case 4:
		return append(data[:at:at], data[end:]...), "a hole", at, end
	}
	if i := bytes.Index(data[at:], []byte("Content-Length: ")); i >= 0 { // plain WARC
		i += at + len("Content-Length: ")
		return lengthen(rng, data, i)
	}
	extra := make([]byte, n)
	for i := range extra {
		extra[i] = byte(rng.Uint32())
	}
	return append(append(data[:at:at], extra...), data[at:]...), "insertion", at, at + 1
}

// lengthen makes the Content-Length at i wrong, by a digit or by a few bytes.
func lengthen(rng *rand.Rand, data []byte, i int) (bad []byte, what string, from, to int) {
	if rng.IntN(2) == 0 {
		data[i] = "0123456789x-"[rng.IntN(12)]
		return data, "a length", i, i + 1
	}
	end := i + bytes.IndexByte(data[i:], '\r')
	n, _ := strconv.Atoi(string(data[i:end]))
	n += 1 + rng.IntN(4)
	if rng.IntN(2) == 0 {
		n -= 5
	}
	return slices.Concat(data[:i], strconv.AppendInt(nil, int64(n), 10), data[end:]),
		"a length by little", i, i + 1
}

// safe returns how many records end before the damage and, in a file of many members, the number of
// the first record that begins after it.
func (s *sample) safe(t *testing.T, from, to int) (before, after int) {
	if s.ends == nil { // whatever can be unpacked up to there
		in := prefix(t, s.name, s.data[:from])
		return countWhole(s, in), len(s.bodies)
	}
	for before < len(s.ends) && s.ends[before] <= from {
		before++
	}
	for after < len(s.ends) && (after == 0 && to > 0 || after > 0 && s.ends[after-1] < to) {
		after++
	}
	if !s.packed && after > 0 && s.ends[after-1] == to {
		after++ // its line feed is gone, so the next line is part of this one
	}
	return before, after
}

// countWhole counts the complete records at the start of a crawl.
func countWhole(s *sample, start string) (n int) {
	mark := `"}` + "\n"
	if strings.Contains(s.name, "warc") {
		mark = "\r\n\r\nWARC/1.0"
	}
	for n < len(s.bodies) && strings.Contains(start, s.bodies[n]+mark) {
		n++
	}
	return n
}

// TestDamage damages a thousand crawls. All records that the damage did not touch are returned, and
// damage is reported for those that are not.
func TestDamage(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	all := samples(t, rng)
	lost, reported := 0, 0
	for round := range 1000 {
		s := all[round%len(all)]
		bad, what, from, to := harm(rng, bytes.Clone(s.data))
		before, after := s.safe(t, from, to)
		out, counts := readAll(t, s.name, bytes.NewReader(bad), Options{})
		seen := map[string]bool{}
		for _, g := range out {
			seen[g.body] = true
		}
		missing, changed := 0, len(seen)
		for n, body := range s.bodies {
			switch {
			case seen[body]:
				changed--
			case n < before || n >= after:
				t.Errorf("round %d: %s, %s at %d to %d: record %d is lost (limits %d and %d), %+v",
					round, s.name, what, from, to, n, before, after, counts)
			default:
				missing++
			}
		}
		boundary := what == "cut" && cutsBetween(&s, from)
		if lost += missing; missing > 0 && counts.Damaged > 0 {
			reported++
		}
		// Plain lines have no checksum, so a damaged one may be returned. In plain archives only
		// pages have one: damage to a header may make its record no longer a page.
		silent := changed > 0 && !s.warc || counts.Ignored > 0
		if missing > 0 && counts.Damaged == 0 && !boundary && (s.packed || !silent) {
			t.Errorf("round %d: %s, %s at %d to %d: %d records are lost and nothing is reported",
				round, s.name, what, from, to, missing)
		}
	}
	t.Logf("%d records lost, reported in %d files", lost, reported)
}

// cutsBetween reports whether a file cut there is whole, only shorter.
func cutsBetween(s *sample, at int) bool {
	for _, end := range append([]int{0}, s.ends...) {
		slack := 0
		if !s.packed {
			slack = len("\r\n\r\n") // the end of a line, or of a record
		}
		if at <= end && end <= at+slack {
			return true
		}
	}
	return false
}

// TestBombs puts data that unpacks to far too much between good records.
func TestBombs(t *testing.T) {
	const limit = 1 << 20
	zeros := make([]byte, 40<<20)
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n"
	for _, how := range []string{".gz", ".zst"} {
		for coding, as := range map[string]string{
			"gzip": "gzip", "br": "br", "deflate": "deflate", "zstd": "zstd", "raw": "deflate",
		} {
			body := fmt.Sprintf(head, as) + string(pack(t, coding, zeros))
			bomb := warcRecord("response", httpType, body)
			data := string(pack(t, how, []byte(stored(1, "<p>one")))) +
				string(pack(t, how, []byte(bomb))) +
				string(pack(t, how, []byte(stored(2, "<p>two"))))
			all, _ := readAll(t, "x.warc"+how, strings.NewReader(data), Options{MaxBytes: limit})
			check(t, coding+how, all, []string{
				"html urn:uuid:1 https://example.org/1 <p>one", "damage",
				"html urn:uuid:2 https://example.org/2 <p>two",
			})
		}
		line := func(s string) string { return string(pack(t, how, []byte(s+"\n"))) }
		data := line(`{"html":"one"}`) + line(`{"html":"`+string(zeros)+`"}`) +
			line(`{"html":"two"}`)
		all, _ := readAll(t, "x.jsonl"+how, strings.NewReader(data), Options{MaxBytes: limit})
		check(t, "lines"+how, all, []string{"html   one", "damage", "html   two"})
		bomb := strings.NewReader(line(string(zeros)))
		all, _ = readAll(t, "x.html"+how, bomb, Options{MaxBytes: limit})
		check(t, "page"+how, all, []string{"damage"})
	}
}

// prefix returns what the start of a packed file unpacks to.
func prefix(t *testing.T, name string, start []byte) string {
	var in io.Reader
	var err error
	if strings.HasSuffix(name, ".gz") {
		in, err = gzip.NewReader(bytes.NewReader(start))
	} else {
		in, err = zstd.NewReader(bytes.NewReader(start), zstd.WithDecoderConcurrency(1))
	}
	if err != nil {
		return ""
	}
	out, _ := io.ReadAll(in) // the error says that it is cut
	return string(out)
}

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"klartext/corpus/batch"
)

// writeSummary writes a summary of a run of batch for people.
func writeSummary(w io.Writer, s *batch.Stats) {
	c := &s.Counts
	line := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%-*s %s\n", nameWidth, name, wrapped(fmt.Sprintf(format, args...)))
	}
	line("inputs", "%d of %d complete", s.Done, s.Inputs)
	line("pages", "%s written of %s read%s", grouped(c.Pages), grouped(c.Records), leftOut(c))
	if c.Damaged > 0 {
		line("damaged", "%s: %s", several(c.Damaged, "record"), ranked(c.Damage, 8))
	}
	if c.Ignored > 0 {
		line("ignored", "%s without a page", several(c.Ignored, "record"))
	}
	line("read", "%s, unpacked %s, pages %s", size(c.Packed), size(c.Unpacked), size(c.Bytes))
	line("written", "%s in %s, not packed %s", size(c.PartBytes), several(c.Parts, "part"),
		size(c.TextBytes))
	if c.Pages > 0 {
		line("languages", "%s", ranked(c.Languages, 12))
		line("labels", "%s", ranked(c.Labels, 40))
		line("comments", "%s on %s", grouped(c.Comments), several(c.Threads, "page"))
	}
	if c.Repeated > 0 {
		line("repeated", "%s dropped, repeated by hosts", several(c.Repeated, "block"))
	}
	seconds := max(s.Seconds, 1e-3)
	line("time", "%.1f s with %s: %s/s of pages, %.0f pages/s",
		s.Seconds, several(int64(s.Workers), "worker"),
		size(int64(float64(s.Read)/seconds)), float64(s.Cleaned)/seconds)
	if shares := shares(&s.Busy); shares != "" {
		line("busy", "%s", shares)
	}
	if s.FalseRate > maxFalseRate {
		line("warning", "%.1f %% of blocks on only one page were taken for repeated ones: "+
			"clean smaller shards", 100*s.FalseRate)
	}
	if s.PeakBytes > 0 {
		line("memory", "%s at most", size(s.PeakBytes))
	}
}

const (
	nameWidth = 10
	textWidth = 100 // longer lines are wrapped
)

// wrapped breaks a list into lines with the indentation of the first one.
func wrapped(list string) string {
	var b strings.Builder
	at := 0
	for i, item := range strings.SplitAfter(list, ", ") {
		if i > 0 && at+len(item) > textWidth {
			b.WriteString("\n" + strings.Repeat(" ", nameWidth+1))
			at = 0
		}
		b.WriteString(item)
		at += len(item)
	}
	return strings.ReplaceAll(b.String(), ", \n", ",\n")
}

// several returns a number with its noun, such as "3 pages".
func several(n int64, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return grouped(n) + " " + thing
}

// maxFalseRate is the rate from which on counts for --dedup lines are no longer as good as exact,
// and a warning is shown.
const maxFalseRate = 0.01

// leftOut says why some of the pages read were not written.
func leftOut(c *batch.Counts) string {
	var s string
	for _, r := range []struct {
		n   int64
		why string
	}{
		{c.Unwanted, "in other languages"}, {c.Duplicates, "duplicates"},
		{c.Truncated, "cut at --max-blocks"},
	} {
		if r.n > 0 {
			s += ", " + grouped(r.n) + " " + r.why
		}
	}
	return s
}

// shares returns the share of each stage in the processor time.
func shares(b *batch.Busy) string {
	sum, rest := b.Sum(), 0.0
	if b.Clock == "cpu" && b.Process > sum {
		sum, rest = b.Process, b.Process-sum
	}
	if sum <= 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		name    string
		seconds float64
	}{
		{"reading and unpacking", b.Reading}, {"counting", b.Counting}, {"engine", b.Engine},
		{"encoding", b.Encoding}, {"packing and writing", b.Writing},
		{"garbage collection and the rest", rest},
	} {
		if p.seconds > 0 {
			parts = append(parts, fmt.Sprintf("%s %.1f %%", p.name, 100*p.seconds/sum))
		}
	}
	return strings.Join(parts, ", ")
}

// ranked lists counts, highest first.
func ranked(counts map[string]int64, most int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var parts []string
	for i, name := range names {
		if i == most {
			parts = append(parts, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		parts = append(parts, grouped(counts[name])+" "+name)
	}
	return strings.Join(parts, ", ")
}

// grouped formats a number with a comma between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size formats a number of bytes.
func size(n int64) string {
	v, unit := float64(n), 0
	for v >= 1000 && unit < 4 {
		v, unit = v/1000, unit+1
	}
	if unit == 0 || v >= 100 {
		return fmt.Sprintf("%.0f %s", v, units[unit])
	}
	return fmt.Sprintf("%.1f %s", v, units[unit])
}

var units = [...]string{"B", "KB", "MB", "GB", "TB"}

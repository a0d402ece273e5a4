package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/perf/benchunit"
)

// quality are the units of how right the answers are, as shares of one.
var quality = []string{"F1", "commentF1", "precision", "recall"}

// timed tells that a unit depends on the machine and has noise.
func timed(unit string) bool {
	return strings.Contains(unit, "sec") || strings.HasSuffix(unit, "/s") || strings.HasSuffix(unit, "-ms")
}

// better returns +1 when more of a unit is better, -1 when less is, and 0 when nobody knows.
func better(unit string, declared int) int {
	switch {
	case declared != 0:
		return declared
	case slices.Contains(quality, unit), strings.HasSuffix(unit, "/s"):
		return 1
	case strings.HasSuffix(unit, "sec/op"), strings.HasSuffix(unit, "allocs/op"), bytesUnit(unit), strings.HasPrefix(unit, "fail"), strings.HasPrefix(unit, "false-"):
		return -1
	}
	return 0
}

// bytesUnit tells that a unit is an amount of memory.
func bytesUnit(unit string) bool {
	return unit == "B" || unit == "B/op" || strings.HasSuffix(unit, "-B") || strings.HasSuffix(unit, "-B/op") || strings.HasSuffix(unit, "bytes")
}

// rank orders units: speed, memory, quality, others.
func rank(unit string) int {
	order := append([]string{"B/s", "sec/op", "allocs/op", "B/op"}, quality...)
	if i := slices.Index(order, unit); i >= 0 {
		return i
	}
	return len(order)
}

// title names a unit for people.
func title(unit string) string {
	names := map[string]string{"B/s": "speed", "sec/op": "time per operation", "allocs/op": "allocations per operation", "B/op": "bytes allocated per operation",
		"held-B": "memory held", "held-B/B": "memory held per byte", "peak-B": "peak memory", "F1": "F1 of the main text", "commentF1": "F1 of comments"}
	if n, ok := names[unit]; ok {
		return n
	}
	return unit
}

// format writes a value with its unit. Rates are of a million bytes, as go test has them; amounts of bytes are binary.
func format(v float64, unit string) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case slices.Contains(quality, unit):
		return fmt.Sprintf("%.4f", v)
	case unit == "B/s":
		return short(v, benchunit.Decimal) + "B/s"
	case unit == "sec/op":
		return short(v, benchunit.Decimal) + "s"
	case bytesUnit(unit):
		return short(v, benchunit.Binary) + "B"
	case v == math.Trunc(v) && math.Abs(v) < 1e4:
		return fmt.Sprintf("%.0f", v)
	case math.Abs(v) < 1:
		return fmt.Sprintf("%.3g", v)
	}
	return strings.TrimRight(short(v, benchunit.Decimal), "\u202f")
}

// short has three digits and a thin space before the prefix.
func short(v float64, class benchunit.Class) string {
	if v == 0 {
		return "0\u202f"
	}
	s := benchunit.CommonScale([]float64{v}, class)
	s.Prec = max(s.Prec-1, 0) // benchunit gives four
	s.Prefix = "\u202f" + s.Prefix
	return s.Format(v)
}

// change is how a value differs from the one before.
type change struct {
	Text string
	Good int // +1 better, -1 worse, 0 neither or noise
}

// difference compares two values. A time differs when the ranges do not overlap and it is more than 5 %, which shared machines vary by;
// memory that is held does when it is more than 5 %, for slices grow by steps; all else is counted and differs when it is not the same.
func difference(old, now Value, unit string, way int) change {
	if old.Mid == now.Mid {
		return change{}
	}
	var c change
	switch d := now.Mid - old.Mid; {
	case slices.Contains(quality, unit):
		c.Text = fmt.Sprintf("%+.4f", d)
	case old.Mid == 0:
		c.Text = "+" + format(d, unit)
	default:
		c.Text = fmt.Sprintf("%+.1f\u202f%%", 100*d/old.Mid)
	}
	c.Text = strings.Replace(c.Text, "-", "−", 1)
	if timed(unit) && (old.Lo <= now.Hi && now.Lo <= old.Hi || math.Abs(now.Mid-old.Mid) <= 0.05*old.Mid) {
		return c
	}
	if strings.HasSuffix(unit, "-B") && math.Abs(now.Mid-old.Mid) <= 0.05*old.Mid {
		return c
	}
	if c.Good = way; now.Mid < old.Mid {
		c.Good = -way
	}
	return c
}

package when

import "testing"

func TestAllocs(t *testing.T) {
	text := []byte("Mittwoch, 13. September 2023 | 15:11 Uhr, vor 8 Stunden, gestern um 21:03, " +
		"M&auml;rz 2025, 10:30 PM · Apr 5, 2020, 5m, Maybe 2020")
	times := Append(nil, text)
	dst := make([]byte, 0, 64)
	ref := FromUnix(1694617860)
	iso := []byte("2023-09-13T15:11:02.5+02:00")
	line := []byte(" | posted on Peter (Gast), am ")
	for _, c := range []struct {
		name, why string
		call      func()
	}{
		{"Next", "it is called on every line of a page", func() { Next(text, 3) }},
		{"Append", "dst is reused", func() { times = Append(times[:0], text) }},
		{"AppendISO", "dst is reused", func() { dst = times[0].AppendISO(dst[:0]) }},
		{"ParseISO", "it reads attributes of a page by the hundred", func() { ParseISO(iso) }},
		{"Resolve", "each comment's time is resolved", func() {
			for _, x := range times {
				x.Resolve(ref)
			}
		}},
		{"Unix", "it compares times", func() { times[0].Unix() }},
		{"FromUnix", "it reads attributes", func() { FromUnix(1694617860) }},
		{"Filler", "it is called around every time", func() { Filler(line) }},
	} {
		if n := testing.AllocsPerRun(100, c.call); n != 0 {
			t.Errorf("%s allocates %v times, must not: %s", c.name, n, c.why)
		}
	}
}

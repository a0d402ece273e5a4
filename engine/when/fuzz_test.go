package when

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

// naiveNext is Next without its filters: it looks up every word and tries, at every number,
// everything that can begin with one.
func naiveNext(b []byte, from int) (Time, bool) {
	for i := from; i < len(b); {
		var t Time
		size := 1
		switch class256[b[i]] {
		case digit:
			if _, run := number(b, i); run <= 8 && startsNumber(b, from, i) {
				w := b[:min(len(b), i+reach)]
				t = longer(longer(dated(w, i), clocked(w, i)), aged(w, i, len(b)))
				if t.Kind != None {
					t = t.outsidePaths(b, from)
				}
			}
			size = skipDigits(b, i) - i
		case letter:
			t = atWord(b, from, i)
			size = skipWord(b, i) - i
		case symbol:
			_, size = utf8.DecodeRune(b[i:])
		}
		if t.Kind != None {
			return t, true
		}
		i += size
	}
	return Time{}, false
}

// refs are the reference times that the fuzz target resolves against.
var refs = func() (refs []Time) {
	for _, s := range []string{
		"2023-09-13T15:11:30+02:00", "2024-02-29T00:00", "2020-01-01T05", "2021-01-03", "2023-W01",
		"2023-09", "0003",
	} {
		ref, _ := ParseISO([]byte(s))
		refs = append(refs, ref)
	}
	return refs
}()

func FuzzNext(f *testing.F) {
	for _, c := range nextCases {
		f.Add([]byte(c.text))
	}
	for _, s := range noTimes {
		f.Add([]byte(s))
	}
	var all bytes.Buffer
	for i := range table {
		all.WriteString("1 " + table[i].words + " 2")
		f.Add(bytes.Clone(all.Bytes()))
		all.Reset()
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		from := 0
		for _, x := range Append(nil, b) {
			if x.Start < from || x.End <= x.Start || x.End > len(b) {
				t.Fatalf("%q: range %d to %d after %d", b, x.Start, x.End, from)
			}
			if twin, ok := naiveNext(b, from); !ok || twin != x {
				t.Fatalf("%q from %d: %q %+v, naive %+v", b, from, b[x.Start:x.End], x, twin)
			}
			checkFields(t, b, x)
			from = x.End
		}
		if twin, ok := naiveNext(b, from); ok {
			t.Fatalf("%q from %d: nothing, naive %q %+v", b, from, b[twin.Start:twin.End], twin)
		}
		if n := Filler(b); n < 0 || n > len(b) || Filler(b[n:]) != 0 {
			t.Fatalf("Filler(%q) = %d", b, n)
		}
		if x, ok := ParseISO(b); ok {
			roundTrip(t, x)
		}
	})
}

// checkFields checks what the documentation of Time promises.
func checkFields(t *testing.T, b []byte, x Time) {
	t.Helper()
	text := b[x.Start:x.End]
	dated := x.Kind == Absolute || x.Kind == Yearless
	switch {
	case x.Kind == None, x.Precision == Unknown,
		x.Kind == Absolute && x.Precision >= Day &&
			!validDate(int(x.Year), int(x.Month), int(x.Day)),
		x.Kind == Absolute && (x.Precision < Month || x.Precision == Week ||
			(x.Precision >= Day) != (x.Day > 0)),
		x.Kind == Yearless && (x.Year != 0 || !validDate(0, int(x.Month), int(x.Day))),
		!dated && (x.Year != 0 || x.Month != 0 || x.Day != 0),
		x.Kind == Age && (x.AgeSeconds < 0 || x.Hour != -1),
		x.Kind != Age && (x.AgeSeconds != 0 || x.AgeMonths != 0 || x.Marked),
		x.Kind == Clock && x.Precision < Hour,
		x.Kind == DayOffset && (x.DayOffset > 0 || x.DayOffset < -2 || x.Precision < Day),
		x.HasClock() != (x.Hour >= 0),
		x.HasClock() && !validClock(int(x.Hour), max(0, int(x.Minute)), max(0, int(x.Second))),
		(x.Kind != Age && x.Precision >= Minute) != (x.Minute >= 0),
		(x.Kind != Age && x.Precision >= Second) != (x.Second >= 0),
		x.HasZone && !x.HasClock():
		t.Fatalf("%q: %+v", text, x)
	}
	roundTrip(t, x)
	for _, ref := range refs {
		r, ok := x.Resolve(ref)
		if !ok {
			continue
		}
		if r.Kind != Absolute || r.Precision > x.Precision || r.Start != x.Start || r.End != x.End {
			t.Fatalf("%q at %s: %+v", text, ref.AppendISO(nil), r)
		}
		_, end := ref.span()
		if start, _ := r.span(); x.Kind == Age && start > end {
			t.Fatalf("%q at %s is later: %s", text, ref.AppendISO(nil), r.AppendISO(nil))
		}
		roundTrip(t, r)
	}
}

// roundTrip writes an Absolute and reads it back.
func roundTrip(t *testing.T, x Time) {
	t.Helper()
	iso := x.AppendISO(nil)
	if x.Kind != Absolute {
		if len(iso) > 0 {
			t.Fatalf("%v appends %q", x.Kind, iso)
		}
		return
	}
	back, ok := ParseISO(iso)
	if !ok || string(back.AppendISO(nil)) != string(iso) || back.Precision != x.Precision {
		t.Fatalf("%+v appends %q, which is %+v", x, iso, back)
	}
	u, _ := x.Unix()
	if v, _ := back.Unix(); u != v && x.Precision != Week {
		t.Fatalf("%+v is at %d, %q at %d", x, u, iso, v)
	}
}

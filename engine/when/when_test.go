package when

import (
	"bytes"
	"strings"
	"testing"
	"unsafe"
)

func TestNext(t *testing.T) {
	for _, c := range nextCases {
		if got := show(c.text, Append(nil, []byte(c.text))); got != c.want {
			t.Errorf("%q:\n\tgot  %s\n\twant %s", c.text, got, c.want)
		}
	}
}

func TestNoTimes(t *testing.T) {
	for _, text := range noTimes {
		none(t, text)
	}
}

// openEnded are texts that mean less when a word follows.
var openEnded = map[string]bool{
	"15.09.2022 um 0.37": true, "12 maggio 2020 alle ore 9.15": true, // prices
	"13. Sep 23": true, "gestern um 16 Uhr 30": true, "um 9 Uhr 15": true, // counts
}

// TestSurroundings puts every text between neighbours that must not change the result.
func TestSurroundings(t *testing.T) {
	for _, around := range [][2]string{
		{"Text. ", " text"}, {"\n\t", "\n"}, {"(", ")"}, {"„", "“"}, {"| ", " |"}, {"<b>", "</b>"},
		{"— ", " — x"},
	} {
		for _, c := range nextCases {
			times := Append(nil, []byte(c.text))
			if len(times) > 0 && times[0].Kind == Age && !times[0].Marked {
				continue // an age may need a line of its own, or end before a word
			}
			if around[1] == " text" && openEnded[c.text] {
				continue
			}
			s := around[0] + c.text + around[1]
			got := show(s, Append(nil, []byte(s)))
			if weakNow(c.text) {
				got = strings.ReplaceAll(got, "age 0m]", "age 0m!]")
			}
			if got != c.want {
				t.Errorf("%q:\n\tgot  %s\n\twant %s", s, got, c.want)
			}
		}
	}
}

func weakNow(text string) bool {
	m, end := lex([]byte(text), 0)
	return m.is(present) && m.weakNow && end == len(text)
}

// TestAppendIsNext checks that Append returns what repeated calls of Next do, and that neither
// changes the input.
func TestAppendIsNext(t *testing.T) {
	var all bytes.Buffer
	for _, c := range nextCases {
		all.WriteString(c.text + " ;\n")
	}
	b := all.Bytes()
	before := bytes.Clone(b)
	times := Append(nil, b)
	from := 0
	for i, want := range times {
		got, ok := Next(b, from)
		if !ok || got != want {
			t.Fatalf("time %d: Next gives %v, Append %v", i, got, want)
		}
		from = got.End
	}
	if _, ok := Next(b, from); ok {
		t.Error("Next finds more than Append")
	}
	if !bytes.Equal(b, before) {
		t.Error("the input was changed")
	}
}

func TestNextFrom(t *testing.T) {
	b := []byte("21:00 22:00")
	for _, c := range []struct{ from, start int }{{-1, 0}, {0, 0}, {5, 6}, {6, 6}} {
		if got, ok := Next(b, c.from); !ok || got.Start != c.start {
			t.Errorf("Next(%q, %d) starts at %d, %v", b, c.from, got.Start, ok)
		}
	}
	for _, from := range []int{11, 12, 1 << 30} {
		if got, ok := Next(b, from); ok {
			t.Errorf("Next(%q, %d) = %v", b, from, got)
		}
	}
}

// TestLongLines reads lines on which every byte could begin something. With a quadratic scan it
// would not finish in time.
func TestLongLines(t *testing.T) {
	for _, s := range []string{
		"0", "1.", "1:", "1 ", "1-", "1/", "13.09.", "21:00:", "a ", "aB", "vor ", "vor einem ",
		"Mai ", "Mai 1", "mar. ", "1 Mai ", "1h", "1h ",
		"heute, ", "&nbsp;", "&", " ", "\xc2", "\xe2\x80\x93", "\xcc\x88", "ä", "//", "(", "un'",
		"Montag, den ", "12:00 on ", "2019-",
	} {
		b := bytes.Repeat([]byte(s), (1<<20)/len(s))
		for from := 0; ; {
			x, ok := Next(b, from)
			if !ok {
				break
			}
			from = x.End
		}
		Filler(b)
	}
}

func TestTimeMethods(t *testing.T) {
	x, _ := Next([]byte("am 13.09.2023 11:44"), 0)
	if x.Len() != 16 || !x.HasClock() {
		t.Errorf("Len = %d, HasClock = %v", x.Len(), x.HasClock())
	}
	for _, s := range []string{"13.09.2023", "3 h ago", "gestern", "x"} {
		if x, _ := Next([]byte(s), 0); x.HasClock() {
			t.Errorf("%q: HasClock", s)
		}
	}
	s := Absolute.String() + " " + Second.String() + " " + Kind(99).String() + " " +
		Precision(99).String()
	if s != "Absolute Second Kind(?) Precision(?)" {
		t.Error(s)
	}
	if size := unsafe.Sizeof(x); size > 64 {
		t.Errorf("a Time has %d bytes", size)
	}
}

func TestFiller(t *testing.T) {
	for _, c := range []struct{ in, rest string }{
		{"", ""},
		{" \t", ""},
		{"am ", ""},
		{"am Peter", "Peter"},
		{"(Peter)", "Peter)"},
		{"(am) Peter", "Peter"},
		{"— verfasst von Peter —", "von Peter —"},
		{"«&nbsp;Peter&nbsp;»", "Peter&nbsp;»"},
		{"Posted on: ", ""},
		{"Stand: 13.09.2023", "13.09.2023"},
		{"&raquo; Andr&eacute;", "Andr&eacute;"},
		{"@Anna, ", "Anna, "},
		{"Amelie", "Amelie"},
		{"am3", "am3"},
		{"#13 on: ", "#13 on: "},
		{"à Émile", "Émile"},
		{" \xff Peter", "\xff Peter"},
	} {
		if got := c.in[Filler([]byte(c.in)):]; got != c.rest {
			t.Errorf("%q: %q is left, want %q", c.in, got, c.rest)
		}
	}
}

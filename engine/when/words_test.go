package when

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// wordCases has, for each class, an expression around one of its words that can be read correctly
// only if the word is known. The words come from the table.
var wordCases = map[class]func(t *testing.T, r *row, word string){
	month: func(t *testing.T, r *row, word string) {
		got := whole(t, "3 "+word+" 2019")
		check(t, got.Kind == Absolute && got.Year == 2019 && got.Month == int8(r.value) &&
			got.Day == 3, got)
	},
	weekday: func(t *testing.T, r *row, word string) {
		got := whole(t, fmt.Sprintf("%s, %d. Mai 2020", word, 3+r.value)) // 4 May 2020 was a Monday
		check(t, got.Kind == Absolute && got.Weekday == int8(r.value) && got.Precision == Day, got)
	},
	unit: func(t *testing.T, r *row, word string) {
		for _, format := range markers(r.lang) {
			got := whole(t, fmt.Sprintf(format, "2 "+word))
			p := Precision(r.value)
			check(t, got.Kind == Age && got.Marked && got.Precision == p &&
				got.AgeSeconds == 2*unitSeconds[p], got)
		}
	},
	count: func(t *testing.T, r *row, word string) {
		if r.value == few {
			got := whole(t, "vor "+word+" Sekunden")
			check(t, got.Kind == Age && got.Marked && got.AgeSeconds == 0 &&
				got.Precision == Minute, got)
			return
		}
		got := whole(t, strings.TrimSuffix("vor "+word+" ", "' ")+
			strings.Repeat("'", strings.Count(word, "'"))+"Stunden")
		check(t, got.Kind == Age && got.Marked && got.AgeSeconds == int64(r.value)*secHour, got)
	},
	dayname: func(t *testing.T, r *row, word string) {
		got := whole(t, word+", 10:15")
		check(t, got.Kind == DayOffset && got.DayOffset == int8(r.value) && got.Hour == 10 &&
			got.Minute == 15, got)
	},
	before: func(t *testing.T, r *row, word string) {
		got := whole(t, word+" 3 h")
		check(t, got.Kind == Age && got.Marked && got.AgeSeconds == 3*secHour, got)
	},
	after: func(t *testing.T, r *row, word string) {
		got := whole(t, "3 h "+word)
		check(t, got.Kind == Age && got.Marked && got.AgeSeconds == 3*secHour, got)
	},
	present: func(t *testing.T, r *row, word string) {
		got := whole(t, word)
		check(t, got.Kind == Age && got.Marked && got.AgeSeconds == 0 && got.Precision == Minute,
			got)
		got, _ = Next([]byte("x "+word+" y"), 0)
		check(t, got.Kind == Age && got.Marked == (r.quirk&weak == 0), got)
	},
	about: func(t *testing.T, r *row, word string) {
		got := whole(t, "vor "+word+" 3 h")
		check(t, got.Kind == Age && got.Marked && got.AgeSeconds == 3*secHour, got)
	},
	and: func(t *testing.T, r *row, word string) {
		got := whole(t, "2 Tage "+word+" 3 h")
		check(t, got.Kind == Age && got.AgeSeconds == 2*secDay+3*secHour, got)
	},
	link: func(t *testing.T, r *row, word string) {
		got := whole(t, "13.09.2023 "+word+" 10:15")
		check(t, got.Kind == Absolute && got.Hour == 10 && got.Minute == 15, got)
	},
	on: func(t *testing.T, r *row, word string) {
		got := whole(t, "10:15 "+word+" 13.09.2023")
		check(t, got.Kind == Absolute && got.Day == 13 && got.Hour == 10, got)
	},
	of: func(t *testing.T, r *row, word string) {
		got := whole(t, "3 "+word+" Mai "+word+" 2019")
		check(t, got.Kind == Absolute && got.Day == 3 && got.Month == 5, got)
	},
	ordinal: func(t *testing.T, r *row, word string) {
		got := whole(t, "3"+word+" Mai 2019")
		check(t, got.Kind == Absolute && got.Day == 3 && got.Month == 5, got)
	},
	oclock: func(t *testing.T, r *row, word string) {
		got := whole(t, "13.09.2023 10:15 "+word)
		check(t, got.Kind == Absolute && got.Hour == 10 && got.Minute == 15, got)
	},
	half: func(t *testing.T, r *row, word string) {
		got := whole(t, "3:15 "+word)
		check(t, got.Kind == Clock && got.Hour == int8(3+r.value) && got.Minute == 15, got)
		got = whole(t, "12:15"+word)
		check(t, got.Hour == int8(r.value), got)
	},
	noon: func(t *testing.T, r *row, word string) {
		got := whole(t, "gestern um "+word)
		check(t, got.Kind == DayOffset && got.Hour == int8(r.value) && got.Precision == Hour, got)
	},
	zone: func(t *testing.T, r *row, word string) {
		for _, format := range []string{"10:15 %s", "10:15 (%s)"} {
			got := whole(t, fmt.Sprintf(format, strings.ToUpper(word)))
			check(t, got.Kind == Clock && got.HasZone && got.Zone == r.value, got)
		}
	},
	filler: func(t *testing.T, r *row, word string) {
		for _, format := range []string{"%s: x1", "| %s x1", "(%s) x1"} {
			s := fmt.Sprintf(format, word)
			if got := s[Filler([]byte(s)):]; got != "x1" {
				t.Errorf("%q: %q is left, want x1", s, got)
			}
		}
	},
	book: func(t *testing.T, r *row, word string) {
		none(t, word+" 3:16")
		if r.quirk&weak != 0 { // the book is also a given name
			got, ok := Next([]byte(word+" 13:16"), 0)
			check(t, ok && got.Kind == Clock, got)
		} else {
			none(t, word+" 13:16")
		}
	},
	notdate: func(t *testing.T, r *row, word string) { none(t, word+" 10.12.20") },
	forward: func(t *testing.T, r *row, word string) { none(t, word+" 3 Tagen") },
	old:     func(t *testing.T, r *row, word string) { none(t, "3 Jahre "+word) },
}

// markers returns the ways in which the languages turn a distance into an age.
func markers(lang language) (formats []string) {
	for _, m := range []struct {
		lang   language
		format string
	}{
		{de, "vor %s"}, {en, "%s ago"}, {fr, "il y a %s"}, {it, "%s fa"},
		{es, "hace %s"}, {nl, "%s geleden"}, {pl, "%s temu"}, {pt, "há %s"},
		{ru, "%s назад"}, {uk, "%s тому"}, {cs, "před %s"}, {sv, "%s sedan"}, {da, "%s siden"},
		{tr, "%s önce"}, {he, "לפני %s"},
	} {
		if lang&m.lang != 0 {
			formats = append(formats, m.format)
		}
	}
	return formats
}

func TestWords(t *testing.T) {
	seen := map[class]bool{}
	for i := range table {
		r := &table[i]
		seen[r.class] = true
		try := wordCases[r.class]
		if try == nil {
			t.Fatalf("no case for class %b of %q", r.class, r.words)
		}
		for _, word := range strings.Split(r.words, ", ") {
			for _, form := range []string{word, strings.ToUpper(word), title(word), apart(word)} {
				if r.class == unit && len(word) == 1 && form != word ||
					r.class == ordinal && form != word {
					continue // one capital letter is not a unit: "3D"
				}
				t.Run(form, func(t *testing.T) { try(t, r, form) })
			}
		}
	}
	for c := range wordCases {
		if !seen[c] {
			t.Errorf("class %b has no row", c)
		}
	}
}

// TestTable checks the form of the table.
func TestTable(t *testing.T) {
	type key struct {
		word  string
		class class
	}
	seen := map[key]bool{}
	single := map[string]bool{}
	for i := range table {
		r := &table[i]
		for _, word := range strings.Split(r.words, ", ") {
			k := key{word, r.class}
			if seen[k] {
				t.Errorf("%q occurs twice in class %b", word, r.class)
			}
			seen[k] = true
			if word != strings.ToLower(word) || word != strings.TrimSpace(word) || word == "" {
				t.Errorf("%q is not in its plain form", word)
			}
			if r.lang == 0 {
				t.Errorf("%q has no language", word)
			}
			if head, _, phrase := strings.Cut(word, " "); len(head) > maxWord {
				t.Errorf("%q is longer than %d bytes", head, maxWord)
			} else if !phrase {
				single[word] = true
			}
			if r.class&opening != 0 && !mayOpen([]byte(word), 0) {
				t.Errorf("mayOpen rejects %q", word)
			}
		}
	}
	if len(single) > slots/2 || words.phraseCount >= maxPhrases-1 {
		t.Errorf("the lexicon is too small: %d words, %d phrases", len(single), words.phraseCount)
	}
	t.Logf("%d spellings, %d phrases", len(seen), words.phraseCount)
}

// TestLexTwin compares the hash table with a search through the rows.
func TestLexTwin(t *testing.T) {
	for i := range table {
		for _, word := range strings.Split(table[i].words, ", ") {
			var want class
			for j := range table {
				for _, other := range strings.Split(table[j].words, ", ") {
					if other == word {
						want |= table[j].class
					}
				}
			}
			if m, end := lex([]byte(word+" "), 0); m.class != want || end != len(word) {
				t.Errorf("lex(%q) = %b, %d, want %b, %d", word, m.class, end, want, len(word))
			}
		}
	}
}

// whole returns the one time in s, which must be all of s.
func whole(t *testing.T, s string) Time {
	t.Helper()
	got := Append(nil, []byte(s))
	if len(got) != 1 || got[0].Start != 0 || got[0].End != len(s) {
		t.Errorf("%q: got %s", s, show(s, got))
		return Time{}
	}
	return got[0]
}

func none(t *testing.T, s string) {
	t.Helper()
	if got := Append(nil, []byte(s)); len(got) > 0 {
		t.Errorf("%q: got %s, want none", s, show(s, got))
	}
}

func check(t *testing.T, ok bool, got Time) {
	t.Helper()
	if !ok {
		t.Errorf("got %+v", got)
	}
}

func title(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

// apart writes accents as combining marks.
func apart(s string) string {
	var b strings.Builder
	for _, r := range s {
		if base, mark := decompose(r); base != 0 {
			b.Write([]byte{base, 0xCC, mark})
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// show formats times for messages and for the rows of TestNext.
func show(s string, times []Time) string {
	var b strings.Builder
	for _, x := range times {
		fmt.Fprintf(&b, "[%s: %s] ", s[x.Start:x.End], render(x))
	}
	return strings.TrimSpace(b.String())
}

// decompose is the inverse of compose.
func decompose(r rune) (base, mark byte) {
	for k := range accented {
		if accented[k] == r {
			return accents[k].base, accents[k].mark
		}
	}
	return 0, 0
}

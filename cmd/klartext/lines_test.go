package main

import (
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLineReader(t *testing.T) {
	long := strings.Repeat("x", 3<<20) // more than the buffer holds
	tests := []struct {
		in    string
		limit int
		want  []string
	}{
		{"", 10, nil},
		{"a", 10, []string{"a"}},
		{"a\n\nb\n", 10, []string{"a", "", "b"}},
		{"1234567890\n12345678901\nz", 10, []string{"1234567890", "too long", "z"}},
		{"a\n12345678901", 10, []string{"a", "too long"}},
		{"a\n" + long + "\nb", 4 << 20, []string{"a", long, "b"}},
		{"a\n" + long + "\nb", 2 << 20, []string{"a", "too long", "b"}},
		{long, 2 << 20, []string{"too long"}},
	}
	for _, tt := range tests {
		for name, r := range map[string]io.Reader{
			"whole":  strings.NewReader(tt.in),
			"halves": iotest.HalfReader(strings.NewReader(tt.in)),
		} {
			var l lineReader
			l.reset(r, tt.limit)
			if got := readLines(&l); !slices.Equal(got, tt.want) {
				t.Errorf("%.20q, limit %d, %s: got %.40q, want %.40q", tt.in, tt.limit,
					name, got, tt.want)
			}
		}
	}
}

func readLines(l *lineReader) (lines []string) {
	for {
		line, err := l.next()
		switch err {
		case nil:
			lines = append(lines, string(line))
		case errLineTooLong:
			lines = append(lines, "too long")
		default:
			return lines
		}
	}
}

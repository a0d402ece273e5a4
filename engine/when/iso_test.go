package when

import (
	"fmt"
	"testing"
	"time"
)

func TestParseISO(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2023", "2023"},
		{"2023-09", "2023-09"},
		{"2023-W37", "2023-W37"},
		{"2023-W37-3", "2023-09-13"},
		{"2020-W53-7", "2021-01-03"},
		{"2023-09-13", "2023-09-13"},
		{"20230913", "2023-09-13"},
		{"2023-09-13T15", "2023-09-13T15"},
		{"2023-09-13T15Z", "2023-09-13T15Z"},
		{"2023-09-13T15:11", "2023-09-13T15:11"},
		{"2023-09-13t15:11z", "2023-09-13T15:11Z"},
		{"2023-09-13 15:11", "2023-09-13T15:11"},
		{" 2023-09-13T15:11:02\n", "2023-09-13T15:11:02"},
		{"2023-09-13T15:11:02.123456789Z", "2023-09-13T15:11:02Z"},
		{"2023-09-13T15:11:02,5+02:00", "2023-09-13T15:11:02+02:00"},
		{"2023-09-13T15:11:02+0530", "2023-09-13T15:11:02+05:30"},
		{"2023-09-13T15:11:02-04", "2023-09-13T15:11:02-04:00"},
		{"2023-09-13T15:11:02−04:00", "2023-09-13T15:11:02-04:00"},
		{"2014-03-28 15:35:05 +00:00", "2014-03-28T15:35:05Z"},
		{"20230913T151102Z", "2023-09-13T15:11:02Z"},
		{"20230913T1511", "2023-09-13T15:11"},
		{"0001-01-01", "0001-01-01"},
		{"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
		{"", ""},
		{" ", ""},
		{"0000-01-01", ""},
		{"2023-", ""},
		{"2023-13", ""},
		{"2023-9-3", ""},
		{"2023-02-29", ""},
		{"2023-W54", ""},
		{"2021-W53", ""},
		{"2023-W37-8", ""},
		{"2023-09-13T", ""},
		{"2023-09-13T24:00", ""},
		{"2023-09-13T15:1", ""},
		{"2023-09-13T15:11:", ""},
		{"2023-09-13T15:11:61", ""},
		{"2023-09-13T15:11 CET", ""},
		{"2023-09-13T15:11+", ""},
		{"2023-09-13T15:11+02:", ""},
		{"2023-09-13T15:11+15:00", ""},
		{"2023-09-13T15:11+02:10", ""},
		{"2023-09-13x", ""},
		{"13.09.2023", ""},
		{"20231332", ""},
	} {
		got, ok := ParseISO([]byte(c.in))
		if s := string(got.AppendISO(nil)); s != c.want || ok != (c.want != "") {
			t.Errorf("ParseISO(%q) = %q, %v, want %q", c.in, s, ok, c.want)
		}
		if !ok && got != (Time{}) {
			t.Errorf("ParseISO(%q) fails with %+v", c.in, got)
		}
	}
	got, _ := ParseISO([]byte(" 2023-09 "))
	if got.Start != 1 || got.End != 8 || got.Hour != -1 || got.Day != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestAppendISOKinds(t *testing.T) {
	for _, s := range []string{"3. Mai", "10:15", "vor 3 h", "gestern", "x"} {
		x, _ := Next([]byte(s), 0)
		if iso := x.AppendISO([]byte("-")); string(iso) != "-" {
			t.Errorf("%q appends %q", s, iso)
		}
	}
}

// TestCivil compares the calendar with that of package time.
func TestCivil(t *testing.T) {
	for days := daysOf(1, 1, 1); days <= daysOf(9999, 12, 31); days += 13 {
		want := time.Unix(days*secDay, 0).UTC()
		year, month, day := dateOf(days)
		if year != want.Year() || month != int(want.Month()) || day != want.Day() ||
			daysOf(year, month, day) != days {
			t.Fatalf("day %d is %d-%d-%d, want %v", days, year, month, day, want)
		}
		if w := weekdayOf(days) % 7; w != int(want.Weekday()) {
			t.Fatalf("%v: weekday %d", want, w)
		}
		y, w := want.ISOWeek()
		if gotYear, got := weekOf(days); gotYear != y || got != w {
			t.Fatalf("%v: week %d of %d", want, got, gotYear)
		}
		if monday, ok := mondayOf(y, w); !ok || monday > days || monday+6 < days {
			t.Fatalf("%v: its week begins on day %d, %v", want, monday, ok)
		}
		if !validDate(year, month, day) || validDate(year, month, monthDays(year, month)+1) ||
			want.AddDate(0, 0, 1).Day() == 1 != (day == monthDays(year, month)) {
			t.Fatalf("%v: length of the month", want)
		}
	}
}

func TestMinusMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-03-31", 1, "2025-02-28"},
		{"2024-03-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2023-02-28"},
		{"2024-01-15", 1, "2023-12-15"},
		{"2024-12-15", 12, "2023-12-15"},
		{"2024-12-15", 25, "2022-11-15"},
		{"2024-12-15", 0, "2024-12-15"},
	} {
		from, _ := ParseISO([]byte(c.from))
		year, month, day := dateOf(minusMonths(from.days(), c.n))
		if got := fmt.Sprintf("%04d-%02d-%02d", year, month, day); got != c.want {
			t.Errorf("%s minus %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestUnix(t *testing.T) {
	for _, sec := range []int64{0, 1, -1, 1694617860, -62135596800, 253402300799} {
		x := FromUnix(sec)
		got, ok := x.Unix()
		want := time.Unix(sec, 0).UTC().Format(time.RFC3339)
		if got != sec || !ok || string(x.AppendISO(nil)) != want {
			t.Errorf("FromUnix(%d) = %s, want %s; back %d", sec, x.AppendISO(nil), want, got)
		}
	}
	for _, sec := range []int64{-62135596801, 253402300800, 1 << 62, -1 << 62} {
		if x := FromUnix(sec); x != (Time{}) {
			t.Errorf("FromUnix(%d) = %+v", sec, x)
		}
	}
	for _, c := range []struct {
		iso string
		sec int64
	}{
		{"1970", 0}, {"1970-01", 0}, {"1970-W02", 4 * secDay}, {"1970-01-02", secDay},
		{"1970-01-01T02+02:00", 0}, {"1970-01-01T00:00-01:00", 3600},
	} {
		x, _ := ParseISO([]byte(c.iso))
		if sec, ok := x.Unix(); sec != c.sec || !ok {
			t.Errorf("%s: Unix = %d, %v", c.iso, sec, ok)
		}
	}
	x, _ := Next([]byte("gestern"), 0)
	if _, ok := x.Unix(); ok {
		t.Error("a named day has a Unix time")
	}
}

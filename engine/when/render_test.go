package when

import "fmt"

// render formats a Time compactly:
//
//	2023-09-13T15:11   Absolute, its ISO form, with "?" if Ambiguous
//	--04-24T00:42      Yearless
//	T15:11             Clock
//	age 1y2d, 7h!      Age in months and seconds, with "!" if Marked
//	day-1T21:03        DayOffset; wd7T15:05 for a weekday
//
// followed by /w3 for the weekday of a date, and by the precision if it is not obvious.
func render(t Time) (s string) {
	switch t.Kind {
	case Absolute:
		s = string(t.AppendISO(nil))
		if t.Ambiguous {
			s += "?"
		}
	case Yearless:
		s = fmt.Sprintf("--%02d-%02d", t.Month, t.Day) + renderClock(t)
	case Clock:
		s = renderClock(t)
	case DayOffset:
		s = fmt.Sprintf("day%+d", t.DayOffset)
		if t.Weekday != 0 {
			s = fmt.Sprintf("wd%d", t.Weekday)
		}
		return s + renderClock(t)
	case Age:
		return renderAge(t)
	}
	if t.Weekday != 0 {
		s += fmt.Sprintf("/w%d", t.Weekday)
	}
	return s
}

func renderClock(t Time) (s string) {
	if t.Precision >= Hour {
		s += fmt.Sprintf("T%02d", t.Hour)
	}
	if t.Precision >= Minute {
		s += fmt.Sprintf(":%02d", t.Minute)
	}
	if t.Precision >= Second {
		s += fmt.Sprintf(":%02d", t.Second)
	}
	if t.HasZone {
		s = string(appendZone([]byte(s), int(t.Zone)))
	}
	return s
}

func renderAge(t Time) (s string) {
	sec := t.AgeSeconds - int64(t.AgeMonths)*secMonth
	for _, u := range []struct {
		name string
		n    int64
		p    Precision
	}{
		{"y", int64(t.AgeMonths / 12), Year}, {"mo", int64(t.AgeMonths % 12), Month},
		{"d", sec / secDay, Day}, {"h", sec / secHour % 24, Hour},
		{"m", sec / secMinute % 60, Minute}, {"s", sec % 60, Second},
	} {
		if u.n != 0 || u.p == t.Precision {
			s += fmt.Sprintf("%d%s", u.n, u.name)
		}
	}
	if t.Precision == Week {
		s += " (week)"
	}
	if t.Marked {
		s += "!"
	}
	return "age " + s
}

package when

// The ISO 8601 forms that are written and read, including RFC 3339:
//
//	2023  2023-09  2023-W37  2023-W37-3  2023-09-13  20230913
//	2023-09-13T15  …T15:11  …T15:11:00  …T15:11:00.123  …T1511  …T151100
//	and after a clock  Z  +02  +0200  +02:00, optionally after one space

// AppendISO appends an Absolute at its precision: "2023", "2023-09", "2023-W37" (an ISO week),
// "2023-09-13", "2023-09-13T15", "2023-09-13T15:11", "2023-09-13T15:11:00". After a clock it
// appends the zone if known, as "Z" or "+02:00". Other kinds append nothing. For an Ambiguous time
// it appends the reading that the fields hold.
func (t Time) AppendISO(dst []byte) []byte {
	if t.Kind != Absolute || t.Precision == Unknown {
		return dst
	}
	if t.Precision == Week {
		return t.appendWeek(dst)
	}
	dst = append2(append2(dst, int(t.Year)/100), int(t.Year)%100)
	if t.Precision >= Month {
		dst = append2(append(dst, '-'), int(t.Month))
	}
	if t.Precision >= Day {
		dst = append2(append(dst, '-'), int(t.Day))
	}
	if t.Precision >= Hour {
		dst = append2(append(dst, 'T'), int(t.Hour))
	}
	if t.Precision >= Minute {
		dst = append2(append(dst, ':'), int(t.Minute))
	}
	if t.Precision >= Second {
		dst = append2(append(dst, ':'), int(t.Second))
	}
	if t.Precision >= Hour && t.HasZone {
		dst = appendZone(dst, int(t.Zone))
	}
	return dst
}

func (t Time) appendWeek(dst []byte) []byte {
	year, week := weekOf(daysOf(int(t.Year), int(t.Month), int(t.Day)))
	dst = append2(append2(dst, year/100), year%100)
	return append2(append(dst, '-', 'W'), week)
}

func appendZone(dst []byte, zone int) []byte {
	if zone == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if zone < 0 {
		sign, zone = '-', -zone
	}
	dst = append2(append(dst, sign), zone/60)
	return append2(append(dst, ':'), zone%60)
}

// append2 appends the last two decimal digits of n.
func append2(dst []byte, n int) []byte {
	return append(dst, byte('0'+n/10%10), byte('0'+n%10))
}

// ParseISO reads one time in an ISO 8601 form (listed at the top of this file), ignoring white
// space around it. A space may replace the T. Start and End are the range without the white space.
// Fractions of a second are read and dropped.
func ParseISO(b []byte) (Time, bool) {
	start, end := 0, len(b)
	for start < end && isSpace(b[start]) {
		start++
	}
	for end > start && isSpace(b[end-1]) {
		end--
	}
	t := blank(start)
	i := isoDate(b[:end], start, &t)
	if i > 0 && i < end && t.Precision == Day {
		i = isoClock(b[:end], i, &t)
	}
	if i != end || i == start || i <= 0 {
		return Time{}, false
	}
	t.Kind, t.End = Absolute, end
	return t, true
}

// isoDate reads the date at i and returns its end, or 0.
func isoDate(b []byte, i int, t *Time) int {
	year, run := number(b, i)
	if run == 8 && year >= 10000 {
		return t.setDay(year/10000, year/100%100, year%100, i+8)
	}
	if run != 4 || year == 0 {
		return 0
	}
	t.Year, t.Precision = int16(year), Year
	i += 4
	if i+1 < len(b) && b[i] == '-' && b[i+1] == 'W' {
		return isoWeek(b, i+2, t)
	}
	month, ok := two(b, i, '-')
	if !ok {
		return i
	}
	if month < 1 || month > 12 {
		return 0
	}
	t.Month, t.Precision = int8(month), Month
	i += 3
	day, ok := two(b, i, '-')
	if !ok {
		return i
	}
	return t.setDay(year, month, day, i+3)
}

// isoWeek reads "37" or "37-3" at i. A week without a day is set to its Monday.
func isoWeek(b []byte, i int, t *Time) int {
	week, run := number(b, i)
	if run != 2 {
		return 0
	}
	days, ok := mondayOf(int(t.Year), week)
	if !ok {
		return 0
	}
	i += 2
	precision := Week
	if i+1 < len(b) && b[i] == '-' && '1' <= b[i+1] && b[i+1] <= '7' {
		days += int64(b[i+1] - '1')
		precision = Day
		i += 2
	}
	year, month, day := dateOf(days)
	if year < 1 || year > 9999 {
		return 0
	}
	i = t.setDay(year, month, day, i)
	t.Precision = precision
	return i
}

// isoClock reads a clock and zone following the date that ends at i.
func isoClock(b []byte, i int, t *Time) int {
	if b[i] != 'T' && b[i] != 't' && b[i] != ' ' {
		return 0
	}
	i++
	v, run := number(b, i)
	if run == 4 || run == 6 {
		if run == 4 {
			v *= 100
		}
		i = t.setClock(v/10000, v/100%100, v%100, Precision(uint8(Hour)+uint8(run/2)-1), i+run)
	} else {
		i = colonClock(b, i, t)
	}
	if i == 0 {
		return 0
	}
	if t.Precision == Second {
		i = fraction(b, i)
	}
	if i == len(b) {
		return i
	}
	if b[i] == ' ' {
		i++
	}
	return isoZone(b, i, t)
}

// colonClock reads "15", "15:11" or "15:11:00"; each part has two digits.
func colonClock(b []byte, i int, t *Time) int {
	hour, run := number(b, i)
	if run != 2 {
		return 0
	}
	minute, ok := two(b, i+2, ':')
	if !ok {
		return t.setClock(hour, 0, 0, Hour, i+2)
	}
	second, ok := two(b, i+5, ':')
	if !ok {
		return t.setClock(hour, minute, 0, Minute, i+5)
	}
	return t.setClock(hour, minute, second, Second, i+8)
}

// isoZone reads the zone at i: Z, +02, +0200, +02:00.
func isoZone(b []byte, i int, t *Time) int {
	if i < len(b) && b[i]|0x20 == 'z' {
		t.HasZone, t.Zone = true, 0
		return i + 1
	}
	return offset(b, i, t)
}

// offset reads a signed offset from UTC at i: +02, +0200, +02:00, −04:00.
func offset(b []byte, i int, t *Time) int {
	sign, i := signAt(b, i)
	if sign == 0 {
		return 0
	}
	v, run := number(b, i)
	hour, minute := v, 0
	switch run {
	case 4:
		hour, minute = v/100, v%100
	case 2:
		if m, ok := two(b, i+2, ':'); ok {
			minute = m
			run = 5
		}
	default:
		return 0
	}
	if hour > 14 || minute%15 != 0 || minute > 45 {
		return 0
	}
	t.HasZone, t.Zone = true, int16(sign*(hour*60+minute))
	return i + run
}

// signAt reads '+', '-' or the minus sign U+2212.
func signAt(b []byte, i int) (sign, end int) {
	switch {
	case i < len(b) && b[i] == '+':
		return 1, i + 1
	case i < len(b) && b[i] == '-':
		return -1, i + 1
	case i+2 < len(b) && b[i] == 0xE2 && b[i+1] == 0x88 && b[i+2] == 0x92:
		return -1, i + 3
	}
	return 0, i
}

// two reads exactly two digits following sep at i.
func two(b []byte, i int, sep byte) (v int, ok bool) {
	if i >= len(b) || b[i] != sep {
		return 0, false
	}
	v, run := number(b, i+1)
	return v, run == 2
}

// fraction skips the decimals of a second at i, if there are any.
func fraction(b []byte, i int) int {
	if i+1 < len(b) && (b[i] == '.' || b[i] == ',') {
		if _, run := number(b, i+1); run > 0 {
			return i + 1 + run
		}
	}
	return i
}

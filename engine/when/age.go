package when

// Ages: numbers with units that a word before or after them makes an age.

var unitSeconds = [...]int64{
	Second: 1, Minute: secMinute, Hour: secHour, Day: secDay, Week: secWeek, Month: secMonth,
	Year: 12 * secMonth,
}

// A distance is a sequence of numbers with ever smaller units, as far as it has been read.
type distance struct {
	t     Time
	last  int8     // the previous unit
	lang  language // of the short units; must match that of the marker
	parts int
}

// aged reads the age at i, with a marker before or after it, or without one. total is the length of
// the whole input, of which b is a part.
func aged(b []byte, i, total int) Time {
	at, lang := i, language(0)
	m, e := lexFor(b, i, before)
	if e > 0 {
		lang = m.markLang
		at = gap(b, e)
		for range 2 {
			if _, e := lexFor(b, at, about); e > 0 {
				at = gap(b, afterDot(b, e))
			}
		}
	}
	whole, bare := distances(b, at, lang != 0)
	if whole.parts == 0 {
		return Time{}
	}
	if lang == 0 {
		m, e := lexFor(b, gap(b, whole.t.End), after)
		if e > 0 && !smallAt(b, e) {
			lang = m.markLang
			whole.t.End = e
		}
	}
	if lang != 0 && whole.lang&lang != 0 {
		whole.t.Start, whole.t.Marked = i, true
		return whole.t
	}
	if at > i {
		return Time{}
	}
	isShort := bare.Kind == None && isDigitAt(b, whole.t.End-2) // "5m"
	if isShort && isLine(b, i, whole.t.End, total) {
		bare = whole.t
	}
	if bare.Kind == None || gluedLeft(b, i) || !endsDistance(b, bare.End) ||
		wordBefore(b, i).is(forward) {
		return Time{}
	}
	return bare
}

// distances reads the parts at i. It returns all of them, and the Time of those at the start that
// are an age even without a marker.
func distances(b []byte, i int, marked bool) (whole distance, bare Time) {
	whole = distance{t: blank(i), last: -1, lang: all}
	whole.t.Kind = Age
	clean := true
	for range 7 {
		at, comma := i, false
		if whole.parts > 0 {
			at, comma = joinPart(b, i)
		}
		// "2 years ago, a year ago" without "ago"
		if comma && !isDigitAt(b, at) {
			break
		}
		end, tightly := whole.part(b, at, marked)
		if end == 0 {
			break
		}
		i = end
		whole.parts++
		whole.t.End = end
		clean = clean && tightly
		if clean {
			bare = whole.t
		}
	}
	return whole, bare
}

// joinPart skips what comes between two parts of an age: white space, "und" or a comma. comma says
// that there is a comma without "und".
func joinPart(b []byte, i int) (end int, comma bool) {
	i = gap(b, i)
	if is(b, i, ',') {
		i, comma = gap(b, i+1), true
	}
	if _, e := lexFor(b, i, and); e > 0 {
		return gap(b, e), false
	}
	return i, comma
}

// part adds the number and unit at i and returns their end. bare says whether they are an age even
// without a marker.
func (d *distance) part(b []byte, i int, marked bool) (end int, bare bool) {
	n, at, spelled := countAt(b, i)
	if at == 0 {
		return d.single(b, i, marked), false
	}
	word := gap(b, at)
	m, end := lexFor(b, word, unit)
	if end == 0 || d.last >= 0 && m.unit <= d.last || n == few && m.unit != int8(Second) {
		return 0, false
	}
	single := end-word == 1
	minute, run := number(b, end)
	// "il y a 1h30"
	minutes := single && marked && m.unit == int8(Hour) && run == 2 && minute < 60
	if single && b[word] < 'a' || run > 0 && !minutes && (single || !marked) {
		return 0, false
	}
	glued := word == at
	if spelled && glued && b[at-1] != '\'' && b[at-1] < 0x80 {
		return 0, false
	}
	bare = !spelled && (m.unitQuirk&(tight|shy) == 0 || m.unitQuirk&tight != 0 && glued ||
		d.parts > 0 && glued)
	if end-word <= 2 && b[word] < 'a' { // "11 HR Trends"
		bare = false
	}
	if end-word <= 2 {
		d.lang &= m.unitLang
	}
	d.add(n, m.unit)
	if minutes {
		d.add(minute, int8(Minute))
		end += 2
	} else if m.unitQuirk&short != 0 && is(b, end, '.') && !isDigitAt(b, end+1) {
		end++
	}
	return end, bare
}

// single adds the unit at i, which has no number, if the words around it make it an age: "godzinę
// temu", "před hodinou".
func (d *distance) single(b []byte, i int, marked bool) (end int) {
	m, end := lexFor(b, i, unit)
	if end == 0 || d.parts > 0 || m.unitQuirk&lone == 0 {
		return 0
	}
	if _, e := lexFor(b, gap(b, end), after); e == 0 && !marked {
		return 0
	}
	d.add(1, m.unit)
	return end
}

// add adds n units.
func (d *distance) add(n int, u int8) {
	d.last = u
	d.t.Precision = Precision(u)
	if n == few {
		n = 0
		d.t.Precision = Minute
	}
	d.t.AgeSeconds += int64(n) * unitSeconds[u]
	switch Precision(u) {
	case Month:
		d.t.AgeMonths += int32(n)
	case Year:
		d.t.AgeMonths += 12 * int32(n)
	}
}

// countAt reads a number of up to four digits, or a number word.
func countAt(b []byte, i int) (n, end int, spelled bool) {
	n, run := number(b, i)
	switch {
	case run > 4, run > 2 && b[i] == '0':
		return 0, 0, false
	case run > 0:
		return n, i + run, false
	}
	m, end := lexFor(b, i, count)
	return int(m.count), end, true
}

// endsDistance reports whether the distance that ends at i, which has no marker, is not part of
// something else: "3d-Druck", "50 h/Woche", "3 Jahre alt".
func endsDistance(b []byte, i int) bool {
	if is(b, i, '/') || isDigitAt(b, i) || isDash(b, i) && (letterAt(b, i+1) || isDigitAt(b, i+1)) {
		return false
	}
	m, _ := lex(b, gap(b, i))
	return !m.is(old)
}

// isLine reports whether the input is only b[i:end] and white space.
func isLine(b []byte, i, end, total int) bool {
	return gapBefore(b, 0, i) == 0 && gap(b, end) == total
}

// now makes an age of 0 from a phrase such as "just now", which is b[i:end].
func now(b []byte, i int, m *meaning, end, total int) Time {
	t := blank(i)
	t.Kind, t.Precision, t.End = Age, Minute, end
	t.Marked = !m.weakNow || isLine(b, i, end, total)
	return t
}

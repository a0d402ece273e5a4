package when

// A Kind says what was written.
type Kind uint8

const (
	None      Kind = iota
	Absolute       // a calendar date with its year, with or without a clock: "13.09.2023 11:44", "März 2025"
	Yearless       // a calendar day without its year: "Apr 24", "Sunday 8th March", "3. Mai, 10:15"
	Clock          // a clock alone: "21:00", "2:59 PM", "09:10 Uhr", "7.57 Uhr"
	Age            // a distance back in time: "vor 8 Stunden", "11 Tage 7 h", "2 days ago", "just now"
	DayOffset      // a named day: "gestern", "today at 3pm"; a weekday only with a clock: "Sunday at 3:05 PM"
)

// String returns the constant's name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "Kind(?)"
}

var kindNames = [...]string{"None", "Absolute", "Yearless", "Clock", "Age", "DayOffset"}

// A Precision is the finest unit that was written. Precisions are ordered:
// a greater one is finer.
type Precision uint8

const (
	Unknown Precision = iota
	Year
	Month
	Week
	Day
	Hour
	Minute
	Second
)

// String returns the constant's name.
func (p Precision) String() string {
	if int(p) < len(precisionNames) {
		return precisionNames[p]
	}
	return "Precision(?)"
}

var precisionNames = [...]string{"Unknown", "Year", "Month", "Week", "Day", "Hour", "Minute", "Second"}

// A Time is one time expression: where it stands, what it says, and how exactly.
// It holds no pointers. The zero Time has Kind None and says nothing.
type Time struct {
	// Start and End are the expression's byte range in the scanned input. The
	// range covers weekday, "Uhr", am/pm, zone and the words that make an age
	// ("vor", "ago"), and leaves out fillers before it ("am", "on", "posted").
	Start, End int

	Kind      Kind
	Precision Precision

	Year       int16 // 0 if not written
	Month, Day int8  // 0 if not written
	Weekday    int8  // 1 is Monday, 7 is Sunday, 0 if not written

	Hour, Minute, Second int8 // -1 if not written; 24-hour clock

	// Zone is the written offset in minutes east of UTC; it counts only if HasZone.
	HasZone bool
	Zone    int16

	// AgeSeconds is the whole length of an Age. A minute to a week have their
	// usual lengths, a month counts 30.44 days (2,630,016 s) and a year twelve
	// such months. AgeMonths is the part of it written in months and years, so
	// that Resolve can count that part by the calendar.
	AgeSeconds int64
	AgeMonths  int32

	// DayOffset is 0 for today, -1 for yesterday, -2 for the day before. It says
	// nothing when Weekday is set: then the day is the last such weekday.
	DayOffset int8

	// Marked says that an Age was written with a word that makes it one: "ago",
	// "vor", "her", "il y a", "fa", "hace", "geleden". Without it, the age may
	// well be a duration ("dauerte 3 Stunden").
	Marked bool

	// Ambiguous says that the order of day and month is not decidable from the
	// text: 10-04-2017, 10/04/2017. The fields hold the day-first reading, or
	// the month-first one if the clock has am or pm.
	Ambiguous bool
}

// Len returns the number of bytes of the expression.
func (t Time) Len() int { return t.End - t.Start }

// HasClock reports whether a time of day is known, at least its hour.
func (t Time) HasClock() bool { return t.Kind != Age && t.Precision >= Hour }

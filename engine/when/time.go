package when

// A Kind is the kind of a time expression.
type Kind uint8

const (
	// None is no time at all.
	None Kind = iota
	// Absolute is a calendar date with its year, with or without a clock: "13.09.2023 11:44",
	// "März 2025".
	Absolute
	// Yearless is a calendar day without its year: "Apr 24", "Sunday 8th March", "3. Mai, 10:15".
	Yearless
	// Clock is a time of day alone: "21:00", "2:59 PM", "09:10 Uhr", "7.57 Uhr".
	Clock
	// Age is a distance back in time: "vor 8 Stunden", "11 Tage 7 h", "2 days ago", "just now".
	Age
	// DayOffset is a named day: "gestern", "today at 3pm"; a weekday only with a clock: "Sunday at
	// 3:05 PM".
	DayOffset
)

// String returns the name of the constant.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "Kind(?)"
}

var kindNames = [...]string{"None", "Absolute", "Yearless", "Clock", "Age", "DayOffset"}

// A Precision is the finest unit that was written. Precisions are ordered: a greater one is finer.
type Precision uint8

// The precisions. Unknown is the zero value.
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

// String returns the name of the constant.
func (p Precision) String() string {
	if int(p) < len(precisionNames) {
		return precisionNames[p]
	}
	return "Precision(?)"
}

var precisionNames = [...]string{
	"Unknown", "Year", "Month", "Week", "Day", "Hour", "Minute", "Second",
}

// A Time is one time expression: where it is, what it says, and how precise it is. It contains no
// pointers. The zero Time has Kind None.
type Time struct {
	// Start and End are the byte range of the expression in the scanned input. The range includes
	// the weekday, "Uhr", am/pm, the zone and the words that make an age ("vor", "ago"). It
	// excludes preceding fillers ("am", "on", "posted").
	Start, End int

	Kind      Kind
	Precision Precision

	Year       int16 // 0 if not written
	Month, Day int8  // 0 if not written
	Weekday    int8  // 1 is Monday, 7 is Sunday, 0 if not written

	Hour, Minute, Second int8 // -1 if not written; 24-hour clock

	// Zone is the written offset in minutes east of UTC. It is valid only if HasZone.
	HasZone bool
	Zone    int16

	// AgeSeconds is the full length of an Age in seconds. Units from minute to week have their
	// usual lengths, a month has 30.44 days (2,630,016 s) and a year twelve such months. AgeMonths
	// is the part written in months and years, so that Resolve can count that part by the calendar.
	AgeSeconds int64
	AgeMonths  int32

	// DayOffset is 0 for today, -1 for yesterday, -2 for the day before. If Weekday is set it is
	// meaningless, and the day is the last such weekday.
	DayOffset int8

	// Marked says that an Age was written with a word that makes it one: "ago", "vor", "her", "il y
	// a", "fa", "hace", "geleden". Without such a word, it may be a duration ("dauerte 3 Stunden").
	Marked bool

	// Ambiguous says that the text does not determine the order of day and month: 10-04-2017,
	// 10/04/2017. The fields hold the day-first reading, or the month-first one if the clock has am
	// or pm.
	Ambiguous bool
}

// Len returns the length of the expression in bytes.
func (t Time) Len() int { return t.End - t.Start }

// HasClock reports whether a time of day was written, at least its hour.
func (t Time) HasClock() bool { return t.Kind != Age && t.Precision >= Hour }

package when

// Calendar arithmetic without package time. Days are counted from 1970-01-01 in the proleptic
// Gregorian calendar, seconds from midnight of that day. The algorithms are Howard Hinnant's
// (chrono-Compatible Low-Level Date Algorithms); the year begins in March, so that the leap day
// comes last.

const (
	secMinute = 60
	secHour   = 60 * secMinute
	secDay    = 24 * secHour
	secWeek   = 7 * secDay
	secMonth  = 2630016 // 30.44 days: a twelfth of 365.28 days
)

// daysOf returns the day number of a date.
func daysOf(year, month, day int) int64 {
	y := int64(year)
	if month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := int64(month+9) % 12 // March is 0
	doy := (153*mp+2)/5 + int64(day) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// dateOf returns the date of a day number.
func dateOf(days int64) (year, month, day int) {
	z := days + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy - (153*mp+2)/5 + 1)
	month = int(mp)%12 + 3
	if month > 12 {
		month -= 12
	}
	y := yoe + era*400
	if month <= 2 {
		y++
	}
	return int(y), month, day
}

// weekdayOf returns 1 for Monday to 7 for Sunday.
func weekdayOf(days int64) int { return int(days+3-floorDiv(days+3, 7)*7) + 1 }

// weekOf returns the ISO year and week of a day, which are those of its Thursday.
func weekOf(days int64) (year, week int) {
	thursday := days + int64(4-weekdayOf(days))
	year, _, _ = dateOf(thursday)
	return year, int(thursday-daysOf(year, 1, 1))/7 + 1
}

// mondayOf returns the Monday of an ISO week and whether the year has that week.
func mondayOf(year, week int) (days int64, ok bool) {
	fourth := daysOf(year, 1, 4) // always in week 1
	days = fourth - int64(weekdayOf(fourth)-1) + int64(week-1)*7
	y, w := weekOf(days)
	return days, y == year && w == week
}

var monthLength = [13]int8{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// monthDays returns the number of days of a month.
func monthDays(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return int(monthLength[month])
}

// validDate reports whether the date exists. Year 0 means unknown; in it February has 29 days.
func validDate(year, month, day int) bool {
	return 1 <= month && month <= 12 && 1 <= day && day <= monthDays(year, month)
}

func validClock(hour, minute, second int) bool {
	return 0 <= hour && hour < 24 && 0 <= minute && minute < 60 && 0 <= second && second < 60
}

// minusMonths goes back n months, to the same day of the month or the last day before it that
// exists.
func minusMonths(days int64, n int) int64 {
	year, month, day := dateOf(days)
	m := int64(year)*12 + int64(month-1) - int64(n)
	year, month = int(floorDiv(m, 12)), int(m-floorDiv(m, 12)*12)+1
	return daysOf(year, month, min(day, monthDays(year, month)))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Package when reads times as people and programs write them on web pages, in
// German, English, French, Italian, Spanish and Dutch, and the common forms of
// Polish and Portuguese.
//
// Bytes flow in, Times flow out. [Next] finds the first time expression of a
// text, [Append] all of them; each [Time] tells where it stands, what was
// written and how exactly:
//
//	Mittwoch, 13. September 2023 | 15:11 Uhr    Absolute, to the minute
//	Jun 20th at 2:41 am                         Yearless, to the minute
//	09:10 Uhr                                   Clock
//	11 Tage 7 h, vor 8 Stunden, 2y ago          Age, to the hour, hour, year
//	Gestern um 21:03, Sunday at 3:05 PM         DayOffset
//
// [Time.Resolve] turns the last four into an Absolute, given the moment at which
// the page was rendered. [Time.AppendISO] and [ParseISO] write and read ISO 8601
// at the precision that is known: "2023-09", not "2023-09-01T00:00:00Z".
// [Filler] tells what pages put before times: "am", "posted on".
//
// # Never a guess
//
// What is written comes out, and no more. A bare year, a weekday alone, 24.12,
// 5.99, 1.10.2, 192.168.1.1, 2020/21, a chapter and verse, a date within a URL
// are no times; nor is 31.02.2020. 10/04/2017 is Ambiguous, a date without year
// stays without one, and an age without "ago" or its like is not Marked: it
// may be a duration. The package works on the bytes of one text; what a time
// means on its page (a comment's, an edit's, opening hours, the position of a
// player) is for the caller to tell.
//
// # Terms
//
// An expression is the whole of what is written of one time: weekday, date,
// clock, zone, "Uhr". Its precision is the finest unit in it. A marker is a word
// that makes an age of a distance: "vor", "ago", "il y a". Fillers are words and
// signs before and after an expression that add nothing to it.
//
// # Input
//
// The text is UTF-8; letters and spaces may be written as HTML references
// (M&auml;rz, &nbsp;), accents as combining marks, words in any case. Names and
// numbers are often glued on pages: "SeetfeiAugust 5, 2012 4:21 AM",
// "11:0513.09.2023", "13.09.2023 11:44registriert"; they are separated where only
// one reading is left. All functions take linear time and allocate nothing.
//
// The words are the table in words.go. To add one, add it to its row there; the
// tests try each word of the table in an expression of its class.
package when

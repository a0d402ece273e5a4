// Package when reads times as people and programs write them on web pages, in German, English,
// French, Italian, Spanish and Dutch, and the common forms of Polish and Portuguese.
//
// [Next] finds the first time expression in a text, [Append] finds all of them. Each [Time] says
// where it is, what was written and how precise it is:
//
//	Mittwoch, 13. September 2023 | 15:11 Uhr    Absolute, to the minute
//	Jun 20th at 2:41 am                         Yearless, to the minute
//	09:10 Uhr                                   Clock
//	11 Tage 7 h, vor 8 Stunden, 2y ago          Age, to the hour, hour, year
//	Gestern um 21:03, Sunday at 3:05 PM         DayOffset
//
// [Time.Resolve] turns the last four into an Absolute, given the moment at which the page was
// rendered. [Time.AppendISO] and [ParseISO] write and read ISO 8601 at the known precision:
// "2023-09", not "2023-09-01T00:00:00Z". [Filler] recognizes what pages put before times: "am",
// "posted on".
//
// # Never a guess
//
// The package reports what is written and nothing more. A bare year, a weekday alone, 24.12, 5.99,
// 1.10.2, 192.168.1.1, 2020/21, chapter and verse, and a date within a URL are not times; nor is
// 31.02.2020. 10/04/2017 is Ambiguous, a date without a year has no year, and an age without "ago"
// or the like is not Marked, because it may be a duration. The package sees the bytes of one text
// only. What a time means on its page (the time of a comment or of an edit, opening hours, the
// position of a player) is up to the caller.
//
// # Terms
//
// An expression is everything that is written of one time: weekday, date, clock, zone, "Uhr". Its
// precision is the finest unit in it. A marker is a word that turns a distance into an age: "vor",
// "ago", "il y a". Fillers are words and signs before or after an expression that add nothing to
// it.
//
// # Input
//
// The text is UTF-8. Letters and spaces may be written as HTML references (M&auml;rz, &nbsp;),
// accents as combining marks, words in any case. Pages often run names and numbers together:
// "SeetfeiAugust 5, 2012 4:21 AM", "11:0513.09.2023", "13.09.2023 11:44registriert". These are
// separated if only one reading is possible. All functions take linear time and allocate nothing.
//
// The words are in the table in words.go. To add a word, add it to its row there; the tests try
// each word of the table in an expression of its class.
package when

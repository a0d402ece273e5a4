// Package meta reads the metadata of a page: title, kicker, lead, byline with authors and agencies, section, dates and
// language. In plain text all of it comes from the lines around the title and the start of the body (the head of the
// article) and from the lines below its end.
//
// A kicker is the short line above a title, a lead the teaser between title and body, a byline the line that names the
// authors, a dateline the place and agency that open a report. Each field is a byte range of the page; what a page does
// not show stays empty.
package meta

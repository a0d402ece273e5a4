// Package meta reads the metadata of a page: title, kicker, lead, byline, authors and agencies, section, dates, language, and
// of HTML pages what their head says of them besides: site, description, canonical address, picture, tags.
//
// A kicker is the short line above a title, a lead the teaser between title and body, a byline the line that names the
// authors, a dateline the place and agency that open a report. Each field is a byte range of the page's text; what a page
// does not show stays empty.
//
// In plain text all of it comes from the lines around the title and the start of the body (the head of the article) and from
// the lines below its end: title.go, head.go, byline.go, lead.go.
//
// Of an HTML page (html.go) the head enters its values into a list of entries (pool.go): meta elements by the table in
// metaname.go, JSON-LD (jsonld.go finds the main entity on the tape of package jsonld), microdata (microdata.go) and
// elements that are marked as an author's (mark.go). Addresses are resolved by address.go. Title, date and authors are then chosen
// among these and what the text shows (pagetitle.go, pagedate.go, pageauthor.go): each candidate is described by who gives
// it and where it stands, and learned weights choose among them and, but for the title, the answer that the page does not
// say. All other fields take the entry with the lowest rank (take.go). Every value tells its Source.
//
// The weights are in z*.go, which the command engine/meta/train makes from the corpora; with -check it prints how much of
// titles, dates and authors is read.
package meta

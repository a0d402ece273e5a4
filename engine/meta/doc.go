// Package meta reads the metadata of a page: title, kicker, lead, byline, authors and agencies,
// section, dates, language, and for HTML pages what else their head says about them: site,
// description, canonical address, picture, tags.
//
// A kicker is the short line above a title, a lead the teaser between title and body, a byline the
// line with the names of the authors, a dateline the place and agency at the start of a report. The
// head of an article is all of these together. Each field is a byte range of the page's text; what
// a page does not show stays empty.
//
// Package internal/source reads the places where pages say such things: the text's date lines and
// bylines, and in HTML the meta elements, JSON-LD, microdata, marks of authors and time elements.
// It yields entries; here one file for each field chooses among them:
//
//	title.go       headline.go describes the headlines of the text; pagetitle.go for HTML
//	kicker.go
//	lead.go
//	byline.go      the byline of the text and its authors
//	pageauthor.go  the authors of HTML
//	agency.go
//	section.go
//	date.go        the dates of the text; pagedate.go for HTML
//	language.go
//	tag.go, paywall.go
//	ranked.go      site, description, canonical address, picture: the entry with the lowest rank
//
// All of them read a page (page.go): its blocks, the labels of earlier stages (labels.go), where
// its title and body are (body.go). Headlines, and on HTML pages titles, dates and authors, are
// candidates: each is described by what gives it and where it is, and learned weights choose among
// them (choose.go) and, for dates and authors, the answer that the page does not say.
//
// The weights are in z*.go, which the command engine/meta/train makes from the corpora; with -check
// it prints how many titles, dates and authors are read correctly.
package meta

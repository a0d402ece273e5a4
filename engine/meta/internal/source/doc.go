// Package source reads what a page says about itself, with one file for each place where pages say
// it:
//
//	head.go       title, meta, link and html elements; metaname.go has the names
//	jsonld.go     the JSON-LD of the page's main entity
//	microdata.go  elements with itemprop or property
//	mark.go       elements that are marked as an author's
//	card.go       the cards that sites show on Twitter
//	location.go   the page's own address
//	timeelement.go  time elements
//	dateline.go   dates in the text
//	byline.go, name.go  bylines and names in the text
//
// The first six put entries into a Pool: a field, a value, where it was found, and how often such
// an entry is right compared to others. The readers of elements and text yield what they find one
// by one. No reader knows from which entry a field of the page will be taken; package meta chooses.
package source

import "klartext/engine/block"

// Sources has what the head and the elements of an HTML page say.
type Sources struct {
	Pool     Pool
	Location Location
	LD       LD
}

// Read reads a page. address is the page's own, nil if unknown.
func (s *Sources) Read(p *block.Page, address []byte) {
	s.Pool.Reset()
	s.Location.read(p, address, &s.Pool)
	readHead(p, &s.Location, &s.Pool)
	s.LD.read(p, &s.Location, &s.Pool)
	readItems(p, &s.Pool)
	readMarks(p, &s.Pool)
	readCard(&s.Pool)
}

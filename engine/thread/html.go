package thread

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// The way of an HTML page:
//
//	html.go         the search over the sets of records; the best that is proven wins
//	html_sign.go    signatures: how elements are told to be alike
//	html_anchor.go  anchors: the elements that stand once in every record, times above all
//	html_nodes.go   from the anchors up to the elements that hold one record each
//	html_unit.go    units: the elements and blocks of one record without those of the records inside it
//	html_column.go  columns: what stands at the same place in the records, and how it differs from record to record
//	html_author.go  the column of the authors
//	html_body.go    the column of the texts
//	html_field.go   time, votes, rank, title, number
//	html_proof.go   are they comments at all?
//	markup.go       the names that comment systems give to elements, from vocabulary.txt
//	nest.go         which record replies to which

// tape is the state of the segmentation of an HTML page.
type tape struct {
	page    *block.Page
	signs   []uint32 // signature of each element
	anchors []anchor
	order   []int32 // anchors by class
	spots   spots
	sets    []set
	nodes   []int32 // of all sets
	seen    []int32 // of each element: the set that has it, from 1
	open    []int32
	units   []unit
	owner   []int32  // of each block: the unit that has it, -1 for none
	words   []int32  // of the blocks before i, noise apart
	noise   []int32  // noisy blocks before i
	path    []uint64 // of each element: its place in its record
	loose   []uint64 // the same without the ordinals
	columns columns
	ordinal counter
	values  counter
	bodies  []ranked // columns of texts, the best first
	names   []ranked // columns that may be the authors'
	picked  []int32
}

// set is a set of elements that may hold one record each.
type set struct {
	from, to int32 // tape.nodes
	anchored bool
	named    bool // the vocabulary knows the elements as records
	spread   bool // each record goes on over the siblings behind its element
	back     bool // or before it
	worth    float32
}

// HTML segments the comments of an HTML page. It is as Segment otherwise.
func (s *Segmenter) HTML(page *block.Page, verdicts []label.Verdict, phrases *label.Phrases) *Thread {
	s.begin(page.Text, page.Blocks, phrases)
	s.tape.page = page
	s.readMarkup(page)
	if lines := len(s.marks); !s.searchHTML() {
		s.marks = s.marks[:lines]
		s.collect()
		if s.search() {
			s.comments()
			s.signatures()
		}
	}
	s.nest(page)
	s.parents()
	s.section()
	s.label(verdicts)
	return &s.thread
}

const (
	maxSets   = 24 // sets of records that are tried
	maxJoined = 4  // sets that one thread is made of
)

// searchHTML tries the sets of elements that may be records and turns the best that is proven, with those that join it, into
// comments.
func (s *Segmenter) searchHTML() bool {
	t := &s.tape
	s.sign()
	s.findAnchors()
	s.findSets()
	best, top := -1, float32(0)
	for i := range t.sets {
		if v := s.trySet(&t.sets[i]); v > top {
			best, top = i, v
		}
	}
	if best < 0 {
		return false
	}
	s.trySet(&t.sets[best])
	s.thread.Score = s.proof.sum
	s.emit()
	s.signatures()
	return len(s.thread.Comments) > 0
}

// trySet lays out the records of a set and returns their worth, 0 when they are no comments.
func (s *Segmenter) trySet(x *set) float32 {
	s.layUnits(x)
	if len(s.tape.units) == 0 {
		return 0
	}
	s.measureColumns()
	s.findAuthors()
	s.measureBodies()
	s.findBodies()
	return s.proveUnits(x)
}

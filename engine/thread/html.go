package thread

import (
	"cmp"
	"slices"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/section"
)

// The way of an HTML page:
//
//	html.go         the search over the sets of records; the best that is proven wins
//	html_anchor.go  anchors: the elements that stand once in every record, times above all
//	html_nodes.go   from the anchors up to the elements that hold one record each
//	html_run.go     records that are a run of siblings: rows of a table, a dt and its dd
//	html_unit.go    units: the elements and blocks of one record without those of the records inside it
//	html_column.go  columns: what stands at the same place in the records, and how it differs from record to record
//	html_author.go  the column of the authors
//	html_body.go    the column of the texts
//	html_time.go    the times, and what the attributes of their elements say
//	html_field.go   votes, rank, title, number
//	html_proof.go   are they comments at all?
//	markup.go       the names that comment systems give to elements, from vocabulary.txt; provider.go those of external systems
//	nest.go         which record replies to which

// tape is the state of the segmentation of an HTML page.
type tape struct {
	page    *block.Page
	anchors []anchor
	order   []int32 // anchors by class
	spots   keyed[spot]
	sets    []set
	nodes   []int32 // of all sets
	ends    []int32 // of each node: the element behind its record
	kept    []set   // sets that the thread is made of
	rank    uint64  // key of the column of ranks, 0 when there is none
	points  uint64  // key of the column of votes
	count   int     // units that are no holes
	deaf    bool    // names of elements do not tell what is text
	written int     // lines of text of the sets that are done
	open    []int32
	fields  []int32 // textarea elements
	units   []unit
	owner   []int32  // of each block: the unit that has it, -1 for none
	words   []int32  // of the blocks before i, noise apart
	noise   []int32  // noisy blocks before i
	path    []uint64 // of each element: its place in its record
	loose   []uint64 // the same without the ordinals
	columns keyed[htmlColumn]
	ordinal lines.Counter
	values  lines.Counter
	bodies  []ranked // columns of texts, the best first
	names   []ranked // columns that may be the authors'
	offers  []offer  // names that these offer, by unit
	picked  []int32
	laid    int32        // from of the set that was tried last, if it was without holes
	naming  []names.Name // names in the elements and, behind them, in the blocks, found once for all sets
}

// set is a set of elements that may hold one record each.
type set struct {
	from, to int32 // tape.nodes
	inner    bool  // they stand inside or around records that are proven
	tried    bool
	done     bool // the set is kept
	worth    float32
}

// HTML segments the comments of an HTML page. It is as Segment otherwise.
func (s *Segmenter) HTML(page *block.Page, sheet *label.Sheet, phrases *lexicon.Phrases) *Thread {
	s.begin(page.Text, page.Blocks, phrases)
	s.tape.page = page
	s.elements.Read(page)
	s.data.Read(page)
	if lines := len(s.page.Times); !s.searchHTML() {
		s.page.Times = s.page.Times[:lines]
		if s.flat() && s.speaks() && s.grammar.FindDated() && s.plainly() {
			s.grammar.Emit()
		}
	}
	s.thread.Topic, s.thread.Story = s.elements.Topic(), s.elements.Story()
	s.markup.Link(&s.thread, page, &s.elements, &s.page)
	s.data.Confirm(&s.thread, &s.page)
	s.replies()
	s.trimQuotes()
	s.section.Find(&s.page, &s.thread, section.Markup{Page: page, Elements: &s.elements, Announced: s.data.Announced})
	s.section.Label(sheet.Thread)
	return &s.thread
}

// flat reports whether the time lines of a page stand in few elements, as those of a page that is little more than text: only
// there the lines tell records that no elements do.
func (s *Segmenter) flat() bool {
	same, n := 0, 0
	for i := 1; i < len(s.page.Times); i++ {
		n++
		same += count(s.page.Blocks[s.page.Times[i].Block].Node == s.page.Blocks[s.page.Times[i-1].Block].Node)
	}
	return 4*same >= n
}

// speaks reports whether lines of the page say what only comment sections do: without such there is no need to look for records in
// its lines.
func (s *Segmenter) speaks() bool {
	words := 0
	for i := range s.page.Facts {
		switch s.page.Facts[i].Role {
		case lexicon.RoleHeading, lexicon.RoleCount:
			return true
		case lexicon.RoleAction, lexicon.RoleSays, lexicon.RoleReplyto, lexicon.RoleVotes, lexicon.RoleQuote, lexicon.RoleRank, lexicon.RoleJoined, lexicon.RoleField:
			if words++; words > 2 {
				return true
			}
		}
	}
	return false
}

// plainly reports whether records that only their lines tell are comments. On a page with elements that is a weaker sign than in
// plain text, unless the lines stand in one element.
func (s *Segmenter) plainly() bool {
	s.recs, s.weigher.Proof = s.grammar.Records(), *s.grammar.Proof()
	p := &s.weigher.Proof
	sum := p.Sum - p.Action - p.Heading - p.Count - p.Form
	p.Heading, p.Count, p.Form = 0, 0, 0
	s.around()
	sum += s.talking() + p.Heading + p.Count + p.Form
	linked, flat := float32(0), 0
	for i := range s.recs {
		r := &s.recs[i]
		a, b := int32(0), int32(0)
		for k := r.From; k < r.To; k++ {
			a += s.page.Blocks[k].Linked
			b += s.page.Blocks[k].End - s.page.Blocks[k].Start
		}
		linked += one(2*a > b)
		flat += count(i > 0 && s.page.Blocks[r.At].Node == s.page.Blocks[s.recs[i-1].At].Node)
	}
	k := len(s.recs)
	sum -= 3 * linked / float32(k)
	return sum >= enoughPlain || sum >= evidence.Enough && 2*flat > k
}

const (
	enoughPlain = 5  // evidence for records that no elements tell
	maxSets     = 24 // sets of records that are tried
	maxJoined   = 4  // sets that one thread is made of
)

// searchHTML tries the sets of elements that may be records and turns the best that is proven, with those that join it, into
// comments.
func (s *Segmenter) searchHTML() bool {
	t := &s.tape
	t.kept, t.written, t.count = t.kept[:0], 0, 0
	t.naming = resize(t.naming, len(t.page.Elements)+len(s.page.Blocks))
	clear(t.naming)
	s.findAnchors()
	s.findSets()
	best, top := -1, float32(0)
	for i := s.largest(); i >= 0 && t.sets[i].most() >= top; i = s.largest() {
		x := &t.sets[i]
		x.tried = true
		if x.worth = s.trySet(x, -1); x.worth > top || x.worth == top && i < best {
			best, top = i, x.worth
		}
	}
	if best < 0 {
		s.thread.Text = s.thread.Text[:0]
		return false
	}
	t.sets[0], t.sets[best] = t.sets[best], t.sets[0]
	s.keepSets()
	sum := float32(0)
	for i := range t.kept {
		if x := &t.kept[i]; (len(t.kept) > 1 || t.laid != x.from) && s.trySet(x, i) == 0 {
			continue
		}
		sum = max(sum, s.weigher.Proof.Sum)
		s.thread.Forum = max(s.thread.Forum, s.weigher.Proof.Field+s.weigher.Proof.Rank+s.weigher.Proof.Number)
		s.thread.Remarks = s.thread.Remarks || s.weigher.Proof.Remarks
		s.thread.Opened = s.thread.Opened || s.opened()
		s.emit()
	}
	if len(s.thread.Comments) == 0 {
		s.thread = Thread{Comments: s.thread.Comments, Text: s.thread.Text[:0], Announced: -1, First: -1, Last: -1}
		return false
	}
	s.thread.Score = sum
	s.thread.Remarks = s.thread.Remarks && len(t.kept) == 1 // comments to posts make no section
	s.orderComments()
	s.signatures.Cut(s.weigher.Forum())
	return true
}

// largest is the largest set that has not been tried, -1 when there is none.
func (s *Segmenter) largest() int {
	best, most := -1, int32(0)
	for i := range s.tape.sets {
		if x := &s.tape.sets[i]; !x.tried && x.to-x.from > most {
			best, most = i, x.to-x.from
		}
	}
	return best
}

// most is what a set is worth at most.
func (x *set) most() float32 { return mostWorth * float32(x.to-x.from) }

// opened reports whether a time of the class that the units' times have stands above the first of them.
func (s *Segmenter) opened() bool {
	t := &s.tape
	u := &t.units[len(t.units)/2]
	if u.anchor < 0 {
		return false
	}
	for i := range t.anchors {
		a := &t.anchors[i]
		if a.mark >= 0 && a.at < t.units[0].first && a.class == t.anchors[u.anchor].class {
			return true
		}
	}
	return false
}

// keepSets keeps the best set, which is the first, and those that are records beside or inside its records.
func (s *Segmenter) keepSets() {
	t := &s.tape
	t.kept = append(t.kept[:0], t.sets[0])
	for len(t.kept) < maxJoined {
		best, top := -1, float32(1)
		for i := 1; i < len(t.sets); i++ {
			if x := &t.sets[i]; !x.done && x.most() > top && s.nested(x) {
				if !x.inner {
					x.inner = true
					x.worth = s.trySet(x, -1)
				}
				if x.worth > top && s.joins(x) {
					best, top = i, x.worth
				}
			}
		}
		if best < 0 {
			return
		}
		t.kept = append(t.kept, t.sets[best])
		t.sets[best].done = true
	}
}

// joins reports whether a set may stand beside the kept ones: its records stand inside or around theirs, and neither loses by
// what the other takes.
func (s *Segmenter) joins(x *set) bool {
	t := &s.tape
	n := len(t.kept)
	t.kept = append(t.kept, *x)
	ok := s.trySet(&t.kept[n], n) > .8*x.worth && s.datedUnits()
	for i := 0; i < n && ok; i++ {
		ok = s.trySet(&t.kept[i], i) > .8*t.kept[i].worth
	}
	t.kept = t.kept[:n]
	return ok
}

// datedUnits reports whether nearly all of the units have a time of their own.
func (s *Segmenter) datedUnits() bool {
	n := 0
	for i := range s.tape.units {
		n += count(!s.tape.units[i].hole && s.tape.units[i].anchor >= 0)
	}
	return n*10 >= 8*s.tape.count
}

// nested reports whether most records of a set stand inside those of a kept set, or most of that set's inside its own, and none
// of them is one of theirs.
func (s *Segmenter) nested(x *set) bool {
	fits := false
	for i := range s.tape.kept {
		y := &s.tape.kept[i]
		in, same := s.within(x, y)
		around, _ := s.within(y, x)
		if same {
			return false
		}
		fits = fits || in*2 > x.to-x.from || around*2 > y.to-y.from
	}
	return fits
}

// within counts the records of x inside those of y, and tells whether one of them is one of these.
func (s *Segmenter) within(x, y *set) (n int32, same bool) {
	t := &s.tape
	end := int32(0) // of the records of y that start before the record of x
	for a, b := x.from, y.from; a < x.to; a++ {
		for ; b < y.to && t.nodes[b] <= t.nodes[a]; b++ {
			if t.nodes[b] == t.nodes[a] {
				return 0, true
			}
			end = max(end, t.ends[b])
		}
		if t.ends[a] <= end {
			n++
		}
	}
	return n, false
}

// orderComments sorts the comments of several sets by their places on the page.
func (s *Segmenter) orderComments() {
	cs := s.thread.Comments
	slices.SortFunc(cs, func(a, b Comment) int { return cmp.Or(int(a.First-b.First), int(a.Node-b.Node)) })
	if len(cs) > 0 {
		s.thread.First, s.thread.Last = cs[0].First, cs[len(cs)-1].Last
	}
}

// trySet lays out the records of a set and returns their worth, 0 when they are no comments. The records of the kept sets but
// the one with the index are no part of them.
func (s *Segmenter) trySet(x *set, index int) float32 {
	if s.tape.laid = x.from; index >= 0 && len(s.tape.kept) > 1 {
		s.tape.laid = -1
	}
	s.layUnits(x, index)
	if s.tape.count == 0 {
		return 0
	}
	s.measureColumns()
	s.findAuthors()
	s.measureBodies()
	s.findBodies()
	return s.proveUnits(x)
}

// strong and weak are the parts that the names of an element say it is.
func (s *Segmenter) strong(e int32) elements.Parts { return s.elements.Strong(e) }

func (s *Segmenter) weak(e int32) elements.Parts { return s.elements.Weak(e) }

func one(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

package records

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// On a page with elements, other things are between the heading of a section and its records, and
// the controls of comments can be distinguished from those of teasers. So a part of the evidence is
// weighed differently than in text, regardless of how the records were found.

const (
	maxBetween = 40 // words of a block between the heading of the section and its first record
	belowForm  = 12 // blocks below the last record in which the form may start

	enoughPlain = 5 // evidence for records that no elements show
)

// Plain reports whether records that only their lines show are comments; p is the evidence of the
// grammar for them. On a page with elements that is a weaker sign than in plain text, unless the
// lines are in one element.
func Plain(page *lines.Page, rs []evidence.Record, p evidence.Proof) bool {
	p.Drop(evidence.Headings, evidence.Counts, evidence.Forms, evidence.Controls)
	p.Turn(evidence.HTML)
	surround(page, rs, &p)
	controls(page, rs, &p)
	sum := p.Sum()
	linked, flat := float32(0), 0
	for i := range rs {
		r := &rs[i]
		linked += one(mostlyLinked(page, r.From, r.To))
		if i > 0 && page.Blocks[r.At].Node == page.Blocks[rs[i-1].At].Node {
			flat++
		}
	}
	sum -= 3 * linked / float32(len(rs))
	return sum >= enoughPlain || sum >= evidence.Enough && 2*flat > len(rs)
}

// MayBePlain reports whether the lines of a page may show records that no elements show: its time
// lines are in few elements, like those of a page that is little more than text, and other lines
// say what only comment sections do.
func MayBePlain(page *lines.Page) bool {
	same, ts := 0, page.Times
	for i := 1; i < len(ts); i++ {
		if page.Blocks[ts[i].Block].Node == page.Blocks[ts[i-1].Block].Node {
			same++
		}
	}
	if 4*same < len(ts)-1 {
		return false
	}
	words := 0
	for i := range page.Facts {
		switch page.Facts[i].Role {
		case lexicon.RoleHeading, lexicon.RoleCount:
			return true
		case lexicon.RoleAction, lexicon.RoleSays, lexicon.RoleReplyto, lexicon.RoleVotes,
			lexicon.RoleQuote, lexicon.RoleRank, lexicon.RoleJoined, lexicon.RoleField:
			if words++; words > 2 {
				return true
			}
		}
	}
	return false
}

// surround looks for a heading, a count or a form above the first record, as long as nothing else
// begins there, and for a form below the last.
func surround(page *lines.Page, rs []evidence.Record, p *evidence.Proof) {
	first, last := rs[0].Top, rs[len(rs)-1].End
	for i := first - 1; i >= max(0, first-evidence.MaxAbove); i-- {
		f, b := &page.Facts[i], &page.Blocks[i]
		if b.Linked*10 >= (b.End-b.Start)*8 && !b.Kind.Heading() {
			continue // a tab, or a link to the section
		}
		switch f.Role {
		case lexicon.RoleHeading:
			p.Note(evidence.Heading, 1, 1)
			p.Remarks = p.Remarks || page.HasStem(i, lexicon.RemarkStems[:])
		case lexicon.RoleCount:
			p.Note(evidence.Count, 1, 1)
			p.Remarks = p.Remarks || page.HasStem(i, lexicon.RemarkStems[:])
			p.Zero = p.Zero || page.CountIn(i) == 0
		case lexicon.RoleClosed:
			p.Closed = true
			p.Note(evidence.Form, 1, 1)
		case lexicon.RoleForm, lexicon.RoleSort, lexicon.RoleMore:
			p.Note(evidence.Form, 1, 1)
		case lexicon.RolePolicy, lexicon.RoleAction, lexicon.RoleProvider:
		default:
			if b.Kind.Heading() && b.Words > 1 || b.Words > maxBetween || isElsewhere(f.Family) {
				i = 0
			}
		}
	}
	for i := last; i < min(int32(len(page.Facts)), last+belowForm); i++ {
		switch page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleProvider, lexicon.RoleMore:
			p.Note(evidence.FormBelow, 1, 1)
		case lexicon.RoleCount:
			p.Zero = p.Zero || page.CountIn(i) == 0
		}
	}
}

// isElsewhere reports whether a family of boilerplate is in other parts of a page than the
// comments.
func isElsewhere(family label.Label) bool {
	return family == label.Related || family == label.Nav || family == label.Promo ||
		family == label.Legal
}

// controls notes the controls in the records: those that only comments have, and others.
func controls(page *lines.Page, rs []evidence.Record, p *evidence.Proof) {
	var own, other float32
	for i := range rs {
		r := &rs[i]
		isOwn, isOther := false, false
		for b := r.Top; b < r.End && !isOwn; b++ {
			if page.Facts[b].Role == lexicon.RoleAction && (b < r.From || b >= r.To) {
				isOwn, isOther = page.HasStem(b, lexicon.ControlStems[:]), true
			}
		}
		own += one(isOwn)
		other += one(isOther && !isOwn)
	}
	k := float32(len(rs))
	p.Note(evidence.OwnControl, min(1, 1.5*own/k), 1)
	p.Note(evidence.OtherControl, min(1, 1.5*other/k), 1)
}

// said reports whether the words of the grammar around the names are those of threads in most
// records, and not those of bylines.
func (pf *proof) said() bool {
	if !pf.weigher.Proof.Has(evidence.Says, evidence.By) {
		return false
	}
	n := 0
	for i := range pf.weigher.Records {
		r := &pf.weigher.Records[i]
		if pf.lines.HasStem(r.At, lexicon.SpeechStems[:]) ||
			r.NameAt >= 0 && pf.lines.HasStem(r.NameAt, lexicon.SpeechStems[:]) {
			n++
		}
	}
	return 2*n >= len(pf.weigher.Records)
}

// mostlyLinked reports whether more than half of what the blocks [from,to) say is in links.
func mostlyLinked(page *lines.Page, from, to int32) bool {
	linked, all := int32(0), int32(0)
	for b := from; b < to; b++ {
		linked += page.Blocks[b].Linked
		all += page.Blocks[b].End - page.Blocks[b].Start
	}
	return linked*2 > all
}

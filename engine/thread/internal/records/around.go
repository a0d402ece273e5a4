package records

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// On a page with elements other things stand between the heading of a section and its records, and
// the controls of comments can be told from those of teasers. So a part of the evidence is weighed
// otherwise than in text, whoever has found the records.

const (
	maxBetween = 40 // words of a block between the heading of the section and its first record
	belowForm  = 12 // blocks below the last record in which the form may start

	enoughPlain = 5 // evidence for records that no elements tell
)

// Plain reports whether records that only their lines tell are comments; p is the evidence of the
// grammar for them. On a page with elements that is a weaker sign than in plain text, unless the
// lines stand in one element.
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

// MayBePlain reports whether the lines of a page may tell records that no elements do: its time
// lines stand in few elements, as those of a page that is little more than text, and other lines
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
		if b.Linked*10 >= (b.End-b.Start)*8 {
			continue // a tab, or a link to the section
		}
		switch f.Role {
		case lexicon.RoleHeading:
			p.Note(evidence.Heading, 1, 1)
			p.Remarks = p.Remarks || page.HasStem(i, lexicon.RemarkStems[:])
		case lexicon.RoleCount:
			p.Note(evidence.Count, 1, 1)
			p.Remarks = p.Remarks || page.HasStem(i, lexicon.RemarkStems[:])
		case lexicon.RoleSort:
			p.Note(evidence.Form, 1, 1)
		default:
			if b.Kind.Heading() && b.Words > 1 || b.Words > maxBetween {
				i = 0
			}
		}
	}
	for i := last; i < min(int32(len(page.Facts)), last+belowForm); i++ {
		switch page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleMore:
			p.Note(evidence.FormBelow, 1, 1)
		}
	}
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

// said reports whether the words around a name are those of threads, and not those of bylines.
func (pf *proof) said() bool {
	for i := range pf.weigher.Records {
		at := pf.weigher.Records[i].NameAt
		if at >= 0 && pf.lines.HasStem(at, lexicon.SpeechStems[:]) {
			return true
		}
	}
	return false
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

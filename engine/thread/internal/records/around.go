package records

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// On a page with elements other things stand between the heading of a section and its records, and
// the controls of comments can be told from those of teasers. So a part of the evidence is weighed
// otherwise than in text.

const (
	maxBetween = 40 // words of a block between the heading of the section and its first record
	belowForm  = 12 // blocks below the last record in which the form may start
)

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

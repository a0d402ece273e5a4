package grammar

import (
	"slices"

	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// Some sections show no times. Their records are found by other lines that occur once in each: "X
// says:" above the text, the number of the record, or a control below the text. Such lines take the
// place of the time lines, as marks without a time. For their records, a heading, a count or a form
// of the section is more important than for others.

// sign is a kind of line that may anchor records without times.
type sign struct {
	key   uint64
	count int32
	kind  signKind
}

type signKind uint8

const (
	signSays    signKind = iota // "X says:"
	signNumber                  // "#12"
	signControl                 // "Reply": one control of each record
)

const (
	maxSigns  = 6 // kinds of lines that are tried
	maxSign   = 8 // words of a row of controls
	minSigned = 2 // records
)

// untimed looks for records by lines other than times.
func (s *search) untimed() bool {
	s.signs = s.signs[:0]
	if !s.invites() {
		return false
	}
	for i := range s.page.Facts {
		if k, key, ok := s.signOf(int32(i)); ok {
			at := slices.IndexFunc(s.signs,
				func(x sign) bool { return x.key == key && x.kind == k })
			if at < 0 && len(s.signs) < 4*maxSigns {
				at = len(s.signs)
				s.signs = append(s.signs, sign{key: key, kind: k})
			}
			if at >= 0 {
				s.signs[at].count++
			}
		}
	}
	slices.SortStableFunc(s.signs, func(a, b sign) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		return int(b.count - a.count)
	})
	s.trial.weigher.Dateless = true
	top := float32(0)
	for n, x := range s.signs {
		if n == maxSigns || x.count < minSigned && x.kind != signSays {
			continue
		}
		s.anchor = s.marked(s.anchor[:0], x)
		for from := 0; from < len(s.anchor); {
			to := s.runEnd(from)
			run := s.anchor[from:to]
			from = to
			if len(run) < minSigned && !(x.kind == signSays && evidence.Headed(s.page, run[0])) {
				continue
			}
			s.alone(len(run))
			v := s.trial.try(run, s.groups)
			if v > top {
				top = v
				s.best = append(s.best[:0], run...)
			}
		}
	}
	if len(s.best) == 0 {
		return false
	}
	s.trim()
	return true
}

// invites reports whether the page has a heading or a count of comments at all.
func (s *search) invites() bool {
	for i := range s.page.Facts {
		if r := s.page.Facts[i].Role; r == lexicon.RoleHeading || r == lexicon.RoleCount ||
			r == lexicon.RoleSays {
			return true
		}
	}
	return false
}

// signOf says which lines block i may represent: those of its kind, and of its key if it is a
// control.
func (s *search) signOf(i int32) (signKind, uint64, bool) {
	f, b := &s.page.Facts[i], &s.page.Blocks[i]
	switch {
	case f.Time >= 0:
	case f.Role == lexicon.RoleSays && b.Words <= 8 && (b.LastRune == ':' || b.Words <= 4):
		return signSays, 0, true
	case f.Symbol == lines.Number && s.page.Src[b.Start] == '#':
		return signNumber, 0, true
	case f.Symbol == lines.Action && (f.Scope&lexicon.Whole != 0 || f.Count > minSigned) &&
		b.Words <= maxSign && (f.Role == lexicon.RoleAction && f.Count >= minSigned ||
		// "Comment" below every record is not a heading
		(f.Role == lexicon.RoleHeading || f.Role == lexicon.RoleForm) && f.Count > minSigned):
		return signControl, f.Key, true
	}
	return 0, 0, false
}

// marked appends marks for the lines of a sign.
func (s *search) marked(dst []int32, x sign) []int32 {
	for i := range s.page.Facts {
		k, key, ok := s.signOf(int32(i))
		if !ok || k != x.kind || key != x.key {
			continue
		}
		b := &s.page.Blocks[i]
		m := lines.TimeLine{Block: int32(i), Foot: k == signControl, Says: k == signSays}
		if k == signSays {
			n := int(b.End - b.Start)
			m.When = when.Time{Start: n, End: n}
			m.Before.Kind = lines.RestWords
		}
		dst = append(dst, int32(len(s.page.Times)))
		s.page.Times = append(s.page.Times, m)
	}
	return dst
}

package meta

import (
	"bytes"

	"klartext/engine/block"
)

// titleSeparators part a title from the name of the site.
var titleSeparators = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ", " ‹ ", " › ", " ⋆ ", " ~ ", "|", ": "}

// nextSeparator returns the range of the first separator of t at or after from.
func nextSeparator(t []byte, from int) (start, end int) {
	start, end = len(t), len(t)
	for _, s := range titleSeparators {
		if i := bytes.Index(t[from:min(start, len(t))], []byte(s)); i >= 0 && from+i < start {
			start, end = from+i, from+i+len(s)
		}
	}
	return start, end
}

// addParts adds the parts of a title that separators make.
func (r *Reader) addParts(s block.Span, who int, source Source) {
	t := s.Of(r.pool)
	first, next := nextSeparator(t, 0)
	if first == len(t) || len(t) > maxTitle {
		return
	}
	part := func(from, to, w int) {
		if who != byTitle {
			w = byOpenGraphPart
		}
		r.addPart(block.Span{Start: s.Start + int32(from), End: s.Start + int32(to)}, w, source)
	}
	part(0, first, byTitleFirst)
	part(next, len(t), byTitleTail)
	long, longTo := 0, first
	from, to := 0, first
	for n := 0; to < len(t) && n < 8; n++ {
		if to-from > longTo-long {
			long, longTo = from, to
		}
		last := to
		from = next
		if to, next = nextSeparator(t, from); to == len(t) {
			part(0, last, byTitleHead)
			part(from, to, byTitleLast)
		}
	}
	if to-from > longTo-long {
		long, longTo = from, to
	}
	part(long, longTo, byTitleLongest)
}

package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/meta/internal/source"
)

// titleSeparators separate a title from the name of the site.
var titleSeparators = [...]string{
	" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ", " ‹ ", " › ",
	" ⋆ ", " ~ ", "|", ": ",
}

// nextSeparator returns the range of the first separator of t at or after from.
func nextSeparator(t []byte, from int) (start, end int) {
	start, end = len(t), len(t)
	for _, s := range titleSeparators {
		i := bytes.Index(t[from:min(start, len(t))], []byte(s))
		if i >= 0 && from+i < start {
			start, end = from+i, from+i+len(s)
		}
	}
	return start, end
}

// maxParts is how many parts of a title are considered.
const maxParts = 8

// addParts adds the parts of a title that separators make.
func (t *titles) addParts(pool *source.Pool, s block.Span, who int, k source.Kind) {
	text := pool.Of(s)
	first, next := nextSeparator(text, 0)
	if first == len(text) || len(text) > maxTitle {
		return
	}
	part := func(from, to, w int) {
		if who != byTitle {
			w = byOpenGraphPart
		}
		span := block.Span{Start: s.Start + int32(from), End: s.Start + int32(to)}
		t.addText(pool, span, w, k)
	}
	part(0, first, byTitleFirst)
	part(next, len(text), byTitleTail)
	long, longTo := 0, first
	from, to := 0, first
	for n := 0; to < len(text) && n < maxParts; n++ {
		if to-from > longTo-long {
			long, longTo = from, to
		}
		last := to
		from = next
		if to, next = nextSeparator(text, from); to == len(text) {
			part(0, last, byTitleHead)
			part(from, to, byTitleLast)
		}
	}
	if to-from > longTo-long {
		long, longTo = from, to
	}
	part(long, longTo, byTitleLongest)
}

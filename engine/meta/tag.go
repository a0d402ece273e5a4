package meta

import (
	"bytes"

	"klartext/engine/meta/internal/source"
)

// Limits of tags: of a page, and of the bytes of one.
const (
	maxTags = 64
	maxTag  = 100
)

// chooseTags sets the tags to the keywords of the best source, cut at commas and semicolons.
func chooseTags(p *page, s *source.Sources, f *Fields) {
	best := s.Pool.Best(source.TagField)
	if best == nil {
		return
	}
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.TagField || e.Rank != best.Rank {
			continue
		}
		for rest := s.Pool.Text(e); len(rest) > 0; {
			end := bytes.IndexAny(rest, ",;")
			if end < 0 {
				end = len(rest)
			}
			t := bytes.Trim(rest[:end], ` "'[]#`)
			if len(t) > 0 && len(t) <= maxTag && len(f.Tags) < maxTags {
				f.Tags = append(f.Tags, p.keep(t, e.Kind))
			}
			rest = rest[min(end+1, len(rest)):]
		}
	}
}

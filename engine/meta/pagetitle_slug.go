package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/meta/internal/source"
)

// The last part of a page's address, its slug, often repeats the words of its title:
// …/the-old-bridge-12345.html.

// slugParts is how many parts of an address, from the end, are searched for words.
const slugParts = 3

// readSlug takes the last part of the page's address that has words.
func (t *titles) readSlug(s *source.Sources) {
	t.slug = t.slug[:0]
	u, ok := s.Location.Address(&s.Pool)
	if !ok {
		return
	}
	path := u.Path
	for range slugParts {
		path = bytes.TrimRight(path, "/")
		start := bytes.LastIndexByte(path, '/') + 1
		last := path[start:]
		if dot := bytes.LastIndexByte(last, '.'); dot > 0 && len(last)-dot <= 6 {
			last = last[:dot]
		}
		t.slug = ascii.AppendLower(t.slug[:0], last)
		if start, end := nextSlugWord(t.slug, 0); end > start {
			return
		}
		path = path[:start]
	}
}

// nextSlugWord returns the range of the next run of at least three letters, an empty one if there
// is none.
func nextSlugWord(b []byte, from int) (start, end int) {
	for from < len(b) {
		for from < len(b) && b[from]-'a' >= 26 {
			from++
		}
		for end = from; end < len(b) && b[end]-'a' < 26; end++ {
		}
		if end-from >= 3 {
			return from, end
		}
		from = end
	}
	return len(b), len(b)
}

// describeSlug compares a candidate with the words of the slug.
func (t *titles) describeSlug(x *title) {
	f, fold := &x.f, x.fold.Of(t.folds)
	all, hit := 0, 0
	for from := 0; ; {
		start, end := nextSlugWord(t.slug, from)
		if end == start {
			break
		}
		all++
		if bytes.Contains(fold, t.slug[start:end]) {
			hit++
		}
		from = end
	}
	if all < 2 {
		f[slugNone] = 1
		return
	}
	f[slugShare] = float32(hit) / float32(all)
	words, in := 0, 0
	for start, end := block.NextWord(fold, 0); end > start; start, end = block.NextWord(fold, end) {
		if end-start >= 4 {
			words++
			if bytes.Contains(t.slug, fold[start:end]) {
				in++
			}
		}
	}
	f[slugCover] = float32(in) / float32(max(words, 1))
}

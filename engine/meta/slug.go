package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/url"
)

// The last part of a page's address often repeats the words of its title: …/the-old-bridge-12345.html.

// describeSlug compares a candidate with the words in the last part of the page's address: …/the-old-bridge-12345.html.
func (r *Reader) describeSlug(c *candidate) {
	f, fold := &c.f, c.fold.Of(r.folds)
	all, hit := 0, 0
	for from := 0; ; {
		start, end := nextSlugWord(r.slug, from)
		if end == start {
			break
		}
		all++
		if bytes.Contains(fold, r.slug[start:end]) {
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
			if bytes.Contains(r.slug, fold[start:end]) {
				in++
			}
		}
	}
	f[slugCover] = float32(in) / float32(max(words, 1))
}

// nextSlugWord returns the range of the next run of at least three letters, an empty one when there is none.
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

// readSlug takes the last part of the page's address that has words, in small letters.
func (r *Reader) readSlug() {
	r.slug = r.slug[:0]
	path := r.home.Path
	if !r.home.Web() {
		e := r.best(canonicalField)
		if e == nil {
			return
		}
		a := url.Parse(r.value(e))
		path = a.Path
	}
	for range 3 {
		path = bytes.TrimRight(path, "/")
		last := path[bytes.LastIndexByte(path, '/')+1:]
		if dot := bytes.LastIndexByte(last, '.'); dot > 0 && len(last)-dot <= 6 {
			last = last[:dot]
		}
		r.slug = r.slug[:0]
		for _, b := range last {
			if b-'A' < 26 {
				b |= 0x20
			}
			r.slug = append(r.slug, b)
		}
		if start, end := nextSlugWord(r.slug, 0); end > start {
			return
		}
		path = path[:len(path)-len(path[bytes.LastIndexByte(path, '/')+1:])]
	}
}

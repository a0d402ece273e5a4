package elements

import (
	"klartext/engine/block"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
)

// Records are alike in their elements, so that elements are known by signatures: the tag with the
// first class that does not come and go, or else with the id if that is numbered.

// passing are the beginnings of classes that come and go: one of several like elements has them and
// another has not.
var passing = [...]string{
	"odd", "even", "alt", "first", "last", "active", "new", "unread", "depth", "level", "byuser",
	"bypost", "has-", "is-", "comment-author-", "comment-by", "thread-", "topic-owner", "owner",
	"clearfix", "row", "hidden", "selected", "highlight", "js-", "status-", "type-", "format-",
}

// sign gives every element its signature.
func (r *Reader) sign() {
	r.Signs = scratch.Resize(r.Signs, len(r.page.Elements))
	for i := range r.page.Elements {
		e := &r.page.Elements[i]
		h := uint32(e.Tag)*0x9E3779B1 + 1
		if e.Tag == tag.Unknown {
			h ^= r.nameHash(e)
		}
		name := uint32(0)
		if !e.Class.Empty() {
			if name = r.meanings[i].first; name == 0 { // perhaps it was not read
				name = firstClass(e.Class.Of(r.page.Source))
			}
		}
		if name == 0 && !e.ID.Empty() {
			name = numbered(e.ID.Of(r.page.Source))
		}
		r.Signs[i] = mix32(h, name)
	}
}

// nameHash hashes the name of a custom element.
func (r *Reader) nameHash(e *block.Element) uint32 {
	src := r.page.Source
	h := uint32(0)
	for i := e.Start + 1; i < e.Open && i < e.Start+40; i++ {
		c := src[i]
		if c <= ' ' || c == '>' || c == '/' {
			break
		}
		h = h*0x01000193 ^ uint32(c|0x20)
	}
	return h
}

// numbered hashes an id that contains a number, without its parts that contain digits:
// "comment-123", "post_p7_c9x"; 0 if it contains none.
func numbered(id []byte) uint32 {
	h, part, digits, found := uint32(0x811C9DC5), uint32(0), false, false
	for _, c := range id[:min(len(id), 64)] {
		switch {
		case c-'0' < 10:
			digits, found = true, true
		case c == '-' || c == '_' || c == ':' || c == '.':
			if !digits {
				h = (h ^ part) * 0x01000193
			}
			part, digits = 0, false
			h = (h ^ uint32(c)) * 0x01000193
		case !digits:
			part = (part ^ uint32(c|0x20)) * 0x01000193
		}
	}
	if !found {
		return 0
	}
	return (h ^ part) | 1
}

// firstClass hashes the first class that does not vary, without its numbers of several digits; 0 if
// there is none.
func firstClass(class []byte) uint32 {
	for i := 0; i < len(class); {
		for i < len(class) && class[i] <= ' ' {
			i++
		}
		from := i
		h := uint32(0x811C9DC5)
		for i < len(class) && class[i] > ' ' {
			c := class[i]
			i++
			if c-'0' < 10 && (i < len(class) && class[i]-'0' < 10 || i > 1 && class[i-2]-'0' < 10) {
				continue // a number of several digits
			}
			h = (h ^ uint32(c|0x20)) * 0x01000193
		}
		if i > from && !passes(class[from:i]) {
			return h | 1
		}
	}
	return 0
}

// passingBy are the passing classes by their first bytes.
var passingBy = func() (t [256][]string) {
	for _, p := range passing {
		t[p[0]] = append(t[p[0]], p)
	}
	return t
}()

// passes reports whether a class comes and goes.
func passes(class []byte) bool {
	for _, p := range passingBy[class[0]] {
		if len(class) >= len(p) && string(class[:len(p)]) == p {
			return true
		}
	}
	return false
}

// mix32 is Mix for signatures.
func mix32(a, b uint32) uint32 {
	a = (a ^ b) * 0x85EBCA6B
	return a ^ a>>15
}

// Mix mixes hash b into hash a.
func Mix(a, b uint64) uint64 {
	a = (a ^ b) * 0x9E3779B97F4A7C15
	return a ^ a>>29
}

// Nameable are the tags that identify an element even without class and id.
var Nameable = func() (t [256]bool) {
	for _, x := range []tag.Tag{tag.Li, tag.Article, tag.Tr, tag.Dd, tag.Section, tag.Unknown} {
		t[x] = true
	}
	return t
}()

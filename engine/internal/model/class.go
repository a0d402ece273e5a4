package model

import (
	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// ClassTable has what the model for HTML knows about the names that pages give their elements:
// words of class and id attributes, whole class names, roles and tags. It is an open-addressed hash
// table like WordTable.
type ClassTable struct {
	Keys    []uint32 // power of two many
	Weights []Class  // of each slot
}

// Class is what is known of one name. Weights are logits times weightScale.
type Class struct {
	// Own is the weight on the block's own element, on the innermost one of its first character,
	// and on the parent of the first.
	Own int8

	Up int8 // weight on an element above
}

func (t *ClassTable) slot(key uint32) int {
	if len(t.Keys) == 0 || key == 0 {
		return -1
	}
	mask := uint32(len(t.Keys) - 1)
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		switch t.Keys[i] {
		case key:
			return int(i)
		case 0:
			return -1
		}
	}
}

// NewClassTable returns the table of the given names by key.
func NewClassTable(names map[uint32]Class) (t ClassTable) {
	t.Keys, t.Weights = place(names)
	return t
}

const (
	saltTag   = 0x2545F491
	saltRole  = 0x6C8E9CF5
	saltWhole = 0x5851F42D
)

// tagKeys are the keys of the tags, which do not depend on how package tag numbers them.
var tagKeys = func() (t [256]uint32) {
	for k := range t {
		t[k] = mix(block.WordHash([]byte(tag.Tag(k).String())), saltTag)
	}
	return t
}()

// maxClasses is how many bytes of a class attribute are read.
const maxClasses = 400

// appendClassKeys appends the keys of the names of element i: its tag, the words of its class and
// id, its classes that have several words, its role.
func appendClassKeys(dst []uint32, p *block.Page, i int32) []uint32 {
	e := &p.Elements[i]
	dst = append(dst, tagKeys[e.Tag])
	if !e.Class.Empty() {
		dst, _ = appendNames(dst, e.Class.Of(p.Source))
	}
	if !e.ID.Empty() {
		dst, _ = appendNames(dst, e.ID.Of(p.Source))
	}
	if !e.Role.Empty() {
		dst = append(dst, roleKey(e.Role.Of(p.Source)))
	}
	return dst
}

func roleKey(role []byte) uint32 { return mix(block.WordHash(role), saltRole) }

// appendNames appends the keys of the words of a class or id attribute: runs of letters, cut before
// a capital that follows a small letter; and of each name that has several words, the whole of it.
// hash is that of the attribute without its digits, which often number elements.
func appendNames(dst []uint32, s []byte) (keys []uint32, hash uint32) {
	s = s[:min(len(s), maxClasses)]
	hash = hashBasis
	whole, parts := uint32(hashBasis), 0
	for i := 0; i < len(s); {
		c := s[i]
		if ascii.IsLetter(c) {
			word, start := uint32(hashBasis), i
			for {
				l := c | 0x20 // as ascii.Lower for a letter, in one instruction
				word, whole = (word^uint32(l))*hashPrime, (whole^uint32(l))*hashPrime
				hash = (hash ^ uint32(c)) * hashPrime
				small := c == l
				if i++; i == len(s) {
					break
				}
				if c = s[i]; !ascii.IsLetter(c) || small && c <= 'Z' {
					break
				}
			}
			if i-start > 1 {
				dst = append(dst, word|1)
			}
			parts++
			continue
		}
		i++
		if ascii.IsDigit(c) {
			continue
		}
		hash = (hash ^ uint32(c)) * hashPrime
		if c > ' ' {
			whole = (whole ^ '-') * hashPrime
			continue
		}
		if parts > 1 {
			dst = append(dst, mix(whole, saltWhole))
		}
		whole, parts = hashBasis, 0
	}
	if parts > 1 {
		dst = append(dst, mix(whole, saltWhole))
	}
	return dst, hash
}

// ClassRole says on which element a name is.
type ClassRole uint8

// The roles: on the block's own elements, and on one above.
const (
	RoleOwn ClassRole = iota
	RoleUp
)

// EachClass yields the keys of the names around block i with their roles, as training the class
// table needs them. A key may come more than once.
func EachClass(p *block.Page, i int, yield func(r ClassRole, key uint32)) {
	var keys []uint32
	each := func(r ClassRole, at int32) {
		keys = appendClassKeys(keys[:0], p, at)
		for _, key := range keys {
			yield(r, key)
		}
	}
	b := &p.Blocks[i]
	if b.Inner != b.Node {
		each(RoleOwn, b.Inner)
	}
	each(RoleOwn, b.Node)
	at := p.Elements[b.Node].Parent
	if at >= 0 {
		each(RoleOwn, at)
		at = p.Elements[at].Parent
	}
	for ; at >= 0; at = p.Elements[at].Parent {
		each(RoleUp, at)
	}
}

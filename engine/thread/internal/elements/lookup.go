package elements

//go:generate go run vocabulary_gen.go

// meaning is what the names of an element say of it.
type meaning struct {
	strong   Parts  // the names alone say so
	weak     Parts  // if the element is in a record
	provider uint8  // external system whose comments are to appear in the element; 0 for none
	first    uint32 // hash of the first class that does not come and go, see firstClass
}

// merge adds what another name of the element says.
func (n *meaning) merge(m meaning) {
	n.strong |= m.strong
	n.weak |= m.weak
	if n.provider == 0 {
		n.provider = m.provider
	}
}

// entry is a row of the vocabulary in the table. Rows of the same name follow each other.
type entry struct {
	key    uint32 // high half of the hash of the name and where it is
	check  uint8  // another eight bits of it
	part   Part   // or a kind of word, or kindProvider
	system uint8
	strong bool
}

// Where a name is; its hash is mixed with this.
const (
	inClass    = 0x9E3779B97F4A7C15
	inID       = 0xC2B2AE3D27D4EB4F
	inRole     = 0x165667B19E3779F9
	inTag      = 0x27D4EB2F165667C5
	inProperty = 0x85EBCA77C2B2AE63
	inType     = 0xD6E8FEB86659FD93
	inData     = 0xA0761D6478BD642F
	inWord     = 0xE7037ED1A0B428DB
	inPrefix   = 0x8EBC6AF09C88C6E3 // together with one of the others: a name that ends in '*'
)

// EverySystem forgets the whole vocabulary.
const EverySystem = 255

// exact is what a whole name says.
func (r *Reader) exact(b []byte, where uint64) (n meaning) {
	r.name.Read(b)
	n, _ = r.find(r.name.whole, where)
	return n
}

// nameIn is what the name that was read says about the element whose class or id it is: as a whole,
// without its modifier, by its start, or by its words.
func (r *Reader) nameIn(where uint64) meaning {
	a := &r.name
	if n, ok := r.find(a.whole, where); ok {
		return n
	}
	if a.base > 0 {
		if n, ok := r.find(a.prefix[a.base-1], where); ok {
			return n
		}
	}
	if where == inID {
		if a.count < 2 && !a.digits { // one word is often the id of a field of a form
			return meaning{}
		}
		if n, ok := r.find(a.whole, inClass); ok {
			return n
		}
	}
	return r.byWords(where)
}

// byWords is what a name that is in no row says: by its beginning, or by its words.
func (r *Reader) byWords(where uint64) meaning {
	a := &r.name
	last := a.count - 2
	if a.digits {
		last++
	}
	for i := last; i > 0; i-- {
		if n, ok := r.find(a.prefix[i], where^inPrefix); ok {
			return n
		}
	}
	return r.name.compose()
}

// find looks a hash up.
func (r *Reader) find(hash, where uint64) (n meaning, ok bool) {
	h := spread(hash ^ where)
	key, check := uint32(h>>32), uint8(h)
	for i := key & (uint32(len(vocabulary)) - 1); ; i = (i + 1) & (uint32(len(vocabulary)) - 1) {
		e := &vocabulary[i]
		if e.key == 0 {
			return n, ok
		}
		if e.key != key || e.check != check || r.Forget != 0 && e.system == r.Forget {
			continue
		}
		switch {
		case e.part == kindProvider:
			n.provider, ok = e.system-firstProvider, true
			continue
		case e.strong:
			n.strong.Add(e.part)
		default:
			n.weak.Add(e.part)
		}
		ok = true
	}
}

// SystemNamed returns the number of a comment system, or 0 if there is none with that name.
func SystemNamed(name string) uint8 {
	for i, s := range systems {
		if s == name {
			return uint8(i)
		}
	}
	return 0
}

// spread mixes a hash so that all of its bits depend on all others.
func spread(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}

package lexicon

import (
	"encoding/binary"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// The lexicon's tables. The generator packs the rows, because the tables are several times as large
// as the rows. They are made when the program starts, which takes less than a millisecond.
var (
	entries [numEntries]Entry // in the order of their phrases
	phrases string

	nodes [numNodes]node
	slots [numSlots]uint16 // the index of a node, plus one, at the low bits of its hash or after

	first wordFilter // the first words of all phrases
	inner wordFilter // and of those that may be after the start of a block
)

// kind is what a row says about its phrase.
type kind struct {
	label label.Label
	scope sheet.Scope
	role  sheet.Role
}

func init() {
	buf := make([]byte, 0, phraseBytes)
	kinds, text := kindsAt([]byte(packedKind)), packedText
	used, last := 0, 0
	for i := range entries {
		shared, size := int(packedShared[i]), int(packedLength[i])
		if start := len(buf); i == 0 || shared < size || size < len(buf)-last {
			buf = append(append(buf, buf[last:last+shared]...), text[:size-shared]...)
			text, last = text[size-shared:], start
		}
		k := kinds()
		entries[i] = Entry{k.label, k.scope, k.role, uint32(last), uint8(size)}
		used = enter(buf[last:last+size], i, k.scope, used)
	}
	phrases = string(buf)
}

// kindsAt returns a function that reads one kind after the other.
func kindsAt(packed []byte) func() kind {
	return func() kind {
		k, n := binary.Uvarint(packed)
		packed = packed[n:]
		return kinds[k]
	}
}

// enter makes the nodes of a phrase, that of row i, where used ones are there. It returns how many
// there are then.
func enter(p []byte, i int, scope sheet.Scope, used int) int {
	_, end := block.NextWord(p, 0)
	hash := block.WordHash(p[:end])
	first.add(hash)
	if scope&(Inside|Suffix) != 0 {
		inner.add(hash)
	}
	for {
		n := find(hash)
		if n == nil {
			n = &nodes[used]
			n.hash = hash
			used++
			s := hash & (numSlots - 1)
			for slots[s] != 0 {
				s = (s + 1) & (numSlots - 1)
			}
			slots[s] = uint16(used)
		}
		if end == len(p) {
			if n.count == 0 {
				n.first = uint16(i) + 1
			}
			n.count++
			return used
		}
		n.more = true
		from := end
		_, end = block.NextWord(p, end)
		hash = block.AddHash(hash, p[from:end])
	}
}

func (f *wordFilter) add(hash uint32) { f[hash/64%512] |= 1 << (hash % 64) }

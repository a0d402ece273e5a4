package elements

// vocabulary is an open-addressed table of the rows, by the hash of the folded name and where it
// is. The generator packs the rows, because the table is twice as large as they are; it is made
// when the program starts.
var vocabulary [vocabularySize]entry

func init() {
	var name []byte
	text := packedText
	for i := range numRows {
		rest := int(packedLength[i] - packedShared[i])
		name = append(name[:packedShared[i]], text[:rest]...)
		text = text[rest:]

		where := packedPlaces[packedPlace[i]&^flagged]
		if packedPlace[i]&flagged != 0 {
			where ^= inPrefix
		}
		hash := uint64(nameBasis)
		for _, c := range name {
			hash = (hash ^ uint64(c)) * namePrime
		}
		h := spread(hash ^ where)
		e := entry{
			key: uint32(h >> 32), check: uint8(h), system: packedSystem[i],
			part: packedParts[packedPart[i]&^flagged], strong: packedPart[i]&flagged != 0,
		}
		at := e.key & (vocabularySize - 1)
		for vocabulary[at].key != 0 {
			at = (at + 1) & (vocabularySize - 1)
		}
		vocabulary[at] = e
	}
}

// flagged is the bit of a packed part that is strong, and of a packed place whose names may go on.
const flagged = 0x80

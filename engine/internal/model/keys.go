package model

// KeyRole is what a key of the word table stands for.
type KeyRole uint8

// Roles of a key: a word anywhere, as the first and as the last of its block, the first two words,
// all of a short block.
const (
	RoleWord KeyRole = iota
	RoleFirst
	RoleLast
	RolePrefix
	RolePhrase
)

// EachKey yields the keys of a text with their roles, as training the word table needs them; see
// linear for their use.
func EachKey(text []byte, yield func(r KeyRole, key uint32)) {
	scan := wordScan{text: text}
	var key uint32
	n := 0
	all := uint32(hashBasis)
	for {
		k, ok := scan.next()
		if !ok {
			break
		}
		yield(RoleWord, k)
		switch n {
		case 0:
			yield(RoleFirst, k)
		case 1:
			yield(RolePrefix, mix(mix(saltPrefix, key), k))
		}
		key = k
		all = mix(all, k)
		n++
	}
	if n > 0 {
		yield(RoleLast, key)
	}
	if n > 0 && n <= maxPhrase {
		yield(RolePhrase, mix(all, saltPhrase))
	}
}

// LengthClass is the class of a block's length by which Model.Length is indexed.
func LengthClass(words int32) int { return lengthClass(words) }

// ShortWords is the length up to which blocks have Word.Next counted.
const ShortWords = shortWords

// Scales of the integers in a Model: of the weights of words, of Model.Length, of the leaves.
const (
	WeightScale = weightScale
	LengthScale = 64
	LeafScale   = leafScale
)

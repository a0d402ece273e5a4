package block

// Kind says what element of a page a block is.
type Kind uint8

// In plain text every block is a paragraph or, by the mark it starts with, a list item.
const (
	Paragraph Kind = iota
	ListItem
	numKinds
)

var kindNames = [numKinds]string{"paragraph", "list item"}

func (k Kind) String() string { return kindNames[k] }

// Block is one block of the page. Start and End are byte offsets into the input, without the white space at its edges;
// a block is never empty, and blocks are in page order and do not overlap.
type Block struct {
	Start, End int32
	Line       int32  // number of the first line, from 0
	Lines      int32  // lines that the block holds, more than 1 where a wrapped paragraph was joined
	Gap        uint16 // blank lines before the block beyond those before every block, at most 65535
	Kind       Kind
	Shape
	Hash uint64 // xxhash of the folded text (see Fold); equal for blocks that differ only in case and white space
}

// Text returns the bytes of the block.
func (b *Block) Text(src []byte) []byte { return src[b.Start:b.End] }

package block

// Kind says what element of a page a block is.
type Kind uint8

// In plain text every block is a paragraph or, by the mark it starts with, a list item.
const (
	Paragraph Kind = iota
	ListItem
	Heading1
	Heading2
	Heading3
	Heading4
	Heading5
	Heading6
	Cell       // of a table
	HeaderCell // th
	Pre
	Quote       // blockquote
	Caption     // of a figure or table
	Term        // dt
	Description // dd
	Control     // button, label, legend, summary
	numKinds
)

var kindNames = [numKinds]string{
	"paragraph", "list item", "heading 1", "heading 2", "heading 3", "heading 4", "heading 5", "heading 6", "cell", "header cell",
	"pre", "quote", "caption", "term", "description", "control",
}

// Heading reports whether the kind is one of the six headings.
func (k Kind) Heading() bool { return k >= Heading1 && k <= Heading6 }

func (k Kind) String() string { return kindNames[k] }

// Block is one block of the page. Start and End are byte offsets into the text of the page, without the white space at its
// edges: into the input where that is plain text, into Page.Text where it is HTML. A block is never empty, and blocks are
// in page order and do not overlap.
type Block struct {
	Start, End int32
	From, To   int32  // byte offsets into the input; in plain text Start and End, in HTML with the inline tags
	Line       int32  // number of the first line, from 0
	Lines      int32  // lines that the block holds, more than 1 where a wrapped paragraph was joined
	Gap        uint16 // blank lines before the block beyond those before every block, at most 65535
	Kind       Kind
	Broken     bool  // only a br element parts the block from the one before
	Node       int32 // index of the element that the block is text of, a block-level one; -1 in plain text
	Inner      int32 // index of the innermost element of its first character; -1 in plain text
	Linked     int32 // bytes of the text that are in links
	Anchors    int32 // links in the block
	Shape
	Hash uint64 // xxhash of the folded text (see Fold); equal for blocks that differ only in case and white space
}

// Text returns the bytes of the block.
func (b *Block) Text(src []byte) []byte { return src[b.Start:b.End] }

package block

// Kind is the kind of element that a block is.
type Kind uint8

// The kinds of blocks. In plain text every block is a paragraph or, if it starts with a list mark,
// a list item.
const (
	Paragraph Kind = iota
	ListItem
	Heading1
	Heading2
	Heading3
	Heading4
	Heading5
	Heading6
	Cell       // of a table: td
	HeaderCell // of a table: th
	Pre
	Quote       // blockquote
	Caption     // of a figure or table
	Term        // dt
	Description // dd
	Control     // button, label, legend, summary
	numKinds
)

var kindNames = [numKinds]string{
	"paragraph", "list item", "heading 1", "heading 2", "heading 3", "heading 4", "heading 5",
	"heading 6", "cell", "header cell", "pre", "quote", "caption", "term", "description", "control",
}

// Heading reports whether k is one of the six headings.
func (k Kind) Heading() bool { return k >= Heading1 && k <= Heading6 }

// String returns the name of the kind in lower case, such as "list item".
func (k Kind) String() string { return kindNames[k] }

// Block is one block of the page. Start and End are byte offsets into the text of the page, without
// white space at its ends: for plain text into the input, for HTML into Page.Text. A block is never
// empty. Blocks are in page order and do not overlap.
type Block struct {
	Start, End int32
	From, To   int32  // byte offsets into the input: Start and End, or with inline tags in HTML
	Line       int32  // number of the first line, from 0
	Lines      int32  // lines in the block; more than 1 if a wrapped paragraph was joined
	Gap        uint16 // blank lines before the block, minus those before every block; at most 65535
	Kind       Kind
	Broken     bool  // only a br element separates the block from the previous one
	Node       int32 // index of the block-level element that the block is text of; -1 in plain text
	Inner      int32 // index of the innermost element around its first character; -1 in plain text
	Linked     int32 // bytes of the text that are in links
	Anchors    int32 // links in the block
	Shape

	// Hash is the xxhash of the folded text (see Fold). It is the same for blocks that differ only
	// in case and white space.
	Hash uint64
}

// Text returns the text of the block. src is the text of the page, which Start and End refer to.
func (b *Block) Text(src []byte) []byte { return src[b.Start:b.End] }

package markup

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// leafKind says what a run of text is written as.
type leafKind uint8

const (
	noLeaf leafKind = iota
	leafParagraph
	leafHeading
	leafPre
)

// leaf is the paragraph, heading or program that is being written, of one or more blocks.
type leaf struct {
	kind  leafKind
	level int         // of a heading
	node  int32       // the element whose text it is
	mark  label.Label // what the text is, where that shows; see marked
}

// marked returns the label if the output shows what it means, or else the label of text.
func marked(l label.Label) label.Label {
	switch l {
	case label.Lead, label.Caption, label.Credit, label.Date, label.Byline:
		return l
	}
	return label.Text
}

// setLeaf starts what block i is written as.
func (w *walker) setLeaf(i int32) {
	k := &w.Blocks[i]
	w.leaf = leaf{kind: leafParagraph, node: k.Node, mark: marked(w.kept[i].Label)}
	switch {
	case k.Kind == block.Pre:
		w.leaf.kind, w.leaf.node = leafPre, w.preOf(k.Node)
	case k.Kind.Heading():
		w.leaf.kind, w.leaf.level = leafHeading, int(k.Kind-block.Heading1)+1
	}
}

// continues reports whether block i continues what is being written: a br element separates it from
// the last block, or it is in the same pre element.
func (w *walker) continues(i int32) bool {
	if w.leaf.kind == noLeaf || w.last != i-1 || w.ruled {
		return false
	}
	k := &w.Blocks[i]
	if w.leaf.kind == leafPre {
		return k.Kind == block.Pre && w.preOf(k.Node) == w.leaf.node
	}
	return k.Broken && k.Node == w.leaf.node && k.Kind != block.Pre &&
		marked(w.kept[i].Label) == w.leaf.mark
}

// Package block turns tokens into the blocks of a page. In plain text a block is a line, or several
// lines if the dump wraps paragraphs at a fixed width. In HTML a block is the text between two tags
// that end a line. HTML also yields the tape of the page's elements: a flat list in the order of
// their start tags, in which each element knows its parent, the end of its subtree and the blocks
// it contains.
//
// A block is a byte range of the text plus the shape of that text (words, capitals, sentence ends
// and so on), measured in one pass over its bytes. For plain text, the text is the input; for HTML,
// it is written as the tokens come in. Blocks and elements are in flat slices that a Builder reuses
// from page to page.
package block

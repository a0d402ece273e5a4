// Package block turns tokens into the blocks of a page. In plain text a block is a line; where the dump wraps its
// paragraphs at a fixed width, the lines of a paragraph are one block. In HTML a block is the text between two tags that
// end a line, and with the blocks comes the tape of the page's elements: a flat list in the order of their start tags, in which
// each knows its parent, where its subtree ends and which blocks it holds.
//
// A block is a byte range of the text and the shape of it (words, capitals, sentence ends and so on), measured in one pass
// over its bytes. The text of plain text is the input; that of HTML is written while the tokens come in. Blocks and elements
// live in flat slices that a Builder reuses from page to page.
package block

// Package block turns tokens into the blocks of a page. In plain text a block is a line; where the dump wraps its
// paragraphs at a fixed width, the lines of a paragraph are one block.
//
// A block is a byte range of the input and the shape of its text (words, capitals, sentence ends and so on), measured in
// one pass over its bytes. Blocks live in a flat slice that a Builder reuses from page to page.
package block

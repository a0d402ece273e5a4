// Package gold prepares the data that the label models are trained on and measured with. It reads
// the corpora, makes plain-text dumps of their pages, aligns the blocks of a dump with the gold
// text, splits the pages into folds by host, and measures word-F1.
//
// A page goes through these steps: corpus record → dump → blocks → alignment → label and weight of
// each block. The label of a block is soft: it is the share of its words that an in-order alignment
// of the dump with the gold text covers.
package gold

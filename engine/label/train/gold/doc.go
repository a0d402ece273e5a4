// Package gold is the training and measuring side of the label models: it reads the corpora, makes
// the plain-text dump of their pages, aligns the dump's blocks with the gold text, splits pages
// into folds by host, and measures word-F1.
//
// A page flows: corpus record → dump → blocks → alignment → label and weight of each block. The
// label of a block is soft: the share of its words that an in-order alignment of the dump with the
// gold text covers.
package gold

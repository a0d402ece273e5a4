// Package label says of every block of a page what it is. Blocks and, once it has run, the comment section flow in, a
// Verdict for each block flows out.
//
// Three things decide, in this order: a lexicon of phrases with scope (lexicon.go, the rows in lexicon/*.txt), rules about
// the shape and the neighbours of blocks (relabel.go, credit.go, caption.go, rhythm.go, family.go, kind.go), and a learned
// model that estimates of each block whether it is main text: one for lines of text (model.go, the tables in zmodel.go), one for
// HTML pages, which sees elements and their classes too (html.go, element.go, class.go, markup.go, zhtml.go). The lexicon and the
// rules name the family of what the model leaves out, and decide against it where a phrase leaves no doubt.
//
// The words used: a family is a kind of boilerplate; scope is where in a block a phrase counts; a box is a run of blocks of
// one family; the tail is what stands below the comment section.
package label

// Package evidence weighs whether records are comments of readers, and not teasers, entries of a
// ticker or dates of something else.
//
//	table.go    the signs, each with its weights and a reason
//	proof.go    Proof adds up the signs that are noted
//	record.go   the records that are weighed, and the features that distinguish them
//	weigher.go  Weigher notes what records of text and of HTML both show
//	text.go     what is around records of text, and how much evidence they need
package evidence

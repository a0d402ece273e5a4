// Package records finds the comments of HTML pages by their elements: a record is what the tape
// shows of it. It knows no site, and the names of elements only confirm.
//
// Anchors are once in every record: its time, a control such as "Reply", an element named as the
// author. Above the anchors of one class, elements with one signature that still tell all anchors
// apart, as high up as possible, are a set of records. A unit is a record without the records
// inside it. The elements at the same place of the units are a column, and how a column differs
// from unit to unit shows what it is. Then the set must prove itself, and the best proven one is
// taken, with those inside or around its records.
//
//	find.go    the search over the sets; the best that is proven wins
//	tape.go    what all steps read
//	anchor.go  anchors: the elements that are once in every record, times above all
//	set.go     from the anchors up to the elements that contain one record each
//	run.go     records that are a run of siblings: rows of a table, a dt and its dd
//	unit.go    units: the elements and blocks of one record without those of the records inside it
//	column.go  columns: what is at the same place in the records
//	author.go  the column of the authors
//	text.go    the column of the texts
//	field.go   times, votes, ranks, titles, dates of joining
//	proof.go   are they comments at all?
//	around.go  the evidence around records and in their controls, which weighs less than in text
//	quote.go   what frames a quote is not part of it
package records

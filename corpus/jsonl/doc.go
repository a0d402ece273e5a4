// Package jsonl reads JSON lines, packed with gzip or zstd or not, one line at a time, and goes on behind damage. What stands
// in the lines is the caller's to know.
//
// A line ends at a line feed, at the end of the file, or at damage of what the file is packed in. Blank lines are skipped. Damage is an
// *unpack.Damage: of the packed file, or of a line over Options.MaxLine, which is skipped without being held. The lines of a
// damaged member that come before the damage are returned: a member may be a whole file of many gigabytes, whose checksum
// stands at its end. Only a line that is all that was read of its member waits for the member's end, so that where each line is
// packed on its own, none is returned that its checksum proves wrong. The pieces of a line on both sides of damage are
// dropped; what follows damage is taken for a line when it begins with "{".
package jsonl

// Package jsonl reads JSON lines, plain or packed with gzip or zstd, one line at a time, and
// continues after damage. It does not interpret the content of the lines.
//
// A line ends at a line feed, at the end of the file, or at damage to the packed file. Blank lines
// are skipped. Damage is an *unpack.Damage: either damage to the packed file, or a line longer than
// Options.MaxLine, which is skipped without being held in memory. The lines of a damaged member
// that come before the damage are returned, because a member may be a whole file of many gigabytes
// whose checksum comes at its end. Only a line that is all that was read of its member waits for
// the member's end. So if each line is packed on its own, no line is returned whose checksum proves
// it wrong. The pieces of a line on both sides of damage are dropped. Text after damage counts as a
// line if it begins with "{".
package jsonl

// Package token cuts the bytes of a page into tokens. Plain text, the dump that some other tool made of a page, is cut
// into lines; every token is a pair of byte offsets into the input, nothing is copied and nothing is allocated.
//
// The words used: a line ends at a line terminator (LF, CR, CR LF, FF, VT, NEL, U+2028, U+2029) or at the end of the input;
// its content is what remains between its edges once white space, NBSP and zero-width characters are taken off; a line
// without content is blank. A byte order mark at the start of the input belongs to no line.
package token

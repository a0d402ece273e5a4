// Package breadcrumb recognizes the path to a page that sites write above its text: "Start » Ort »
// Rathaus".
package breadcrumb

import (
	"bytes"
	"unicode/utf8"
)

// separators are between the steps of a path. The slash comes first, because ordinary text has it
// too.
var separators = [...]string{" / ", " » ", " › ", " > ", " → "}

// minSeparators is how many separators of one kind make a path. A single one is also used in
// titles, before the name of the site.
const minSeparators = 2

// Is reports whether t is a path.
func Is(t []byte) bool { return maySeparate(t) && repeats(t, separators[1:]) }

// IsWithSlash is Is for lines that may also have slashes between the steps: "Start / Ort /
// Rathaus".
func IsWithSlash(t []byte) bool {
	return (bytes.IndexByte(t, '/') >= 0 || maySeparate(t)) && repeats(t, separators[:])
}

// repeats reports whether t has one of the signs minSeparators times.
func repeats(t []byte, signs []string) bool {
	for _, s := range signs {
		if bytes.Count(t, []byte(s)) >= minSeparators {
			return true
		}
	}
	return false
}

// maySeparate reports whether t has a byte of a separator other than the slash. Most lines have
// none, and to look for one byte costs less than to count separators.
func maySeparate(t []byte) bool {
	for _, c := range t {
		if c == '>' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

package meta

import "unicode/utf8"

// maySeparate reports whether t has a sign that paths are written with.
func maySeparate(t []byte) bool {
	for _, c := range t {
		if c == '>' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

package elements

import "klartext/engine/token"

// EqualFold reports whether b is want, which is in small letters, in any case.
func EqualFold(b []byte, want string) bool {
	if len(b) != len(want) {
		return false
	}
	for i, c := range b {
		if nameByte[c] == capital {
			c |= 0x20
		}
		if c != want[i] {
			return false
		}
	}
	return true
}

// TrimSpace is b without the white space around it.
func TrimSpace(b []byte) []byte {
	from, to := token.Trim(b, 0, len(b))
	return b[from:to]
}

// EndsFold reports whether b ends in want, which is in small letters, in any case.
func EndsFold(b []byte, want string) bool {
	return len(b) >= len(want) && EqualFold(b[len(b)-len(want):], want)
}

// HoldsFold reports whether b holds want, which is in small letters, in any case.
func HoldsFold(b []byte, want string) bool {
	for i := 0; i+len(want) <= len(b); i++ {
		if EqualFold(b[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

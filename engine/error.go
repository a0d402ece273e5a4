package engine

import (
	"errors"
	"strconv"
)

// Errors to be matched with errors.Is. Malformed text is input, not an error.
var (
	ErrTooLarge = errors.New("page is longer than the limit")
	ErrBinary   = errors.New("page is binary data, not text")
)

// Error says which stage gave up, at which byte of the page, and why.
type Error struct {
	Stage  string // the stage: "token"
	Offset int    // byte offset into the page
	Err    error  // one of the errors of this package
}

func (e *Error) Error() string {
	return e.Stage + ": " + e.Err.Error() + " (at byte " + strconv.Itoa(e.Offset) + ")"
}

// Unwrap returns the wrapped error.
func (e *Error) Unwrap() error { return e.Err }

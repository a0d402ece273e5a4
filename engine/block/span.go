package block

// Span is a byte range of a text. An empty Span means that the page does not have the thing in
// question.
type Span struct{ Start, End int32 }

// Empty reports whether the range is empty.
func (s Span) Empty() bool { return s.Start >= s.End }

// Of returns the bytes of the span in src, or nil if it is empty.
func (s Span) Of(src []byte) []byte {
	if s.Empty() {
		return nil
	}
	return src[s.Start:s.End]
}

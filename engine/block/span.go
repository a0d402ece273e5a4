package block

// Span is a byte range of the input; an empty one means that the page does not show the thing.
type Span struct{ Start, End int32 }

// Empty reports whether the page does not show the thing.
func (s Span) Empty() bool { return s.Start >= s.End }

// Of returns the bytes of the span, nil when it is empty.
func (s Span) Of(src []byte) []byte {
	if s.Empty() {
		return nil
	}
	return src[s.Start:s.End]
}

package token

import "klartext/engine/tag"

// Stream is HTML for a page that arrives in pieces. The tokens are those of the whole page,
// wherever it is cut:
//
//	for chunk := range chunks {
//		s.Write(chunk)
//		for s.Next(&t) {
//			… s.Window()[t.DataStart:t.DataEnd] …
//		}
//	}
//	s.Close()
//	for s.Next(&t) {
//	}
//
// The window is the part of the page that is kept in memory. Offsets of tokens and attributes are
// relative to its start; Base is the offset of that start in the page.
//
// A token is held back until the byte following it has arrived. If the window ends within a token,
// the scan of that token is not resumed but started again once there are twice as many bytes: this
// needs no saved state and reads every byte at most two more times. A token is therefore returned
// once twice its length has arrived, counted from its first byte, or on Close. The window holds at
// most four times the longest token plus two chunks.
type Stream struct {
	html   HTML
	window []byte
	base   int64
	need   int // the length of the window at which the next token is tried again
	closed bool
}

// Reset prepares s for another page. It keeps the memory of the window.
func (s *Stream) Reset() {
	s.window, s.base, s.need, s.closed = s.window[:0], 0, 0, false
	s.html.Reset(nil)
}

// Write appends a copy of chunk to the page. It invalidates the window, offsets and attributes
// returned before.
func (s *Stream) Write(chunk []byte) {
	h := &s.html
	// Move fewer bytes than have been read since the last move.
	if done := h.pos; done > len(s.window)-done {
		s.window = append(s.window[:0], s.window[done:]...)
		s.base += int64(done)
		s.need -= done
		h.pos = 0
	}
	s.window = append(s.window, chunk...)
	h.src, h.page = s.window, s.window
	h.numAttrs, h.close = 0, -1
}

// Close marks the page as complete.
func (s *Stream) Close() { s.closed = true }

// More reports whether Write or Close has yet to be called for Next to reach the end of the page.
func (s *Stream) More() bool { return !s.closed }

// Next sets t to the next token. It returns false if it needs more of the page or has reached the
// end.
func (s *Stream) Next(t *Token) bool {
	h := &s.html
	if s.closed {
		return h.Next(t)
	}
	if len(s.window) < s.need {
		h.numAttrs = 0
		return false
	}
	pos, model, last := h.pos, h.model, h.last
	ok := h.Next(t)
	if ok && int(t.End) < len(s.window) {
		return true
	}
	// A decision made at the end of the window may depend on the bytes that follow.
	h.pos, h.model, h.last = pos, model, last
	h.numAttrs, h.close = 0, -1
	s.need = 2*len(s.window) - pos
	return false
}

// Window returns the part of the page that the offsets of the last token refer to. It is valid
// until the next Write.
func (s *Stream) Window() []byte { return s.window }

// Base returns the offset of the window in the page, in bytes.
func (s *Stream) Base() int64 { return s.base }

// Attrs returns the attributes of the last start tag, as HTML.Attrs does.
func (s *Stream) Attrs() []Attr { return s.html.Attrs() }

// SetForeign says whether the current node is in foreign content, as HTML.SetForeign does.
func (s *Stream) SetForeign(in bool) { s.html.SetForeign(in) }

// SetModel sets the content model for the bytes that follow, as HTML.SetModel does.
func (s *Stream) SetModel(m Model, last tag.Tag) { s.html.SetModel(m, last) }

package token

import "klartext/engine/tag"

// Stream is HTML for a page that arrives in pieces. However it is cut, the tokens are those of the whole page:
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
// The window is the part of the page that is kept. The offsets of tokens and attributes count from its beginning, and Base is
// where that is in the page.
//
// A token is held back until the byte behind it is there. When the window ends within one, the scan of it is not resumed but
// begun anew once there are twice as many bytes: that needs no state to be kept, and adds at most two looks at every byte. So
// a token comes when twice as much as its length has arrived from its beginning on, at the latest, or on Close; the window holds
// at most four times the longest token and two chunks.
type Stream struct {
	html   HTML
	window []byte
	base   int64
	need   int // the length of the window at which the next token is tried again
	closed bool
}

// Reset makes s ready for another page. The memory of the window is kept.
func (s *Stream) Reset() {
	s.window, s.base, s.need, s.closed = s.window[:0], 0, 0, false
	s.html.Reset(nil)
}

// Write appends a copy of chunk to the page. Window, offsets and attributes got before are no longer valid.
func (s *Stream) Write(chunk []byte) {
	h := &s.html
	if done := h.pos; done > len(s.window)-done { // move fewer bytes than have been read since the last time
		s.window = append(s.window[:0], s.window[done:]...)
		s.base += int64(done)
		s.need -= done
		h.pos = 0
	}
	s.window = append(s.window, chunk...)
	h.src, h.page = s.window, s.window
	h.numAttrs, h.close = 0, -1
}

// Close says that the page is complete.
func (s *Stream) Close() { s.closed = true }

// More reports whether Next waits for Write or Close.
func (s *Stream) More() bool { return !s.closed }

// Next sets t to the next token. It returns false when more of the page is needed, or when it is at its end.
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
	// What has been decided at the end of the window may depend on what follows.
	h.pos, h.model, h.last = pos, model, last
	h.numAttrs, h.close = 0, -1
	s.need = 2*len(s.window) - pos
	return false
}

// Window returns the bytes that the offsets of the last token count in. It is valid until the next Write.
func (s *Stream) Window() []byte { return s.window }

// Base returns where in the page the window begins.
func (s *Stream) Base() int64 { return s.base }

// Attrs is HTML.Attrs.
func (s *Stream) Attrs() []Attr { return s.html.Attrs() }

// SetForeign is HTML.SetForeign.
func (s *Stream) SetForeign(in bool) { s.html.SetForeign(in) }

// SetModel is HTML.SetModel.
func (s *Stream) SetModel(m Model, last tag.Tag) { s.html.SetModel(m, last) }

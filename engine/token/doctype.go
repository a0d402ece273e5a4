package token

// doctype reads a DOCTYPE, which ends at the first '>', even within quotes (13.2.5.53 to
// 13.2.5.68).
func (h *HTML) doctype(t *Token) {
	end, next := h.closer(h.pos + 9)
	h.markupToken(t, Doctype, h.pos+9, end, next)
}

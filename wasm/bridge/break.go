//go:build crash

package bridge

// Break makes the handler panic on the next page, for a test of the WASM module.
func (h *Handler) Break() {
	h.answer = func(request []byte) []byte {
		h.answer = h.respond
		return h.respond(request[len(request)+1:]) // an index out of range
	}
}

//go:build crash

package bridge

import "klartext/engine"

// Break makes the handler panic on the next page when it is empty, for a test of the WASM module: an
// engine that was not made by New has no models, and a limit of no bytes.
func (h *Handler) Break() { h.engine = new(engine.Engine) }

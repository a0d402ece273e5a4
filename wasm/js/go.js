// wasm_exec.js, which comes with Go, leaves its class in a global variable; it is taken from there before anyone else puts
// that of another version into it.
import './wasm_exec.js';

export const Go = globalThis.Go;

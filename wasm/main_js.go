// Command wasm is the engine as a WASM module for GOOS=js: it exports package bridge as four
// functions. Addresses are those of the instance's memory. A caller must not keep a view of the
// memory across calls, since it may grow.
package main

import (
	"runtime"
	"unsafe"

	"klartext/engine"
	"klartext/wasm/bridge"
)

var (
	handler = bridge.New(engine.Options{})
	goes    = append([]byte(runtime.Version()), 0)
)

// abi returns the version of the wire format.
//
//go:wasmexport klartext_abi
func abi() int32 { return bridge.Version }

// goVersion returns the address of the version of Go that built the module, a string that ends with
// a zero byte. wasm_exec.js must be of the same version.
//
//go:wasmexport klartext_go
func goVersion() int32 { return address(goes) }

// reserve returns the address of a buffer of at least n bytes for the request, or 0 if n is too
// large. The buffer is valid until the next call, and begins with the bytes of the previous one.
//
//go:wasmexport klartext_reserve
func reserve(n int32) int32 {
	b := handler.Reserve(int(n))
	if b == nil {
		return 0
	}
	return address(b[:1])
}

// run answers the request of n bytes in the buffer. It returns the address of the result, which is
// valid until the next call.
//
//go:wasmexport klartext_run
func run(n int32) int32 {
	request := handler.Reserve(int(n))
	result := handler.Run(request)
	// Without threads the collector only works while goroutines wait or yield, and to return is
	// neither. A collection that began during this page would not end before the engine allocates
	// again, which may be never; and until it ends, write barriers cost 10 %.
	runtime.Gosched()
	return address(result)
}

func address(b []byte) int32 { return int32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

func main() { select {} }

// Command wasm is the engine as a WASM module, for GOOS=js: package bridge behind four functions. Addresses are those of the
// instance's memory; who calls may keep no view of it across a call, since the memory grows.
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

// goVersion returns the address of the version of Go that built the module, ended by a zero: wasm_exec.js must be of the same.
//
//go:wasmexport klartext_go
func goVersion() int32 { return address(goes) }

// reserve returns the address of a buffer of at least n bytes for the request, valid until the next call, or 0 when n is too large.
// It begins with what the buffer before held.
//
//go:wasmexport klartext_reserve
func reserve(n int32) int32 {
	b := handler.Reserve(int(n))
	if b == nil {
		return 0
	}
	return address(b[:1])
}

// run answers the request of n bytes and returns the address of the result, valid until the next call.
//
//go:wasmexport klartext_run
func run(n int32) int32 {
	request := handler.Reserve(int(n))
	result := handler.Run(request)
	// The garbage collector works only while goroutines yield, and a call that returns does not. A
	// collection that began during a page would stay unfinished as long as the engine allocates
	// nothing, and with it the write barriers, which cost 10 %.
	runtime.Gosched()
	return address(result)
}

func address(b []byte) int32 { return int32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

func main() { select {} }

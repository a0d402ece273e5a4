// Command shrink makes the engine's WASM module smaller and faster, between the linker and the browser:
//
//	go run ./wasm/shrink -o engine.wasm linked.wasm
//
// The module must come from Go 1.26 for js/wasm, with its names (no -ldflags=-s). It is taken apart (module.go, function.go,
// image.go, leb.go), changed, and put together again:
//
//	peephole.go  short runs of instructions become shorter ones          frame.go     addresses in the frame become offsets
//	nogc.go      no garbage collector, and no asking whether it runs     constant.go  constants are passed on
//	trap.go      panics of the runtime become traps                      jump.go      jumps forward become branches
//	unwind.go    leaving a function while the stack is unwound           blocks.go    blocks that nothing leads out of go
//	control.go   the order of those; where functions are entered         renumber.go  the places to enter functions are counted anew
//	unused.go    what only debuggers, profilers and threads need goes    thunk.go     calls share what they have in common
//	dynamic.go   but not what descriptions of types call                 types.go     the names of types and fields go
//	texts.go     messages of what is gone go                             powers.go    and what converts floats
//	pclntab.go   the names and lines of functions go                     start.go     tables that others tell are made at the start
//	pcvalues.go  their tables by program counter
//
// Nothing of this changes what the engine answers; the tests compare it with the native engine byte for byte. What changes is how
// it fails: an index out of range, a nil pointer, a panic that nobody recovers from or a lack of memory stops the instance with a
// trap, without a message, and the first two cannot be recovered from. And a Go program has no garbage collector, no timers and no
// package reflect any more; goroutines, maps, interfaces and deferred functions are as ever. RATIONALE.md has what each step is worth.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"strings"
)

// known is the version of Go whose runtime and linker this command knows.
const known = "go1.26"

func main() {
	log.SetFlags(0)
	log.SetPrefix("shrink: ")
	out := flag.String("o", "", "file to write")
	flag.Parse()
	if *out == "" || flag.NArg() != 1 {
		log.Fatal("usage: shrink -o engine.wasm linked.wasm")
	}
	if !strings.HasPrefix(runtime.Version(), known) {
		log.Fatalf("this is %s; the tables of the runtime are known of %s only: build with that, or check them in wasm/shrink and raise the version there", runtime.Version(), known)
	}
	in := flag.Arg(0)
	linked, err := os.ReadFile(in)
	if err != nil {
		log.Fatal(err)
	}
	small, err := shrink(linked)
	if err != nil {
		log.Fatalf("%s: %v", in, err)
	}
	if err := os.WriteFile(*out, small, 0o644); err != nil {
		log.Fatal(err)
	}
}

// shrink returns the module made smaller. The error says what about it is not as it has to be.
func shrink(linked []byte) (small []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			small, err = nil, fmt.Errorf("cannot be shrunk: %v", r)
		}
	}()
	m := parse(linked)
	t := m.data.tables()
	if t.nfunc != len(m.funcs) || len(m.names) == 0 {
		panic(fmt.Sprintf("%d functions, %d in the runtime's table, %d names: link it without -s", len(m.funcs), t.nfunc, len(m.names)))
	}
	for _, f := range m.funcs {
		f.peephole()
		f.frame()
	}
	texts := m.texts(t)
	m.noCollector()
	m.traps()
	m.noBarriers()
	old := m.control(t)
	live := m.dropUnused(t)
	m.data.strip(t, live, old)
	m.dropTexts(t, texts)
	m.noReflection(live)
	m.data.stripTypes(t, m.addresses(t))
	m.dropPowers(t)
	m.dropTables(t)
	m.thunks()
	return m.bytes(), nil
}

// Command shrink makes the engine's WASM module smaller and faster, between the linker and the browser:
//
//	go run ./wasm/shrink -o engine.wasm linked.wasm
//
// The module must come from Go 1.26 for js/wasm, with its names (no -ldflags=-s). It is taken apart (module.go, function.go,
// image.go, leb.go), changed, and put together again:
//
//	peephole.go  short runs of instructions become shorter ones
//	frame.go     addresses in the frame become offsets
//	control.go   the order of the following, and where functions are entered
//	jump.go      jumps forward become branches
//	trap.go      branches to a trap become traps
//	unwind.go    leaving a function while the stack is unwound becomes shorter
//	blocks.go    blocks that nothing leads out of, and unreachable code go
//	renumber.go  the places where functions are entered are counted anew
//	pclntab.go   the names and lines of functions go
//	pcvalues.go  their tables by program counter
//	start.go     tables that follow from others are made when the module starts
//	thunk.go     calls share what they have in common
//
// None of this changes what the program does. What is lost are the names, files and lines in the
// traces that Go prints when a program dies. RATIONALE.md says what each step is worth.
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
	old := m.control(t)
	m.data.strip(t, old)
	m.dropTables(t)
	m.thunks()
	return m.bytes(), nil
}

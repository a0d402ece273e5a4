// Command shrink makes the engine's WASM module smaller and faster, between the linker and the browser:
//
//	go run ./wasm/shrink -o engine.wasm linked.wasm
//
// The module must come from Go 1.26 for js/wasm; one of another version is copied as it is, with a
// note. It is taken apart (module.go, function.go, image.go, leb.go), changed, and put together again:
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
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("shrink: ")
	out := flag.String("o", "", "file to write")
	flag.Parse()
	if *out == "" || flag.NArg() != 1 {
		log.Fatal("usage: shrink -o engine.wasm linked.wasm")
	}
	in := flag.Arg(0)
	linked, err := os.ReadFile(in)
	if err != nil {
		log.Fatal(err)
	}
	small, note, err := shrink(linked)
	if err != nil {
		log.Fatalf("%s: %v", in, err)
	}
	if note != "" {
		log.Printf("%s is NOT SHRUNK: %s", in, note)
	}
	if err := os.WriteFile(*out, small, 0o644); err != nil {
		log.Fatal(err)
	}
}

// shrink returns the module made smaller. A module of a version of Go that is not known is returned
// as it is, with a note that says so. The error says what is wrong with the module.
func shrink(linked []byte) (small []byte, note string, err error) {
	defer func() {
		if r := recover(); r != nil {
			small, note, err = nil, "", fmt.Errorf("cannot be shrunk: %v", r)
		}
	}()
	if v := goVersion(linked); !isKnown(v) {
		note = fmt.Sprintf("%s built it, and only the runtime of %s is known here. It works, but it is "+
			"larger and slower; CONTRIBUTING.md says what to do", v, known)
		return linked, note, nil
	}
	m := parse(linked)
	t := m.data.tables()
	if t.nfunc != len(m.funcs) {
		panic(fmt.Sprintf("%d functions, %d in the runtime's table", len(m.funcs), t.nfunc))
	}
	m.readNames(t)
	for _, f := range m.funcs {
		f.peephole()
		f.frame()
	}
	old := m.control(t)
	m.data.strip(t, old)
	m.dropTables(t)
	m.thunks()
	return m.bytes(), "", nil
}

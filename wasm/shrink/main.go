// Command shrink makes the engine's WASM module smaller and faster after it has been linked:
//
//	go run ./wasm/shrink -o engine.wasm linked.wasm
//
// It knows modules that Go 1.26 built for js/wasm; one of another version is copied unchanged,
// with a note (version.go). The module is decoded (module.go, function.go, image.go, leb.go),
// changed, and encoded again:
//
//	peephole.go  replaces short runs of instructions by shorter ones
//	frame.go     moves constants of addresses in the frame into offsets
//	control.go   runs the next four over all functions, and knows where functions are entered
//	jump.go      replaces jumps forward by branches
//	renumber.go  renumbers the entry points of functions
//	unwind.go    shortens the way out of a function while the stack is unwound
//	blocks.go    removes blocks without branches, and unreachable code
//	pclntab.go   removes the names and lines of functions
//	pcvalues.go  reads and writes tables by program counter
//	start.go     removes tables that can be computed, and computes them when the module starts
//
// The program does the same before and after. Only the traces that Go prints when a program dies
// have no names, files and lines any more. RATIONALE.md says what each step is worth.
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

// shrink returns a smaller module that does the same. It returns a module of an unknown version of
// Go unchanged, with a note that says so. The error says what is wrong with the module.
func shrink(linked []byte) (small []byte, note string, err error) {
	defer func() {
		if r := recover(); r != nil {
			small, note, err = nil, "", fmt.Errorf("cannot be shrunk: %v", r)
		}
	}()
	if v := goVersion(linked); !isKnown(v) {
		note = fmt.Sprintf("%s built it, and only the runtime of %s is known here. "+
			"It works, but it is larger and slower; CONTRIBUTING.md says what to do", v, known)
		return linked, note, nil
	}
	m := parse(linked)
	t := m.data.tables()
	if t.nfunc != len(m.funcs) {
		panic(fmt.Sprintf("%d functions, the runtime's table has %d", len(m.funcs), t.nfunc))
	}
	old := m.control(t)
	for _, f := range m.funcs {
		f.peephole()
		f.frame()
	}
	m.data.strip(t, old)
	m.dropTables(t)
	return m.bytes(), "", nil
}

package main

import "strings"

// Where an index is out of range or a pointer nil, the compiler calls a function that panics, with the place in the source
// and the numbers for the message. Such a panic is always a mistake in the program. Here it becomes the instruction that
// stops the instance, which takes a fraction of the room; who loads the module sees a trap and starts a new instance. A panic
// that the program itself raises stays one.

// fatal are the functions whose calls become traps.
func fatal(name string) bool {
	switch name {
	case "runtime.sigpanic", "runtime.throw", "runtime.fatal", "runtime.panicdivide", "runtime.panicshift", "runtime.panicoverflow",
		"runtime.panicmem", "runtime.panicwrap", "runtime.panicunsafeslicelen", "runtime.panicunsafeslicenilptr",
		"runtime.panicunsafestringlen", "runtime.panicunsafestringnilptr", "runtime.panicrangestate", "runtime.panicmakeslicelen",
		"runtime.panicmakeslicecap", "runtime.panicnildottype", "runtime.panicdottypeE", "runtime.panicdottypeI", "runtime.badsystemstack":
		return true
	}
	return strings.HasPrefix(name, "runtime.goPanicIndex") || strings.HasPrefix(name, "runtime.goPanicSlice") ||
		strings.HasPrefix(name, "runtime.panicSlice") || strings.HasPrefix(name, "runtime.panicIndex")
}

// traps makes traps of the calls of fatal functions.
func (m *module) traps() {
	isFatal := make([]bool, len(m.funcs))
	for i, f := range m.funcs {
		isFatal[i] = fatal(f.name)
	}
	for _, f := range m.funcs {
		f.traps(func(index int64) bool { return int(index) >= m.imports && isFatal[int(index)-m.imports] })
		f.peephole()
	}
}

// traps makes traps of calls, with all that leads up to them since the last branch or call: that prepares the call, or changes
// memory that nobody looks at after the trap.
func (f *function) traps(isFatal func(index int64) bool) {
	out := f.code[:0]
	straight := 0 // index in out from which the code has no branch and no call
	for _, in := range f.code {
		switch in.op {
		case opCall:
			if isFatal(in.a) {
				out = append(out[:straight], instr{op: opUnreachable})
				straight = len(out)
				continue
			}
			fallthrough
		case opBlock, opLoop, opIf, opElse, opEnd, opBr, opBrIf, opBrTable, opReturn, opCallInd:
			out = append(out, in)
			straight = len(out)
			continue
		}
		out = append(out, in)
	}
	f.code = out
	f.unreached()
}

// trapsInPlace makes a trap of every branch to one. How far a branch leads differs from place to place and compresses badly.
func (f *function) trapsInPlace() {
	traps := map[int]bool{} // labels after whose end there is a trap
	loop := map[int]bool{}
	for i := range f.code {
		switch f.code[i].op {
		case opLoop:
			loop[f.code[i].label] = true
		case opEnd:
			if i+1 < len(f.code) && f.code[i+1].op == opUnreachable && !loop[f.code[i].label] {
				traps[f.code[i].label] = true
			}
		}
	}
	out := f.code[:0:0]
	for _, in := range f.code {
		switch {
		case in.op == opBr && traps[in.label]:
			in = instr{op: opUnreachable}
		case in.op == opBrIf && traps[in.label]:
			l := f.newLabel()
			out = append(out, instr{op: opIf, a: blockEmpty, label: l}, instr{op: opUnreachable})
			in = instr{op: opEnd, label: l}
		}
		out = append(out, in)
	}
	f.code = out
}

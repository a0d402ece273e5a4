package main

// An address in the goroutine's frame is the local that holds the stack pointer plus a constant. A
// load or a store can have the constant as its offset instead. The results differ only where the
// sum exceeds the address space, which no frame does.

// frame moves such constants into the offsets.
func (f *function) frame() {
	sp, ok := f.stackLocal()
	if !ok {
		return
	}
	type value struct{ from, to int } // the instructions that produce a value on the WASM stack
	var stack []value
	drop := make([]bool, len(f.code))
	frameAddress := func(v value) bool {
		return v.to-v.from == 3 && f.code[v.from].is(opLocalGet, sp) &&
			f.code[v.from+1].op == opI32Const && f.code[v.from+1].a >= 0 &&
			f.code[v.from+1].a < maxFrame && f.code[v.from+2].op == opI32Add
	}
	fold := func(v value, in *instr) {
		if frameAddress(v) {
			in.b += f.code[v.from+1].a
			drop[v.from+1], drop[v.from+2] = true, true
		}
	}
	for i := range f.code {
		in := &f.code[i]
		pops, pushes, ok := effect(in.op)
		if !ok || pops > len(stack) {
			stack = stack[:0]
			continue
		}
		from := i
		if pops > 0 {
			from = stack[len(stack)-pops].from
		}
		switch {
		case in.op >= opI32Load && in.op <= opI64Load32U:
			fold(stack[len(stack)-1], in)
		case in.op >= opI32Store && in.op <= opI64Store32:
			fold(stack[len(stack)-2], in)
		}
		stack = stack[:len(stack)-pops]
		if pushes {
			stack = append(stack, value{from, i + 1})
		}
	}
	out := f.code[:0]
	for i, in := range f.code {
		if !drop[i] {
			out = append(out, in)
		}
	}
	f.code = out
}

// maxFrame is the largest constant that is moved.
const maxFrame = 1 << 20

// stackLocal returns the local that holds the stack pointer. Compiled functions begin by setting
// it.
func (f *function) stackLocal() (int64, bool) {
	if len(f.code) > 1 && f.code[0].is(opGlobalGet, 0) && f.code[1].op == opLocalSet {
		return f.code[1].a, true
	}
	return 0, false
}

// effect returns how many values an instruction pops and whether it pushes one. ok is false if this
// function does not know.
func effect(op uint16) (pops int, pushes, ok bool) {
	switch {
	case op == opLocalGet || op == opGlobalGet || op >= opI32Const && op <= opF64Const ||
		op == opMemorySize:
		return 0, true, true
	case op == opLocalSet || op == opGlobalSet || op == opDrop:
		return 1, false, true
	case op == opLocalTee || op >= opI32Load && op <= opI64Load32U || op == opI32Eqz ||
		op == opI64Eqz || op >= opI32Wrap && op <= opLastPlain || op >= 0x67 && op <= 0x69 ||
		op >= 0x79 && op <= 0x7B || op >= 0x8B && op <= 0x91 || op >= 0x99 && op <= 0x9F ||
		op >= opSatFirst && op < opSatFirst+8:
		return 1, true, true
	case op >= opI32Store && op <= opI64Store32:
		return 2, false, true
	case op >= opI32Eq && op <= 0x66 || op >= 0x6A && op <= 0x78 || op >= opI64Add && op <= 0x8A ||
		op >= 0x92 && op <= 0x98 || op >= 0xA0 && op <= 0xA6:
		return 2, true, true
	case op == opSelect:
		return 3, true, true
	case op == opMemoryCopy || op == opMemoryFill:
		return 3, false, true
	}
	return 0, false, false
}

package main

// opposite has for each comparison of integers the one that is true when the first is false.
var opposite = map[uint16]uint16{
	// i32
	0x46: 0x47, 0x47: 0x46, 0x48: 0x4E, 0x49: 0x4F, 0x4A: 0x4C,
	0x4B: 0x4D, 0x4C: 0x4A, 0x4D: 0x4B, 0x4E: 0x48, 0x4F: 0x49,
	// i64
	0x51: 0x52, 0x52: 0x51, 0x53: 0x59, 0x54: 0x5A, 0x55: 0x57,
	0x56: 0x58, 0x57: 0x55, 0x58: 0x56, 0x59: 0x53, 0x5A: 0x54,
}

// peephole replaces short runs of instructions by shorter ones that do the same.
func (f *function) peephole() {
	out := f.code[:0]
	for _, in := range f.code {
		out = append(out, in)
		for reduce(&out) {
		}
	}
	f.code = out
}

// reduce shortens the end of the code and reports whether it could.
func reduce(code *[]instr) bool {
	c := *code
	n := len(c)
	last := func(i int) *instr { return &c[n-1-i] }
	cut := func(k int, in ...instr) bool {
		*code = append(c[:n-k], in...)
		return true
	}
	if n < 2 {
		return false
	}
	switch last(0).op {
	case opI32Wrap:
		switch p := last(1); {
		case p.op == opI64Const:
			return cut(2, instr{op: opI32Const, a: int64(int32(p.a))})
		case p.op == opI64ExtendU || p.op == opI64ExtendS:
			return cut(2)
		case p.op == opI64Load:
			return cut(2, instr{op: opI32Load, a: min(p.a, 2), b: p.b})
		case n >= 4 && (p.op == opI64Add || p.op == opI64Sub) && last(2).op == opI64Const &&
			(last(3).op == opI64ExtendU || last(3).op == opI64ExtendS):
			constant := instr{op: opI32Const, a: int64(int32(last(2).a))}
			return cut(4, constant, instr{op: p.op - opI64Add + opI32Add})
		}
	case opI64Eqz:
		if p := last(1); p.op == opI64ExtendU || p.op == opI64ExtendS {
			return cut(2, instr{op: opI32Eqz})
		}
	case opI32Eqz:
		if n >= 3 && last(1).op == opI32Eqz &&
			(last(2).op == opI64Eqz || last(2).op == opI32Eqz || opposite[last(2).op] != 0) {
			return cut(2) // the value before is 0 or 1
		}
		if o := opposite[last(1).op]; o != 0 {
			return cut(2, instr{op: o})
		}
	case opGlobalSet:
		// A function ends by adding to the stack pointer twice: its frame, the return address.
		if n >= 10 && last(0).a == 0 && last(1).op == opLocalTee && last(2).op == opI32Add &&
			last(3).op == opI32Const && last(4).is(opLocalGet, last(1).a) &&
			last(5).is(opGlobalSet, 0) && last(6).is(opLocalTee, last(1).a) &&
			last(7).op == opI32Add && last(8).op == opI32Const &&
			last(9).is(opLocalGet, last(1).a) {
			sum := instr{op: opI32Const, a: last(3).a + last(8).a}
			return cut(9, sum, *last(2), *last(1), *last(0))
		}
	case opReturn:
		// Nothing reads a local after a return.
		if n >= 4 && last(1).op == opI32Const && last(2).op == opGlobalSet &&
			last(3).op == opLocalTee {
			return cut(4, *last(2), *last(1), *last(0))
		}
	case opLocalGet:
		if last(1).op == opLocalSet && last(1).a == last(0).a {
			return cut(2, instr{op: opLocalTee, a: last(0).a})
		}
	case opEnd:
		// if, br, end
		if n >= 3 && last(1).op == opBr && last(2).op == opIf && last(2).label == last(0).label &&
			last(1).label != last(0).label {
			return cut(3, instr{op: opBrIf, label: last(1).label})
		}
	}
	return false
}

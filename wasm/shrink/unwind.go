package main

// A call returns whether the stack is being unwound. If so, the caller branches out of its
// outermost block, and returns 1 as well. The depth of that branch is another one at every place
// and compresses badly.

// unwinding returns 1 in place instead.
func (f *function) unwinding() {
	n := len(f.code)
	if n < 3 || f.code[n-1].op != opEnd || !f.code[n-2].is(opI32Const, 1) ||
		f.code[n-3].op != opEnd {
		return
	}
	exit := f.code[n-3].label
	out := f.code[:0:0]
	for i := 0; i < len(f.code); i++ {
		in := f.code[i]
		out = append(out, in)
		if in.op != opCall || i+3 >= len(f.code) || !f.code[i+1].is(opGlobalGet, 0) ||
			f.code[i+2].op != opLocalSet || f.code[i+3].op != opBrIf || f.code[i+3].label != exit {
			continue
		}
		l := f.newLabel()
		out = append(out, f.code[i+1], f.code[i+2], instr{op: opIf, a: blockEmpty, label: l},
			instr{op: opI32Const, a: 1}, instr{op: opReturn}, instr{op: opEnd, label: l})
		i += 3
	}
	f.code = out
}

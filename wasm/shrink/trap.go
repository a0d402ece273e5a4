package main

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

package main

// trapsInPlace replaces every branch to a trap by a trap. A branch has its depth, which is another
// one at every place and compresses badly.
func (f *function) trapsInPlace() {
	traps := map[int]bool{} // labels whose end is followed by a trap
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

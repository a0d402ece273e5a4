package main

// constants replaces reads of locals that hold a small constant, up to where the control flow joins.
func (f *function) constants() {
	known := map[int64]int64{}
	for i := range f.code {
		switch in := &f.code[i]; in.op {
		case opElse, opEnd, opLoop:
			clear(known)
		case opLocalSet, opLocalTee:
			delete(known, in.a)
			if i > 0 && f.code[i-1].op == opI64Const && f.code[i-1].a >= 0 && f.code[i-1].a < 64 {
				known[in.a] = f.code[i-1].a
			}
		case opLocalGet:
			if c, ok := known[in.a]; ok {
				*in = instr{op: opI64Const, a: c}
			}
		}
	}
}

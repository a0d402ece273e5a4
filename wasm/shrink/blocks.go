package main

// blocks removes blocks and loops that no branch targets, branches to the next instruction, and
// unreachable code.
func (f *function) blocks() {
	for f.unreached() || f.unbranched() {
	}
}

// unreached removes the code between an unconditional branch and the end of its block.
func (f *function) unreached() (changed bool) {
	out := f.code[:0]
	dead, depth := false, 0
	for _, in := range f.code {
		if dead {
			switch in.op {
			case opBlock, opLoop, opIf:
				depth++
			case opElse:
				dead = depth > 0
			case opEnd:
				dead = depth > 0
				depth--
			}
			if dead {
				changed = true
				continue
			}
		}
		out = append(out, in)
		switch in.op {
		case opBr, opBrTable, opReturn, opUnreachable:
			dead, depth = true, 0
		}
	}
	f.code = out
	return changed
}

// unbranched removes blocks without branches to them, and branches to an end that follows directly.
func (f *function) unbranched() (changed bool) {
	used, loop := make([]bool, f.labels), make([]bool, f.labels)
	out := f.code[:0]
	for i, in := range f.code {
		switch {
		case in.op == opLoop:
			loop[in.label] = true
		case in.op == opBr && i+1 < len(f.code) && f.code[i+1].op == opEnd &&
			f.code[i+1].label == in.label && !loop[in.label]:
			changed = true
			continue
		case in.op == opBr || in.op == opBrIf:
			used[in.label] = true
		case in.op == opBrTable:
			for _, l := range in.table {
				used[l] = true
			}
		}
		out = append(out, in)
	}
	f.code = out
	drop := make([]bool, f.labels)
	out = f.code[:0]
	for _, in := range f.code {
		switch in.op {
		case opBlock, opLoop:
			drop[in.label] = !used[in.label] && in.a == blockEmpty
			if drop[in.label] {
				changed = true
				continue
			}
		case opEnd:
			if drop[in.label] {
				continue
			}
		case opNop:
			continue
		}
		out = append(out, in)
	}
	f.code = out
	return changed
}

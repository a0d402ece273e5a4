package main

// control shortens the control flow of all functions, see jump.go and unwind.go. It returns the
// numbers of their entry points, which renumber.go changes.
func (m *module) control(t runtimeTables) numbers {
	entered := m.entered(t)
	all := make(numbers, len(m.funcs))
	for i, f := range m.funcs {
		if d, ok := f.dispatch(); ok {
			f.jumps(&d)
		}
		all[i] = m.renumber(i, t, entered[t.firstPC+i])
		f.unwinding()
		f.blocks()
	}
	return all
}

// entered returns the entry points of each function that the code or the data mentions: where a
// call returns to. The key is the function's part of the program counter, the rest of it is the
// number of the entry point. Some numbers only look like program counters; that does no harm.
func (m *module) entered(t runtimeTables) map[int]map[int64]bool {
	all := map[int]map[int64]bool{}
	add := func(pc int64) {
		i := int(pc >> 16)
		if i < t.firstPC || i >= t.firstPC+t.nfunc {
			return
		}
		if all[i] == nil {
			all[i] = map[int64]bool{}
		}
		all[i][pc&0xFFFF] = true
	}
	for _, f := range m.funcs {
		for i := range f.code {
			if f.code[i].op == opI64Const || f.code[i].op == opI32Const {
				add(f.code[i].a)
			}
		}
	}
	for at := 0; at+8 <= len(m.data); at += 8 {
		add(int64(m.data.u64(at)))
	}
	for i := range t.nfunc {
		pc := int64(t.firstPC+i)<<16 + int64(m.data.u32(t.funcAt(m.data, i)+funcDeferRet))
		add(pc)
		add(pc + 1) // where the stack walk says a frame is while a panic runs deferred functions
	}
	return all
}

package main

// The module has no garbage collector. The engine keeps its memory and uses it again, so that after the first pages nothing
// is allocated; what is given up on the way there is less than what is kept. The collector would be a quarter of the runtime.

// noCollector makes runtime.readGOGC return -1, which is GOGC=off: the environment cannot turn the collector on.
func (m *module) noCollector() {
	i, ok := m.names["runtime.readGOGC"]
	if !ok {
		panic("no function runtime.readGOGC: was it linked with Go 1.26 for js/wasm?")
	}
	f := m.funcs[int(i)-m.imports]
	f.locals = []byte{0}
	f.code = []instr{
		{op: opGlobalGet}, {op: opI32Const, a: -1}, {op: opI32Store, b: 8}, // the result, above the address that is returned to
		{op: opGlobalGet}, {op: opI32Const, a: 8}, {op: opI32Add}, {op: opGlobalSet},
		{op: opI32Const, a: 0}, // not unwinding
		{op: opEnd},
	}
}

// noBarriers takes out what the code does for the collector where it stores a pointer: it asks runtime.writeBarrier, which only
// a run of the collector sets, and nothing else of the program is asked as often.
func (m *module) noBarriers() {
	asked := map[int64]int{}
	for _, f := range m.funcs {
		for i := range f.code {
			if a, ok := f.flagAt(i); ok {
				asked[a]++
			}
		}
	}
	flag, most, total := int64(0), 0, 0
	for a, n := range asked {
		total += n
		if n > most {
			flag, most = a, n
		}
	}
	if most < total/2 {
		panic("runtime.writeBarrier was not found")
	}
	for _, f := range m.funcs {
		out := f.code[:0]
		for i, in := range f.code {
			if i > 0 {
				if a, ok := f.flagAt(i - 1); ok && a == flag {
					out = append(out[:len(out)-1], instr{op: opI64Const})
					continue
				}
			}
			out = append(out, in)
		}
		f.code = out
		f.peephole()
		f.constants()
		f.peephole()
	}
}

// flagAt reports whether instruction i and the next ask whether 32 bits at a constant address are zero.
func (f *function) flagAt(i int) (address int64, ok bool) {
	return f.code[i].a, i+2 < len(f.code) && f.code[i].op == opI32Const && f.code[i+1].op == opI64Load32U && f.code[i+1].b == 0 && f.code[i+2].op == opI64Eqz
}

package main

// A call takes 31 bytes, and 20 of them are always the same: they make room for the return address
// on the goroutine's stack, store it, and pass 0, the number of the function's beginning. For a
// function that is called from several places there is a second one, the thunk, which does this and
// calls the first. It takes the return address as an argument.

// fewestCalls is the number of calls from which on a thunk pays.
const fewestCalls = 3

// thunks replaces calls by those of thunks.
func (m *module) thunks() {
	calls := map[int64]int{}
	for _, f := range m.funcs {
		for i := range f.code {
			if f.callAt(i) {
				calls[f.code[i+callLen-1].a]++
			}
		}
	}
	kind := m.addType([]byte{0x60, 1, 0x7E, 1, 0x7F}) // from i64 to i32
	thunk := map[int64]int64{}
	for i := range int64(len(m.funcs)) {
		callee := i + int64(m.imports)
		if calls[callee] >= fewestCalls {
			thunk[callee] = m.addFunction(kind, &function{
				locals: []byte{0},
				labels: 1,
				code: []instr{
					{op: opGlobalGet}, {op: opI32Const, a: 8}, {op: opI32Sub}, {op: opGlobalSet},
					{op: opGlobalGet}, {op: opLocalGet}, {op: opI64Store, a: 3},
					{op: opI32Const}, {op: opCall, a: callee}, {op: opEnd},
				},
			})
		}
	}
	for _, f := range m.funcs {
		out := f.code[:0]
		for i := 0; i < len(f.code); i++ {
			if f.callAt(i) {
				if to, ok := thunk[f.code[i+callLen-1].a]; ok {
					out = append(out, f.code[i+6], instr{op: opCall, a: to})
					i += callLen - 1
					continue
				}
			}
			out = append(out, f.code[i])
		}
		f.code = out
	}
}

// callLen is how many instructions a call has.
const callLen = 10

// callAt reports whether instruction i begins a call.
func (f *function) callAt(i int) bool {
	if i+callLen > len(f.code) {
		return false
	}
	c := f.code[i : i+callLen]
	sp := c[0].a
	return c[0].is(opLocalGet, sp) && c[1].is(opI32Const, 8) && c[2].op == opI32Sub &&
		c[3].is(opLocalTee, sp) && c[4].is(opGlobalSet, 0) && c[5].is(opLocalGet, sp) &&
		c[6].op == opI64Const && c[7].op == opI64Store && c[7].b == 0 &&
		c[8].is(opI32Const, 0) && c[9].op == opCall
}

// addType adds a function type and returns its index.
func (m *module) addType(b []byte) uint32 {
	s := m.section(typeSection)
	r := reader{s.body, 0}
	n := r.u32()
	s.body = append(append(appendU32(nil, n+1), s.body[r.i:]...), b...)
	return n
}

// addFunction adds a function of a type and returns its index.
func (m *module) addFunction(kind uint32, f *function) int64 {
	s := m.section(functionSection)
	r := reader{s.body, 0}
	n := r.u32()
	s.body = appendU32(append(appendU32(nil, n+1), s.body[r.i:]...), kind)
	m.funcs = append(m.funcs, f)
	return int64(m.imports) + int64(n)
}

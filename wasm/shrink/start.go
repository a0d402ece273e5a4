package main

import "encoding/binary"

// Two tables of the runtime (runtime/symtab.go) follow from others. A start function computes them:
//
//   - findfunctab finds the function of a program counter. On js/wasm the program counter is the
//     index of the function times 65,536, so that there are 16 equal buckets of 20 bytes for each
//     function, a megabyte.
//   - ftab has the program counter of each function and where its description is, a runtime._func.
//     The descriptions are in the same order, and begin with the program counter as well.
const (
	bucketLen  = 20
	bucketSpan = 4096
	perFunc    = 16 // buckets
	ftabLen    = 8  // an entry of ftab: program counter, place
)

// dropTables clears the tables and adds the start function that computes them.
func (m *module) dropTables(t runtimeTables) {
	for i := range t.buckets {
		b := m.data[t.findfunc+bucketLen*i : min(t.findfunc+bucketLen*(i+1), t.findfuncEnd)]
		if int(binary.LittleEndian.Uint32(b)) != i/perFunc || anyByte(b[4:]) {
			panic("runtime.findfunctab is not as Go 1.26 has it")
		}
		clear(b)
	}
	place := int(m.data.u32(t.ftab + 4))
	first := t.ftab + place
	for i := range t.nfunc {
		entry, f := t.ftab+ftabLen*i, t.ftab+place
		if int(m.data.u32(entry)) != t.firstPC+i || int(m.data.u32(entry+4)) != place ||
			int(m.data.u32(f)) != t.firstPC+i {
			panic("runtime.ftab is not as Go 1.26 has it")
		}
		place += funcLen + 4*int(m.data.u32(f+funcNpcdata)) + 4*int(m.data[f+funcNfuncdata])
		place = (place + 7) &^ 7
		clear(m.data[entry : entry+ftabLen])
		clear(m.data[f : f+4])
	}
	m.setStart(startFunction(t, first))
}

func anyByte(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return true
		}
	}
	return false
}

// startFunction returns the function that computes the tables.
func startFunction(t runtimeTables, firstFunc int) *function {
	const bucket, n, entry, f = 0, 1, 2, 3 // locals of type i32
	get := func(local int64) instr { return instr{op: opLocalGet, a: local} }
	set := func(local int64) instr { return instr{op: opLocalSet, a: local} }
	constant := func(n int) instr { return instr{op: opI32Const, a: int64(n)} }
	op := func(op uint16) instr { return instr{op: op} }
	store, add, shiftLeft, shiftRight := op(opI32Store), op(opI32Add), op(opI32Shl), op(opI32ShrU)
	load := func(op uint16, offset int64) instr { return instr{op: op, b: offset} }
	var code []instr
	loop := func(label, count int, body ...instr) {
		code = append(code, constant(0), set(n), instr{op: opLoop, a: blockEmpty, label: label})
		code = append(code, body...)
		code = append(code, get(n), constant(1), add, instr{op: opLocalTee, a: n},
			constant(count), op(opI32LtU), instr{op: opBrIf, label: label},
			instr{op: opEnd, label: label})
	}
	code = append(code, constant(t.findfunc), set(bucket))
	loop(1, t.buckets,
		get(bucket), get(n), constant(4), shiftRight, store, // the function's index
		get(bucket), constant(bucketLen), add, set(bucket))
	code = append(code, constant(t.ftab), set(entry), constant(firstFunc), set(f))
	loop(2, t.nfunc,
		get(entry), get(n), constant(t.firstPC), add, store,
		get(entry), get(f), constant(t.ftab), op(opI32Sub), instr{op: opI32Store, b: 4},
		get(f), get(n), constant(t.firstPC), add, store,
		// A description is as long as its tables make it, rounded up to 8 bytes.
		get(f), get(f), load(opI32Load, funcNpcdata), get(f), load(opI32Load8U, funcNfuncdata), add,
		constant(2), shiftLeft, add, constant(funcLen+7), add, constant(-8), op(opI32And), set(f),
		get(entry), constant(ftabLen), add, set(entry))
	code = append(code, instr{op: opEnd})
	return &function{locals: []byte{1, 4, 0x7F}, labels: 3, code: code}
}

// setStart adds a function without parameters and results, and makes it the start function.
func (m *module) setStart(f *function) {
	if m.section(startSection) != nil {
		panic("the module has a start function already")
	}
	index := m.addFunction(m.addType([]byte{0x60, 0, 0}), f)
	at := 0
	for at < len(m.sections) && m.sections[at].id < startSection {
		at++
	}
	start := section{startSection, appendU32(nil, uint32(index))}
	m.sections = append(m.sections[:at:at], append([]section{start}, m.sections[at:]...)...)
}

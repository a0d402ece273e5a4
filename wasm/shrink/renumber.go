package main

import (
	"maps"
	"slices"
)

// After jump.go, few of the numbers in the table at the beginning of a function are still used.
// They are renumbered from 0, so that the table only has the places where the function is
// really entered. The tables that the runtime has by program counter shrink with it.

// renumber gives the numbers that are needed new ones. It returns the old numbers by the new
// ones, or nil if they stay as they are.
func (f *function) renumber(entered map[int64]bool) (old []int64) {
	needed := map[int64]bool{0: true, 1: true}
	maps.Copy(needed, entered)
	var jumps []*int64 // the numbers that the code jumps to
	for i := range f.code {
		if !f.code[i].is(opLocalSet, 0) && !f.code[i].is(opLocalTee, 0) || f.spareAt(i) {
			continue
		}
		if i == 0 || f.code[i-1].op != opI32Const {
			return nil // the number is computed, in assembly
		}
		jumps = append(jumps, &f.code[i-1].a)
		needed[f.code[i-1].a] = true
	}
	at := slices.IndexFunc(f.code, func(in instr) bool { return in.op == opBrTable })
	if at >= 0 && (at == 0 || !f.code[at-1].is(opLocalGet, 0)) {
		return nil
	}
	old = slices.Sorted(maps.Keys(needed))
	for _, k := range jumps {
		*k = int64(slices.Index(old, *k))
	}
	if at >= 0 {
		f.shorten(at, old)
	}
	return old
}

// returnAt reports whether the constant at instruction k is stored as a return address, before a
// call.
func (f *function) returnAt(k int) bool {
	if k+3 >= len(f.code) || f.code[k+1].op != opI64Store {
		return false
	}
	const shift = 3 // instructions that make the index of a function from its program counter
	return f.code[k+2].is(opI32Const, 0) && f.code[k+3].op == opCall ||
		f.code[k+2].is(opI64Const, 16) && f.spareAt(k+2+shift)
}

// spareAt reports whether instruction i sets the local of the numbers to the index of a function:
// indirect calls use it as a spare one.
func (f *function) spareAt(i int) bool {
	return i+3 < len(f.code) && f.code[i].is(opLocalSet, 0) && f.code[i+1].is(opI32Const, 0) &&
		f.code[i+2].is(opLocalGet, 0) && f.code[i+3].op == opCallInd
}

// shorten keeps only the old numbers in the br_table at an index.
func (f *function) shorten(at int, old []int64) {
	d := dispatch{table: f.code[at].table}
	var short []int
	for _, k := range old {
		short = append(short, d.target(k))
	}
	for len(short) > 1 && short[len(short)-2] == short[len(short)-1] {
		short = short[:len(short)-1]
	}
	f.code[at].table = short
	if len(short) == 1 {
		f.code[at] = instr{op: opBr, label: short[0]}
		f.code = slices.Delete(f.code, at-1, at)
	}
}

// numbers has the old numbers by the new ones, for every function; nil for those that keep theirs.
type numbers [][]int64

// renumber gives function i new numbers. It changes the return addresses in the function's code,
// and where the function continues after a panic.
func (m *module) renumber(i int, t runtimeTables, entered map[int64]bool) (old []int64) {
	f := m.funcs[i]
	old = f.renumber(entered)
	if old == nil {
		return nil
	}
	for k := range f.code {
		in := &f.code[k]
		if in.op != opI64Const || int(in.a>>16) != t.firstPC+i || !f.returnAt(k) {
			continue
		}
		in.a = in.a&^0xFFFF | int64(slices.Index(old, in.a&0xFFFF))
	}
	at := t.funcAt(m.data, i) + funcDeferRet
	if k := int64(m.data.u32(at)); k != 0 {
		m.data.putU32(at, uint32(slices.Index(old, k)))
	}
	return old
}

package main

import (
	"encoding/binary"
	"slices"
)

// The numbers that a function is entered at are counted anew, without those that have become needless: the table at its
// head shrinks to the places where it is really entered, and so do the tables that the runtime keeps by program counter.

// renumber gives the function's remaining numbers new ones. It returns the old numbers by the new.
func (f *function) renumber(entered map[int64]bool) (old []int64) {
	at := slices.IndexFunc(f.code, func(in instr) bool { return in.op == opBrTable })
	if d, ok := f.dispatch(); ok && at != d.at {
		return nil
	}
	needed := map[int64]bool{0: true, 1: true}
	for k := range entered {
		needed[k] = true
	}
	for i := range f.code {
		if f.code[i].is(opLocalSet, 0) || f.code[i].is(opLocalTee, 0) {
			if i == 0 || f.code[i-1].op != opI32Const {
				return nil // a number that is computed: assembly
			}
			needed[f.code[i-1].a] = true
		}
	}
	for k := range needed {
		old = append(old, k)
	}
	slices.Sort(old)
	number := make(map[int64]int64, len(old))
	for n, k := range old {
		number[k] = int64(n)
	}
	for i := range f.code {
		if f.code[i].is(opLocalSet, 0) {
			f.code[i-1].a = number[f.code[i-1].a]
		}
	}
	if at >= 0 {
		table := f.code[at].table
		var short []int
		for _, k := range old {
			short = append(short, table[min(k, int64(len(table)-1))])
		}
		for len(short) > 1 && short[len(short)-2] == short[len(short)-1] {
			short = short[:len(short)-1]
		}
		f.code[at].table = short
	}
	return old
}

// numbers are the old numbers by the new, of every function by its index; nil where they stay.
type numbers [][]int64

// renumber gives all functions new numbers and writes them into the return addresses in the code.
func (m *module) renumber(t runtimeTables, entered map[int]map[int64]bool) numbers {
	all := make(numbers, len(m.funcs))
	for i, f := range m.funcs {
		all[i] = f.renumber(entered[t.firstPC+i])
		if all[i] == nil {
			continue
		}
		for k := range f.code {
			in := &f.code[k]
			if in.op != opI64Const || int(in.a>>16)-t.firstPC != i || k+1 == len(f.code) || f.code[k+1].op != opI64Store {
				continue
			}
			n := slices.Index(all[i], in.a&0xFFFF)
			if n < 0 {
				panic("a return address in " + f.name + " is not a place to enter")
			}
			in.a = in.a&^0xFFFF | int64(n)
		}
		at := t.funcAt(m.data, i) + funcDeferRet
		if k := int64(m.data.u32(at)); k != 0 {
			m.data.putU32(at, uint32(slices.Index(all[i], k)))
		}
	}
	return all
}

// pcvalues is a table of values by program counter: each holds up to its end.
type pcvalues []struct{ end, value int64 }

// pcvalues reads a table: pairs of varints, differences of values and of program counters, up to a zero that does not begin it.
func (m image) pcvalues(at int) (t pcvalues) {
	pc, value := int64(0), int64(-1)
	for i := at; ; {
		delta, n := binary.Uvarint(m[i:])
		if n <= 0 || delta == 0 && i > at {
			return t
		}
		value += int64(delta>>1) ^ -int64(delta&1)
		i += n
		delta, n = binary.Uvarint(m[i:])
		if n <= 0 {
			panic("a table of program counters is cut off")
		}
		pc += int64(delta)
		i += n
		t = append(t, struct{ end, value int64 }{pc, value})
	}
}

func (t pcvalues) at(pc int64) int64 {
	for _, run := range t {
		if pc < run.end {
			return run.value
		}
	}
	return -1
}

// append appends the table of the values.
func appendPCValues(dst []byte, values []int64) []byte {
	last := int64(-1)
	for i := 0; i < len(values); {
		end := i + 1
		for end < len(values) && values[end] == values[i] {
			end++
		}
		delta := values[i] - last
		dst = binary.AppendUvarint(dst, uint64(delta<<1^delta>>63))
		dst = binary.AppendUvarint(dst, uint64(end-i))
		last, i = values[i], end
	}
	return append(dst, 0)
}

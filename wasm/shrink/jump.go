package main

import "slices"

// The Go compiler turns every jump inside a function into a number that a table at its head dispatches on, so that a
// goroutine may leave a function in its middle and come back:
//
//	block                          ;; left to unwind the stack
//	  loop $again
//	    block … block $k … block
//	      local.get 0
//	      br_table …               ;; by the number of the place to go on at
//	    end
//	    …
//	    (if (cond) (then i32.const k, local.set 0, br $again))
//	    …
//	    end $k
//
// A jump forward can as well leave $k at once. That is shorter, and compilers of WASM make more of it.

// dispatch is the table at a function's head.
type dispatch struct {
	loop  int   // label of the loop
	at    int   // index of br_table
	table []int // labels by number
}

// dispatch returns the function's table; ok is false for functions without one.
func (f *function) dispatch() (d dispatch, ok bool) {
	i := slices.IndexFunc(f.code, func(in instr) bool { return in.op == opLoop })
	if i < 0 {
		return d, false
	}
	d.loop = f.code[i].label
	for i++; i < len(f.code) && f.code[i].op == opBlock; i++ {
	}
	if i+1 >= len(f.code) || !f.code[i].is(opLocalGet, 0) || f.code[i+1].op != opBrTable {
		return d, false
	}
	d.at = i + 1
	d.table = f.code[i+1].table
	return d, true
}

func (d *dispatch) target(k int64) int { return d.table[min(k, int64(len(d.table)-1))] }

func (in *instr) is(op uint16, a int64) bool { return in.op == op && in.a == a }

// jumps makes branches of the jumps forward.
func (f *function) jumps(d *dispatch) {
	open := map[int]bool{0: true}
	out := f.code[:0:0]
	for i := 0; i < len(f.code); i++ {
		in := f.code[i]
		switch in.op {
		case opBlock, opLoop, opIf:
			open[in.label] = true
		case opEnd:
			delete(open, in.label)
		}
		if k, ok := f.jumpAt(i, d); ok && open[d.target(k)] {
			out = append(out, instr{op: opBr, label: d.target(k)})
			i += 2
			continue
		}
		out = append(out, in)
	}
	f.code = out
}

// jumpAt reports whether a jump starts at instruction i, and to which number.
func (f *function) jumpAt(i int, d *dispatch) (k int64, ok bool) {
	if i+2 < len(f.code) && f.code[i].op == opI32Const && f.code[i+1].is(opLocalSet, 0) && f.code[i+2].op == opBr && f.code[i+2].label == d.loop {
		return f.code[i].a, true
	}
	return 0, false
}

// entries leaves in the table only the numbers at which the function may be entered or jumped to; the others get their
// neighbour's label, so that blocks need not be opened for them.
func (f *function) entries(d *dispatch, entered map[int64]bool) {
	needed := map[int64]bool{0: true, 1: true}
	for i := range f.code {
		if k, ok := f.jumpAt(i, d); ok {
			needed[k] = true
		} else if f.code[i].is(opLocalSet, 0) || f.code[i].is(opLocalTee, 0) {
			if i == 0 || f.code[i-1].op != opI32Const {
				return // a number that is computed: assembly
			}
			needed[f.code[i-1].a] = true
		}
	}
	at := slices.IndexFunc(f.code, func(in instr) bool { return in.op == opBrTable })
	table := slices.Clone(f.code[at].table)
	last := table[0]
	for k := range table {
		if needed[int64(k)] || entered[int64(k)] {
			last = table[k]
		} else {
			table[k] = last
		}
	}
	for len(table) > 1 && table[len(table)-2] == table[len(table)-1] {
		table = table[:len(table)-1]
	}
	f.code[at].table = table
	if len(table) == 1 && f.code[at-1].is(opLocalGet, 0) {
		f.code[at] = instr{op: opBr, label: table[0]}
		f.code = slices.Delete(f.code, at-1, at)
	}
}

// blocks takes out blocks and loops that no branch leads to, branches to what follows anyway, and code that is never
// reached.
func (f *function) blocks() {
	for f.unreached() || f.unbranched() {
	}
}

// unreached takes out what stands between an instruction that goes elsewhere and the end of its block.
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

// unbranched takes out blocks without branches to them, and branches to the end that follows.
func (f *function) unbranched() (changed bool) {
	used, loop := make([]bool, f.labels), make([]bool, f.labels)
	out := f.code[:0]
	for i, in := range f.code {
		switch {
		case in.op == opLoop:
			loop[in.label] = true
		case in.op == opBr && i+1 < len(f.code) && f.code[i+1].op == opEnd && f.code[i+1].label == in.label && !loop[in.label]:
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

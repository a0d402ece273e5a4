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

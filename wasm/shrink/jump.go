package main

import "slices"

// A goroutine may leave a function in the middle and come back. So the Go compiler gives every
// place where a function can go on a number, and begins the function with a table of them. It uses
// the table for all jumps inside the function, too:
//
//	block                          ;; the way out while the stack is unwound
//	  loop $again
//	    block … block $k … block
//	      local.get 0
//	      br_table …               ;; by the number
//	    end
//	    …
//	    (if (cond) (then i32.const k, local.set 0, br $again))
//	    …
//	    end $k
//
// A jump forward can branch to the end of $k directly. That is shorter, and compilers of WASM
// optimise it better.

// dispatch is the table at the beginning of a function.
type dispatch struct {
	loop  int   // label of the loop
	at    int   // index of br_table
	table []int // labels by number
}

// dispatch returns the function's table; ok is false if there is none.
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

// jumps replaces jumps forward by branches.
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

// jumpAt reports whether instruction i begins a jump, and returns the number that it goes to.
func (f *function) jumpAt(i int, d *dispatch) (k int64, ok bool) {
	if i+2 < len(f.code) && f.code[i].op == opI32Const && f.code[i+1].is(opLocalSet, 0) &&
		f.code[i+2].op == opBr && f.code[i+2].label == d.loop {
		return f.code[i].a, true
	}
	return 0, false
}

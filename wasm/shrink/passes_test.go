package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// names are short names of instructions for the tests. A constant, an index, a label or an offset
// follows them.
var names = map[string]uint16{
	"trap": opUnreachable, "nop": opNop, "block": opBlock, "loop": opLoop, "if": opIf,
	"else": opElse, "end": opEnd, "br": opBr, "brif": opBrIf, "table": opBrTable,
	"return": opReturn, "call": opCall, "indirect": opCallInd, "drop": opDrop,
	"get": opLocalGet, "set": opLocalSet, "tee": opLocalTee, "sp": opGlobalGet,
	"setsp": opGlobalSet, "load32": opI32Load, "load64": opI64Load,
	"store32": opI32Store, "store64": opI64Store, "i32": opI32Const,
	"i64": opI64Const, "eqz32": opI32Eqz, "eqz64": opI64Eqz, "lts32": 0x48, "ges32": 0x4E,
	"ltu64": 0x54, "geu64": 0x5A, "ltf64": 0x63, "add32": opI32Add, "sub32": opI32Sub,
	"add64": opI64Add, "sub64": opI64Sub, "shru64": 0x88, "wrap": opI32Wrap,
	"extends": opI64ExtendS, "extendu": opI64ExtendU,
}

// assemble reads instructions with semicolons between them.
func assemble(t testing.TB, text string) *function {
	t.Helper()
	f := &function{locals: []byte{0}, labels: 1}
	for _, line := range strings.Split(text, ";") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		op, ok := names[words[0]]
		if !ok {
			t.Fatalf("unknown instruction %q", words[0])
		}
		in := instr{op: op}
		var n []int
		for _, w := range words[1:] {
			k, err := strconv.Atoi(w)
			check(t, err)
			n = append(n, k)
		}
		switch op {
		case opBlock, opLoop, opIf, opElse, opEnd, opBr, opBrIf:
			if op == opBlock || op == opLoop || op == opIf {
				in.a = blockEmpty
			}
			in.label = n[0]
			f.labels = max(f.labels, n[0]+1)
		case opBrTable:
			in.table = n
		case opI32Load, opI64Load, opI32Store, opI64Store:
			in.b = int64(n[0])
		default:
			if len(n) > 0 {
				in.a = int64(n[0])
			}
		}
		f.code = append(f.code, in)
	}
	return f
}

func (f *function) String() string {
	var all []string
	for _, in := range f.code {
		s := fmt.Sprintf("%#x", in.op)
		for name, op := range names {
			if op == in.op {
				s = name
			}
		}
		switch in.op {
		case opBlock, opLoop, opIf, opElse, opEnd, opBr, opBrIf:
			s += fmt.Sprint(" ", in.label)
		case opBrTable:
			s += " " + strings.Trim(fmt.Sprint(in.table), "[]")
		case opI32Load, opI64Load, opI32Store, opI64Store:
			s += fmt.Sprint(" ", in.b)
		case opLocalGet, opLocalSet, opLocalTee, opI32Const, opI64Const, opCall:
			s += fmt.Sprint(" ", in.a)
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// same stands for code that a pass does not change.
const same = "same"

// passes checks what a pass makes of code.
func passes(t *testing.T, pass func(f *function), cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		f := assemble(t, c[0])
		want := c[1]
		if want == same {
			want = c[0]
		}
		pass(f)
		if got := f.String(); got != assemble(t, want).String() {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, want)
		}
	}
}

func TestPeephole(t *testing.T) {
	passes(t, (*function).peephole, [][2]string{
		{"i64 5; wrap", "i32 5"},
		{"i64 4294967295; wrap", "i32 -1"},
		{"get 1; extendu; wrap", "get 1"},
		{"get 1; extends; wrap", "get 1"},
		{"get 1; load64 24; wrap", "get 1; load32 24"},
		{"get 1; extendu; i64 8; add64; wrap", "get 1; i32 8; add32"},
		{"get 1; extends; i64 8; sub64; wrap", "get 1; i32 8; sub32"},
		{"get 1; extendu; i64 8; shru64; wrap", same}, // the bits above matter
		{"get 1; i64 8; add64; wrap", same},
		{"get 1; extendu; eqz64", "get 1; eqz32"},
		{"get 1; get 2; lts32; eqz32", "get 1; get 2; ges32"},
		{"get 1; get 2; ltu64; eqz32", "get 1; get 2; geu64"},
		{"get 1; get 2; ltf64; eqz32", same}, // neither holds of NaN
		{"get 1; get 2; ltf64; eqz32; eqz32", same},
		{"get 1; eqz64; eqz32; eqz32", "get 1; eqz64"},
		{"get 1; eqz32; eqz32", same}, // the value may be 2
		{"set 1; get 1", "tee 1"},
		{"set 1; get 2", same},
		{"block 1; get 1; if 2; br 1; end 2; end 1", "block 1; get 1; brif 1; end 1"},
		{"get 1; if 2; br 2; end 2", same},
		{"get 1; if 2; br 0; else 2; end 2", same},
		{
			"get 1; i32 16; add32; tee 1; setsp; get 1; i32 8; add32; tee 1; setsp",
			"get 1; i32 24; add32; tee 1; setsp",
		},
		{"get 1; i32 16; add32; tee 1; setsp; get 2; i32 8; add32; tee 1; setsp", same},
		{
			"get 1; i32 8; add32; tee 1; setsp; i32 0; return",
			"get 1; i32 8; add32; setsp; i32 0; return",
		},
	})
}

// TestOpposite derives the opposites from the names of the comparisons.
func TestOpposite(t *testing.T) {
	names := [...]string{"eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"}
	not := map[string]string{"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
	for _, first := range [...]uint16{opI32Eq, opI64Eqz + 1} {
		for k, name := range names {
			want := not[name[:2]] + name[2:]
			got := opposite[first+uint16(k)] - first
			if int(got) >= len(names) || names[got] != want {
				t.Errorf("%#x: the opposite of %s is not %s", first, name, want)
			}
		}
	}
	if len(opposite) != 2*len(names) {
		t.Errorf("%d comparisons; because of NaN those of floats have no opposite", len(opposite))
	}
}

func TestFrame(t *testing.T) {
	const head = "sp; set 1; "
	passes(t, (*function).frame, [][2]string{
		{head + "get 1; i32 8; add32; load64 16", head + "get 1; load64 24"},
		{head + "get 1; i32 8; add32; get 2; store64 0", head + "get 1; get 2; store64 8"},
		{
			head + "get 1; i32 8; add32; get 1; i32 32; add32; load64 0; store64 0",
			head + "get 1; get 1; load64 32; store64 8",
		},
		{head + "get 2; i32 8; add32; load64 16", same},                // not the stack pointer
		{head + "get 1; i32 -8; add32; load64 16", same},               // below it
		{head + "get 1; i32 2000000; add32; load64 0", same},           // too far
		{head + "get 1; i32 8; sub32; load64 16", same},                // not an addition
		{head + "get 1; i32 8; add32; tee 2; load64 0", same},          // used twice
		{head + "get 1; i32 8; add32; block 1; end 1; load64 0", same}, // a block between
		{head + "get 3; get 1; i32 8; add32; store64 0", same},         // a value, not an address
		{"set 1; get 1; i32 8; add32; load64 16", same},                // no frame
		{head + "get 1; i32 8; add32; call 3; drop; get 1; load64 0", same},
	})
}

func TestBlocks(t *testing.T) {
	passes(t, (*function).blocks, [][2]string{
		{"block 1; get 1; drop; end 1", "get 1; drop"},
		{"loop 1; get 1; drop; end 1", "get 1; drop"},
		{"block 1; get 1; brif 1; trap; end 1", same},
		{"loop 1; get 1; brif 1; end 1", same},
		{"block 1; br 1; end 1; get 1", "get 1"},
		{"block 1; get 1; brif 1; br 1; end 1; get 2", "block 1; get 1; brif 1; end 1; get 2"},
		{"loop 1; br 1; end 1", same}, // for ever
		{"block 1; block 2; get 0; table 1 2 1; end 2; end 1", same},
		{"block 1; get 0; table 1 1; get 2; drop; end 1", "block 1; get 0; table 1 1; end 1"},
		{"block 1; br 0; get 1; drop; end 1; get 2", "br 0"},
		{"return; block 1; trap; end 1; get 2", "return"},
		{
			"block 1; get 1; brif 1; return; loop 2; br 2; end 2; get 3; end 1; get 2",
			"block 1; get 1; brif 1; return; end 1; get 2",
		},
		{
			"get 1; if 1; return; get 1; else 1; get 2; drop; end 1; get 3",
			"get 1; if 1; return; else 1; get 2; drop; end 1; get 3",
		},
		{
			"get 1; if 1; trap; if 2; get 3; else 2; get 4; end 2; get 5; end 1; get 6",
			"get 1; if 1; trap; end 1; get 6",
		},
		{"get 1; if 1; nop; end 1", "get 1; if 1; end 1"},
	})
	f := &function{labels: 2, code: []instr{
		{op: opBlock, a: 0x7F, label: 1}, {op: opI32Const}, {op: opEnd, label: 1},
	}}
	if f.blocks(); len(f.code) != 3 {
		t.Error("a block with a result was removed")
	}
}

// dispatching is a function as the compiler makes them. It begins at 0, continues at 2 after a
// call, and jumps to 4 and 1.
const dispatching = "block 1; loop 2; block 3; block 4; block 5; get 0; table 5 5 4 4 3; end 5; " +
	"get 1; if 6; i32 4; set 0; br 2; end 6; get 2; i64 268500994; store64 0; i32 0; call 3; " +
	"brif 1; end 4; get 3; drop; end 3; get 4; if 7; i32 1; set 0; br 2; end 7; trap; end 2; " +
	"trap; end 1; i32 1"

// compare compares a function with code.
func compare(t *testing.T, f *function, want string) {
	t.Helper()
	if got := f.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestJumps(t *testing.T) {
	f := assemble(t, dispatching)
	d, ok := f.dispatch()
	if !ok || d.loop != 2 || fmt.Sprint(d.table) != "[5 5 4 4 3]" {
		t.Fatal(d, ok)
	}
	f.jumps(&d)
	compare(t, f, strings.Replace(dispatching, "i32 4; set 0; br 2", "br 3", 1))
	for _, text := range []string{
		"get 1", "loop 1; get 1; table 1; end 1", "loop 1; block 2; get 0; drop; end 2; end 1",
		"loop 1; block 2",
	} {
		if _, ok := assemble(t, text).dispatch(); ok {
			t.Errorf("%s: a table was found", text)
		}
	}
}

func TestRenumber(t *testing.T) {
	f := assemble(t, dispatching)
	d, _ := f.dispatch()
	f.jumps(&d)
	if old := f.renumber(map[int64]bool{2: true, 3: true}); fmt.Sprint(old) != "[0 1 2 3]" {
		t.Error(old)
	}
	compare(t, f, strings.NewReplacer(
		"i32 4; set 0; br 2", "br 3", "5 5 4 4 3", "5 5 4").Replace(dispatching))
	f = assemble(t, "loop 1; block 2; block 3; get 0; table 3 3 3 3 3 3 2; end 3; "+
		"i32 6; set 0; br 1; end 2; i32 6; tee 0; drop; end 1")
	if old := f.renumber(map[int64]bool{4: true}); fmt.Sprint(old) != "[0 1 4 6]" {
		t.Error(old)
	}
	compare(t, f, "loop 1; block 2; block 3; get 0; table 3 3 3 2; end 3; "+
		"i32 3; set 0; br 1; end 2; i32 3; tee 0; drop; end 1")
	f = assemble(t, "block 1; get 0; table 1 1 1; end 1; "+
		"get 2; set 0; i32 0; get 0; indirect; return")
	if old := f.renumber(nil); fmt.Sprint(old) != "[0 1]" {
		t.Error(old)
	}
	compare(t, f, "block 1; br 1; end 1; get 2; set 0; i32 0; get 0; indirect; return")
	if old := assemble(t, "loop 1; get 2; set 0; br 1; end 1").renumber(nil); old != nil {
		t.Error("a computed number was taken for one that is known")
	}
}

func TestReturnAt(t *testing.T) {
	for text, want := range map[string]bool{
		"i64 7; store64 0; i32 0; call 3":                                       true,
		"i64 7; store64 0; i64 16; shru64; wrap; set 0; i32 0; get 0; indirect": true,
		"i64 7; store64 0; get 1; i32 0; call 3":                                false, // data
		"i64 7; store64 0; i64 16; shru64; wrap; set 2; i32 0; get 0; indirect": false,
		"i64 7; store32 0; i32 0; call 3":                                       false,
		"i64 7; store64 0":                                                      false,
	} {
		if got := assemble(t, text).returnAt(0); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestUnwinding(t *testing.T) {
	passes(t, (*function).unwinding, [][2]string{
		{"block 1; call 8; sp; set 1; brif 1; return; end 1; i32 1; end 0",
			"block 1; call 8; sp; set 1; if 2; i32 1; return; end 2; return; end 1; i32 1; end 0"},
		{"block 1; block 2; call 8; sp; set 1; brif 2; end 2; return; end 1; i32 1; end 0", same},
		{"block 1; call 8; sp; set 1; brif 1; return; end 1; i32 0; end 0", same},
	})
}

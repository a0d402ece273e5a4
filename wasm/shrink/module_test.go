package main

import (
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// linked links the engine's module with flags of go build.
func linked(t testing.TB, flags ...string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "linked.wasm")
	build := exec.Command("go", append(append([]string{"build", "-trimpath", "-o", name}, flags...), "klartext/wasm")...)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(name)
	check(t, err)
	return b
}

var whole struct {
	once sync.Once
	b    []byte
}

func wholeModule(t testing.TB) []byte {
	whole.once.Do(func() { whole.b = linked(t) })
	if whole.b == nil {
		t.Fatal("not linked")
	}
	return whole.b
}

// smallModule has one of everything that is decoded.
func smallModule(t testing.TB) []byte {
	f := assemble(t, "block 1; loop 2; get 1; if 3; br 1; else 3; get 1; brif 2; get 0; table 1 2 3 0; end 3; i32 -70; i64 -9000000000; wrap; store32 300; end 2; end 1; "+
		"i32 0; load64 8; drop; get 0; i32 0; indirect; drop; i32 0; call 0; return; end 0")
	f.locals = []byte{1, 3, 0x7E}
	f.code = slices.Insert(f.code, len(f.code)-1, instr{op: opF32Const, a: 0x7FC00001}, instr{op: opDrop}, instr{op: opF64Const, a: math.MinInt64},
		instr{op: opSatFirst + 6}, instr{op: opDrop}, instr{op: opMemorySize}, instr{op: opMemoryGrow}, instr{op: opMemoryCopy}, instr{op: opMemoryFill})
	m := &module{funcs: []*function{f}, data: slices.Concat(make(image, 100), image("text"), make(image, 50), image{1}), sections: []section{
		{typeSection, []byte{1, 0x60, 1, 0x7F, 1, 0x7F}}, {importSection, []byte{1, 1, 'm', 1, 'f', 0, 0}}, {functionSection, []byte{1, 0}},
		{exportSection, []byte{1, 1, 'r', 0, 1}}, {codeSection, nil}, {dataSection, nil}}}
	names := []byte{1, 4, 1, 1, 1, 'r'}
	body := append([]byte("\x04name"), names...)
	return append(m.bytes(), append([]byte{customSection, byte(len(body))}, body...)...)
}

func TestRoundTrip(t *testing.T) {
	for name, b := range map[string][]byte{"small": smallModule(t), "whole": wholeModule(t)} {
		m := parse(b)
		once := m.bytes()
		again := parse(once)
		if !bytes.Equal(again.bytes(), once) || !bytes.Equal(again.data, m.data) || len(again.funcs) != len(m.funcs) || len(m.funcs) == 0 {
			t.Fatalf("%s: another module when read again", name)
		}
		for i, f := range m.funcs {
			if f.name == "" {
				t.Errorf("%s: function %d has no name", name, i)
			}
			if g := again.funcs[i]; !slices.EqualFunc(f.code, g.code, func(a, b instr) bool {
				if a.op >= opI32Load && a.op <= opI64Store32 {
					b.a = a.a // the alignment
				}
				return a.op == b.op && a.a == b.a && a.b == b.b && a.label == b.label && slices.Equal(a.table, b.table)
			}) || !bytes.Equal(f.locals, g.locals) {
				t.Errorf("%s: function %s is another one when read again", name, f.name)
			}
		}
	}
}

// TestShrunk holds the shrunk module to being one, with fewer bytes and the tables that stacks are walked with.
func TestShrunk(t *testing.T) {
	before := parse(wholeModule(t))
	small, err := shrink(wholeModule(t))
	check(t, err)
	after := parse(small)
	if len(small) > len(wholeModule(t))*2/3 || len(after.funcs) < len(before.funcs) || after.section(startSection) == nil {
		t.Fatalf("%d bytes, %d functions", len(small), len(after.funcs))
	}
	again, err := shrink(wholeModule(t))
	if check(t, err); !bytes.Equal(again, small) {
		t.Error("another module the second time")
	}
}

// TestNames holds the names to what the runtime still tells its own goroutines by.
func TestNames(t *testing.T) {
	m := parse(wholeModule(t))
	tables := m.data.tables()
	m.data.stripNames(tables)
	kept := 0
	for i, f := range m.funcs {
		want := ""
		if strings.HasPrefix(f.name, "runtime.") {
			want = "runtime."
			kept++
		}
		offset := int(m.data.u32(tables.funcAt(m.data, i) + funcName))
		got, _, _ := bytes.Cut(m.data[tables.funcnames+offset:], []byte{0})
		if string(got) != want {
			t.Errorf("%s is named %q, want %q", f.name, got, want)
		}
	}
	if kept == 0 {
		t.Error("no function of the runtime")
	}
}

func TestDamaged(t *testing.T) {
	small := smallModule(t)
	if _, err := shrink(small); err == nil || !strings.Contains(err.Error(), "linked with Go") {
		t.Errorf("a module without a runtime: %v", err)
	}
	for n := range small {
		if _, err := shrink(small[:n]); err == nil {
			t.Errorf("cut off after %d of %d bytes: no error", n, len(small))
		}
	}
	whole := wholeModule(t)
	for n := 9; n < len(whole); n += len(whole) / 5 {
		if _, err := shrink(whole[:n]); err == nil {
			t.Errorf("cut off after %d of %d bytes: no error", n, len(whole))
		}
	}
	// What is not checked (types of values, numbers of locals) may pass, but must not hang or crash, and what comes out is a module.
	random := rand.New(rand.NewPCG(1, 2))
	flipped := func(b []byte, flips int) []byte {
		b = bytes.Clone(b)
		for range flips {
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
		}
		return b
	}
	for range 5000 {
		readable(t, flipped(small, 1), func(b []byte) ([]byte, error) { return parse(b).bytes(), nil })
	}
	for flips := range 4 {
		readable(t, flipped(whole, 1+flips*flips*flips), shrink)
	}
}

// readable makes something of a damaged module: an error, or a module that can be read.
func readable(t *testing.T, b []byte, make func(b []byte) ([]byte, error)) {
	t.Helper()
	var out []byte
	var err error
	func() {
		defer func() {
			if recover() != nil {
				out = nil
			}
		}()
		out, err = make(b)
	}()
	if err == nil && out != nil {
		parse(out)
	}
}

func TestStripped(t *testing.T) {
	if _, err := shrink(linked(t, "-ldflags=-s")); err == nil || !strings.Contains(err.Error(), "link it without -s") {
		t.Error(err)
	}
}

func TestClosedBlock(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a branch to a block that is not open was encoded")
		}
	}()
	assemble(t, "block 1; end 1; br 1; end 0").encode()
}

func TestNumbers(t *testing.T) {
	for shift := range 64 {
		for _, n := range []int64{1<<shift - 1, 1 << shift, -1 << shift, -1<<shift - 1} {
			if r := (reader{appendS64(nil, n), 0}); r.s64() != n || r.more() {
				t.Errorf("signed %d", n)
			}
			if r := (reader{appendU32(nil, uint32(n)), 0}); r.u32() != uint32(n) || r.more() {
				t.Errorf("unsigned %d", uint32(n))
			}
		}
	}
	for _, b := range []string{"\xff\xff\xff\xff\x1f", "\x80\x80\x80\x80\x80\x00", "\x80", ""} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("unsigned %q was read", b)
				}
			}()
			r := reader{[]byte(b), 0}
			r.u32()
		}()
	}
}

func TestPCValues(t *testing.T) {
	for _, values := range [][]int64{{-1}, {0}, {5, 5, 5}, {-1, 0, -1, -1, 300, 300, -70000}, {8, 16, 24}} {
		b := image(appendPCValues([]byte("xx"), values))
		got := b.pcvalues(2)
		for n, want := range values {
			if got.at(int64(n)) != want {
				t.Errorf("%v: %d at %d", values, got.at(int64(n)), n)
			}
		}
		if got.at(int64(len(values))) != -1 || b[len(b)-1] != 0 {
			t.Errorf("%v: goes on behind its end", values)
		}
	}
}

func TestImage(t *testing.T) {
	m := slices.Concat(make(image, 3), image("a"), make(image, zeroRun-1), image("b"), make(image, zeroRun), image("c"))
	var got image
	b := m.bytes()
	if got.read(&reader{b, 0}); !bytes.Equal(got, m) || b[0] != 2 {
		t.Errorf("%q with %d segments", got, b[0])
	}
}

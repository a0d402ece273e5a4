package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// wholeModule returns the engine's module as Go links it.
func wholeModule(t testing.TB) []byte {
	t.Helper()
	if !isKnown(runtime.Version()) {
		t.Skipf("this is %s, and shrink knows %s: see CONTRIBUTING.md", runtime.Version(), known)
	}
	b, err := whole()
	check(t, err)
	return b
}

var whole = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "shrink")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "linked.wasm")
	build := exec.Command("go", "build", "-trimpath", "-o", name, "klartext/wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%v\n%s", err, out)
	}
	return os.ReadFile(name)
})

// smallModule has one of everything that is decoded.
func smallModule(t testing.TB) []byte {
	f := assemble(t, "block 1; loop 2; get 1; if 3; br 1; else 3; get 1; brif 2; get 0; "+
		"table 1 2 3 0; end 3; i32 -70; i64 -9000000000; wrap; store32 300; end 2; end 1; "+
		"i32 0; load64 8; drop; get 0; i32 0; indirect; drop; i32 0; call 0; return; end 0")
	f.locals = []byte{1, 3, 0x7E}
	f.code = slices.Insert(f.code, len(f.code)-1, instr{op: opF32Const, a: 0x7FC00001},
		instr{op: opDrop}, instr{op: opF64Const, a: math.MinInt64}, instr{op: opSatFirst + 6},
		instr{op: opDrop}, instr{op: opMemorySize}, instr{op: opMemoryGrow},
		instr{op: opMemoryCopy}, instr{op: opMemoryFill})
	m := &module{
		funcs: []*function{f},
		data:  slices.Concat(make(image, 100), image("text"), make(image, 50), image{1}),
		sections: []section{
			{typeSection, []byte{1, 0x60, 1, 0x7F, 1, 0x7F}},
			{importSection, []byte{1, 1, 'm', 1, 'f', 0, 0}},
			{functionSection, []byte{1, 0}},
			{exportSection, []byte{1, 1, 'r', 0, 1}}, {codeSection, nil}, {dataSection, nil},
		},
	}
	return append(m.bytes(), producers(known)...)
}

// producers returns a section that says which version of Go built the module.
func producers(version string) []byte {
	name := func(s string) string { return string(rune(len(s))) + s }
	body := name("producers") + "\x02" + // fields
		name("processed-by") + "\x01" + name("Go cmd/compile") + name("go0") +
		name("language") + "\x02" + name("C") + name("23") + name("Go") + name(version)
	return append([]byte{customSection}, name(body)...)
}

func TestVersion(t *testing.T) {
	bare := parse(smallModule(t)).bytes()
	for version, want := range map[string]bool{
		known: true, known + ".8": true, known + ".8 X:nodwarf5": true, known + "rc1": false,
		known + "0": false, "go1.27": false, "devel go1.27-0123456789": false, "": false,
	} {
		b := slices.Concat(bare, producers(version))
		if got := goVersion(b); got != version || isKnown(got) != want {
			t.Errorf("%q: got %q, known: %v", version, got, isKnown(got))
		}
		small, note, err := shrink(b)
		if !want && (!bytes.Equal(small, b) || !strings.Contains(note, version) || err != nil) {
			t.Errorf("%q: changed, or without a note: %q, %v", version, note, err)
		}
	}
	// A module of another version may have anything in it.
	strange := slices.Concat(header, []byte{200, 1, 0}, producers("go2"))
	small, note, err := shrink(strange)
	if !bytes.Equal(small, strange) || note == "" || err != nil {
		t.Errorf("go2: %q, %v", note, err)
	}
	if _, _, err := shrink(bare); err == nil || !strings.Contains(err.Error(), "which version") {
		t.Errorf("no version: %v", err)
	}
	if v := goVersion(wholeModule(t)); v != runtime.Version() {
		t.Errorf("the engine was built by %q, not by %q", v, runtime.Version())
	}
}

func TestRoundTrip(t *testing.T) {
	for name, b := range map[string][]byte{"small": smallModule(t), "whole": wholeModule(t)} {
		m := parse(b)
		once := m.bytes()
		again := parse(once)
		if !bytes.Equal(again.bytes(), once) || !bytes.Equal(again.data, m.data) ||
			len(again.funcs) != len(m.funcs) || len(m.funcs) == 0 {
			t.Fatalf("%s: read again, it is another module", name)
		}
		for i, f := range m.funcs {
			g := again.funcs[i]
			if !slices.EqualFunc(f.code, g.code, equal) || !bytes.Equal(f.locals, g.locals) {
				t.Errorf("%s: read again, function %d is another one", name, i)
			}
		}
	}
}

// equal reports whether two instructions are the same. Alignments are not kept.
func equal(a, b instr) bool {
	if a.op >= opI32Load && a.op <= opI64Store32 {
		a.a, b.a = 0, 0
	}
	return a.op == b.op && a.a == b.a && a.b == b.b && a.label == b.label &&
		slices.Equal(a.table, b.table)
}

func TestShrunk(t *testing.T) {
	before := parse(wholeModule(t))
	small, note, err := shrink(wholeModule(t))
	check(t, err)
	if note != "" {
		t.Fatal(note)
	}
	after := parse(small)
	if len(small) > len(wholeModule(t))*7/10 || len(after.funcs) < len(before.funcs) ||
		after.section(startSection) == nil {
		t.Fatalf("%d bytes, %d functions", len(small), len(after.funcs))
	}
	again, _, err := shrink(wholeModule(t))
	if check(t, err); !bytes.Equal(again, small) {
		t.Error("the second time it is another module")
	}
}

// TestNames checks what remains of the names: that by which the runtime knows its own goroutines.
func TestNames(t *testing.T) {
	m := parse(wholeModule(t))
	tables := m.data.tables()
	var names []string
	for i := range m.funcs {
		names = append(names, m.data.funcName(tables, i))
	}
	m.data.stripNames(tables)
	kept := 0
	for i, name := range names {
		want := ""
		if strings.HasPrefix(name, "runtime.") {
			want = "runtime."
			kept++
		}
		if got := m.data.funcName(tables, i); got != want {
			t.Errorf("%s is named %q, want %q", name, got, want)
		}
	}
	if kept == 0 {
		t.Error("no function of the runtime")
	}
}

func TestDamaged(t *testing.T) {
	small := smallModule(t)
	_, _, err := shrink(small)
	if err == nil || !strings.Contains(err.Error(), "no table of functions") {
		t.Errorf("a module without a runtime: %v", err)
	}
	for n := range small {
		if _, _, err := shrink(small[:n]); err == nil {
			t.Errorf("cut off after %d of %d bytes: no error", n, len(small))
		}
	}
	whole := wholeModule(t)
	for n := 9; n < len(whole); n += len(whole) / 5 {
		if _, _, err := shrink(whole[:n]); err == nil {
			t.Errorf("cut off after %d of %d bytes: no error", n, len(whole))
		}
	}
	// Other damage may pass unnoticed (in the types of values, the numbers of locals). It must not
	// hang or crash, and the result must be a module.
	random := rand.New(rand.NewPCG(1, 2))
	flipped := func(b []byte, flips int) []byte {
		b = bytes.Clone(b)
		for range flips {
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
		}
		return b
	}
	for range 5000 {
		readable(t, flipped(small, 1), func(b []byte) ([]byte, error) {
			return parse(b).bytes(), nil
		})
	}
	for flips := range 4 {
		readable(t, flipped(whole, 1+flips*flips*flips), func(b []byte) ([]byte, error) {
			small, _, err := shrink(b)
			return small, err
		})
	}
}

// readable checks that a function returns an error for a damaged module, panics, or returns a
// module that can be read.
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
	for _, values := range [][]int64{
		{-1}, {0}, {5, 5, 5}, {-1, 0, -1, -1, 300, 300, -70000}, {8, 16, 24},
	} {
		b := image(appendPCValues([]byte("xx"), values))
		got := b.pcvalues(2)
		for n, want := range values {
			if got.at(int64(n)) != want {
				t.Errorf("%v: %d at %d", values, got.at(int64(n)), n)
			}
		}
		if got.at(int64(len(values))) != -1 || b[len(b)-1] != 0 {
			t.Errorf("%v: goes on after its end", values)
		}
	}
}

func TestImage(t *testing.T) {
	m := slices.Concat(make(image, 3), image("a"), make(image, zeroRun-1), image("b"),
		make(image, zeroRun), image("c"))
	var got image
	b := m.bytes()
	if got.read(&reader{b, 0}); !bytes.Equal(got, m) || b[0] != 2 {
		t.Errorf("%q with %d segments", got, b[0])
	}
}

package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// nodePackage makes a copy of the npm package and returns its directory. It builds the module, so
// that the tests do not depend on when "make wasm" was run. Without build tags, it uses the one
// that KLARTEXT_WASM names instead, if any.
func nodePackage(t testing.TB, tags ...string) string {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Fatal("the WASM build runs in Node.js 20 or later, which is not installed: " +
			"https://nodejs.org, Debian package nodejs")
	}
	dir := t.TempDir()
	for _, pattern := range []string{"js/*.js", "js/package.json", "node/*.js"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			check(t, err)
			to := filepath.Join(dir, name)
			check(t, os.MkdirAll(filepath.Dir(to), 0o755))
			check(t, os.WriteFile(to, b, 0o644))
		}
	}
	goroot := strings.TrimSpace(output(t, exec.Command("go", "env", "GOROOT")))
	loader, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	check(t, err)
	loader = fmt.Appendf(loader, "globalThis.Go.version = %q;\n", runtime.Version())
	check(t, os.WriteFile(filepath.Join(dir, "js", "wasm_exec.js"), loader, 0o644))
	module := filepath.Join(dir, "js", "engine.wasm")
	if built := os.Getenv("KLARTEXT_WASM"); built != "" && len(tags) == 0 {
		b, err := os.ReadFile(built)
		check(t, err)
		check(t, os.WriteFile(module, b, 0o644))
		return dir
	}
	linked := filepath.Join(dir, "linked.wasm")
	build := exec.Command("go", "build", "-trimpath",
		"-tags", strings.Join(tags, ","), "-o", linked, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	output(t, build)
	output(t, exec.Command("go", "run", "./shrink", "-o", module, linked))
	return dir
}

// output runs a command and returns its output.
func output(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	var errors strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, errors.String())
	}
	return string(out)
}

// writeFrames writes byte strings to a file, each after its length.
func writeFrames(t testing.TB, name string, frames [][]byte) {
	t.Helper()
	f, err := os.Create(name)
	check(t, err)
	w := bufio.NewWriterSize(f, 1<<20)
	for _, b := range frames {
		check(t, binary.Write(w, binary.LittleEndian, uint32(len(b))))
		_, err := w.Write(b)
		check(t, err)
	}
	check(t, w.Flush())
	check(t, f.Close())
}

// readFrame reads one of them; at the end it returns nil.
func readFrame(t testing.TB, r io.Reader) []byte {
	t.Helper()
	var n uint32
	err := binary.Read(r, binary.LittleEndian, &n)
	if err == io.EOF {
		return nil
	}
	check(t, err)
	b := make([]byte, n)
	_, err = io.ReadFull(r, b)
	check(t, err)
	return b
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

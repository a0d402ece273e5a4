package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCrash runs small Go programs in the module, in some of which something goes wrong. All panics
// are recovered, those of the runtime too. When there is no more memory, on a panic in another
// goroutine and by os.Exit the program ends. Endless recursion throws an exception of JavaScript.
//
// The shrunk module must answer like the linked one, even if the collector runs all the time.
func TestCrash(t *testing.T) {
	want := `0 -10 -10 6
1 -51 -51 6
2 -64 -64 6
3 22 22 6
4 2522 2522 6
5 -42 -42 6
7 4950 4950 6
8 8 8 6
9 52100 52100 6
10 exit 2 fatal error: out of memory
11 5 5 6
12 203 203 6
13 exit 2 panic: in a goroutine
14 1488 1488 6
15 155 155 6
16 0 0 6
17 1 1 6
18 111 111 6
19 19 19 6
20 exit 3
21 2100 2100 6
22 RangeError
23 1000 2000 6
24 107 107 6
25 25 25 6
26 50 50 6
`
	dir := nodePackage(t, "crash")
	run := func(module string, environment ...string) string {
		args := []string{filepath.Join(dir, "node", "crash.js"), filepath.Join(dir, module)}
		return output(t, exec.Command("node", append(args, environment...)...))
	}
	if got := run("linked.wasm"); got != want {
		t.Errorf("linked: got\n%swant\n%s", got, want)
	}
	if got := run("js/engine.wasm"); got != want {
		t.Errorf("shrunk: got\n%swant\n%s", got, want)
	}
	environment := []string{"GOGC=10", "GODEBUG=" + collecting}
	want = run("linked.wasm", environment...)
	if got := run("js/engine.wasm", environment...); got != want {
		t.Errorf("shrunk, collecting: got\n%slinked\n%s", got, want)
	}
}

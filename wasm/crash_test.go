package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCrash holds the module to what it does when something goes wrong, and to what the engine does not do, but Go programs do. A
// panic that the program raises is recovered from; a mistake or a lack of memory stops the call with a trap, which the
// package takes for the end of the instance, and so do a timer and a call of the collector. All else is as without shrinking.
func TestCrash(t *testing.T) {
	dir := nodePackage(t, "crash")
	got := output(t, exec.Command("node", filepath.Join(dir, "node", "crash.js")))
	want := `0 -10 -10 6
1 RuntimeError
2 RuntimeError
3 22 22 6
4 2522 2522 6
5 -42 -42 6
7 4950 4950 6
8 RuntimeError
9 52100 52100 6
10 RuntimeError
11 5 5 6
12 203 203 6
13 RuntimeError
14 1488 1488 6
15 155 155 6
16 0 0 6
17 1 1 6
18 111 111 6
19 RuntimeError
20 exit 3
21 2100 2100 6
22 RangeError
23 1000 2000 6
24 107 107 6
25 25 25 6
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCrash holds the module to what it does when something goes wrong. A panic that the program raises is recovered from; a
// mistake, or a lack of memory, stops the call with a trap, which the package takes for the end of the instance. Stacks and maps
// grow as ever.
func TestCrash(t *testing.T) {
	dir := nodePackage(t, "crash")
	got := output(t, exec.Command("node", filepath.Join(dir, "node", "crash.js")))
	want := `0 -10 -10 6
1 RuntimeError
2 RuntimeError
3 22 22 6
4 2522 2522 6
5 -42 -42 6
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

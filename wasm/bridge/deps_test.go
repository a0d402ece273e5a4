package bridge

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// heavy are packages of which each would add 80 to 300 KB to the WASM build.
var heavy = []string{"fmt", "time", "regexp", "net/url", "encoding/json", "log", "os", "syscall/js", "golang.org/x", "compress", "runtime/debug"}

func TestDependencies(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "klartext/wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	ours := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		pkg, imports := f[0], f[1:]
		if !strings.Contains(pkg, ".") && !strings.HasPrefix(pkg, "klartext/") {
			continue // the standard library is looked at where it is entered
		}
		ours++
		for _, imp := range imports {
			if slices.ContainsFunc(heavy, func(h string) bool { return imp == h || strings.HasPrefix(imp, h+"/") }) {
				t.Errorf("%s imports %s, which is too heavy for the browser", pkg, imp)
			}
		}
	}
	if ours < 5 {
		t.Errorf("got %d packages: %s", ours, out)
	}
}

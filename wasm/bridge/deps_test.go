package bridge

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// heavy are packages that would add 80 to 300 KB each to the WASM build.
var heavy = []string{
	"fmt", "time", "regexp", "net/url", "encoding/json", "log", "os", "syscall/js",
	"golang.org/x", "compress", "runtime/debug",
}

func isHeavy(pkg string) bool {
	return slices.ContainsFunc(heavy, func(h string) bool {
		return pkg == h || strings.HasPrefix(pkg, h+"/")
	})
}

func TestDependencies(t *testing.T) {
	const format = `{{.ImportPath}} {{join .Imports " "}}`
	cmd := exec.Command("go", "list", "-deps", "-f", format, "klartext/wasm")
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
			continue // of the standard library only what we import is checked
		}
		ours++
		for _, imp := range imports {
			if isHeavy(imp) {
				t.Errorf("%s imports %s, which is too heavy for the browser", pkg, imp)
			}
		}
	}
	if ours < 5 {
		t.Errorf("got %d packages: %s", ours, out)
	}
}

package engine_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// light are the packages that go into the WASM build as they are. Each of the heavy ones would add
// 80 to 300 KB.
var (
	light = []string{"klartext/engine"}
	heavy = []string{"fmt", "time", "regexp", "net/url", "encoding/json", "log", "os",
		"golang.org/x/net", "golang.org/x/text", "compress"}
)

func TestDependencies(t *testing.T) {
	list := append([]string{"list", "-deps", "-f", "{{.ImportPath}} {{join .Imports \" \"}}"},
		light...)
	out, err := exec.Command("go", list...).Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		pkg, imports := f[0], f[1:]
		if !strings.Contains(pkg, ".") && !strings.HasPrefix(pkg, "klartext/") {
			continue // packages of the standard library are checked where they are imported
		}
		for _, imp := range imports {
			if slices.ContainsFunc(heavy, func(h string) bool {
				return imp == h || strings.HasPrefix(imp, h+"/")
			}) {
				t.Errorf("%s imports %s, which is too heavy for the browser", pkg, imp)
			}
		}
	}
}

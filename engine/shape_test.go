package engine_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mostMethods is how many methods a type may have. A type with more does several things.
const mostMethods = 40

// large are the types that have more, with the reason.
var large = map[string]string{
	"block.Builder": "one state machine: the standard's tree construction and the text of " +
		"blocks, in one pass",
}

// mostExported is how many identifiers the packages that users can import may export together,
// without the constants of elements in package tag. It is a ratchet: lower it when it can be.
const mostExported = 236

// shape is what a package looks like from outside.
type shape struct {
	lines    int // without tests and generated files
	exported int // types, functions, constants and variables
	methods  map[string]int
	longest  int // lines of the longest function
	function string
}

// TestShape limits the size of types in the packages of the engine. With -v it prints the table
// that is in ARCHITECTURE.md.
func TestShape(t *testing.T) {
	shapes := map[string]*shape{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "train"):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil || bytes.HasPrefix(src, []byte("//go:build ignore")) {
			return err
		}
		dir := filepath.ToSlash(filepath.Join("engine", filepath.Dir(path)))
		if shapes[dir] == nil {
			shapes[dir] = &shape{methods: map[string]int{}}
		}
		return shapes[dir].add(path, src)
	})
	if err != nil {
		t.Fatal(err)
	}
	exported := 0
	for _, dir := range slices.Sorted(maps.Keys(shapes)) {
		s := shapes[dir]
		most := ""
		for _, name := range slices.Sorted(maps.Keys(s.methods)) {
			n := s.methods[name]
			if most == "" || n > s.methods[most] {
				most = name
			}
			if known := filepath.Base(dir) + "." + name; n > mostMethods && large[known] == "" {
				t.Errorf("%s has %d methods, more than %d", known, n, mostMethods)
			}
		}
		if !strings.Contains(dir, "/internal") && dir != "engine/tag" {
			exported += s.exported
		}
		t.Logf("| `%s` | %d | %d | %d %s | %d %s |", dir, s.lines, s.exported, s.methods[most],
			most, s.longest, s.function)
	}
	t.Logf("%d exported identifiers outside of internal packages and package tag", exported)
	if exported > mostExported {
		t.Errorf("the engine exports %d identifiers, more than %d", exported, mostExported)
	}
}

func (s *shape) add(path string, src []byte) error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, src, parser.ParseComments)
	if err != nil {
		return err
	}
	generated := ast.IsGenerated(file)
	if !generated {
		s.lines += bytes.Count(src, []byte("\n"))
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if n := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1; n > s.longest &&
				!generated {
				s.longest, s.function = n, d.Name.Name
			}
			if d.Recv != nil {
				s.methods[receiver(d.Recv.List[0].Type)]++
			} else {
				s.export(d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					s.export(spec.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						s.export(name)
					}
				}
			}
		}
	}
	return nil
}

func (s *shape) export(name *ast.Ident) {
	if name.IsExported() {
		s.exported++
	}
}

// receiver returns the name of a receiver's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return fmt.Sprintf("%T", e)
}

package evidence

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTable: every sign has a row and a reason, in the order of the constants; groups are runs of
// signs.
func TestTable(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "table.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[int]string{} // by the line that follows
	for _, c := range f.Comments {
		reasons[fset.Position(c.End()).Line+1] = strings.TrimSpace(c.Text())
	}
	rows := 0
	ast.Inspect(f, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		if row, ok := kv.Value.(*ast.CompositeLit); !ok || len(row.Elts) != 4 {
			return true
		}
		rows++
		if r := reasons[fset.Position(kv.Pos()).Line]; !strings.HasSuffix(r, ".") {
			t.Errorf("%s has no reason", kv.Key)
		}
		return true
	})
	if rows != int(numSigns) {
		t.Errorf("%d rows for %d signs", rows, numSigns)
	}
	for s := range numSigns - 1 {
		if a, b := table[s].group, table[s+1].group; b != a && b != a+1 {
			t.Errorf("sign %d is of group %d, the next of %d", s, a, b)
		}
	}
	for s, r := range table {
		if r.text == 0 && r.html == 0 && r.own == 0 {
			t.Errorf("sign %d has no weight", s)
		}
		if strongest[r.group] && (r.text < 0 || r.html < 0) {
			t.Errorf("sign %d speaks against records, in a group of which the strongest counts", s)
		}
	}
}

// TestProof compares sums with those of a list of what was noted.
func TestProof(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		medium := Medium(r.IntN(2))
		var p Proof
		p.Reset(medium)
		noted := map[Sign]float32{}
		for range r.IntN(20) {
			s, n, of := Sign(r.IntN(int(numSigns))), float32(r.IntN(5)), float32(1+r.IntN(5))
			p.Note(s, n, of)
			if n > 0 {
				noted[s] = n / of
			}
		}
		sum := float64(0)
		for g := range numGroups {
			best, all := float64(0), float64(0)
			for s, n := range noted {
				if table[s].group != g {
					continue
				}
				w := [...]float32{table[s].text, table[s].html}[medium] * n
				best, all = max(best, float64(w)), all+float64(w)
			}
			if strongest[g] {
				all = best
			}
			sum += all
			if got := float64(p.Of(g)); got-all > 1e-4 || all-got > 1e-4 {
				t.Fatalf("group %d is worth %v, want %v", g, got, all)
			}
		}
		if got := float64(p.Sum()); got-sum > 1e-3 || sum-got > 1e-3 {
			t.Fatalf("sum %v, want %v", got, sum)
		}
		for s := range numSigns {
			if _, ok := noted[s]; p.Has(s) != ok {
				t.Fatalf("sign %d noted: %v", s, ok)
			}
		}
	}
}

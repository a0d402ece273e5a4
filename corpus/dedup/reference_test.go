package dedup

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// TestReference surveys the two reference pages that share a comment policy as if they were on one
// host. The second pass must find the policy on all five pages, and leave alone what people
// consider text.
func TestReference(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(gold.Dir(), "reference", "*.txt"))
	if len(files) == 0 {
		t.Skip("corpus not found, set KLARTEXT_CORPUS to its folder: ", gold.Dir())
	}
	srcs, labels := make([][]byte, len(files)), make([]map[int]string, len(files))
	// lines of a comment policy, with the number of pages that have them
	policies := map[string]int{}
	for i, file := range files {
		srcs[i], labels[i] = readReference(t, file)
		onPage := map[string]bool{}
		for n, line := range strings.Split(string(srcs[i]), "\n") {
			if labels[i][n+1] == "boilerplate:comment-policy" {
				onPage[line] = true
			}
		}
		for line := range onPage {
			policies[line]++
		}
	}
	var h Hasher
	var p Prints
	shared, found, texts, marked := 0, 0, 0, 0
	pair := NewSurvey(SurveyOptions{Width: 1 << 16, Hosts: 1 << 8})
	for i, src := range srcs {
		if n := sharedLines(string(src), labels[i], policies); n > 0 {
			h.Text(&p, "example.org", src)
			pair.Add(&p)
		}
	}
	if pair.Pages() != 2 {
		t.Fatalf("%d pages share a comment policy, want 2", pair.Pages())
	}
	d := NewDropper(pair, Rule{}, 10)
	for i, src := range srcs {
		for n, line := range strings.Split(string(src), "\n") {
			_, repeated := d.Repeated("example.org", []byte(line))
			switch labels[i][n+1] {
			case "boilerplate:comment-policy":
				if policies[line] > 1 {
					shared++
					if repeated {
						found++
					}
				}
			case "text", "lead":
				texts++
				if repeated {
					marked++
				}
			}
		}
	}
	t.Logf("%d of %d shared lines of the policy found, %d of %d lines of text marked", found,
		shared, marked, texts)
	if shared == 0 || found != shared || marked*100 > texts {
		t.Errorf("%d of %d shared lines of the policy found, %d of %d lines of text marked", found,
			shared, marked, texts)
	}
	e := engine.New(engine.Options{})
	for i, src := range srcs {
		doc, err := e.Text(src)
		if err != nil {
			t.Fatal(err)
		}
		// Even if the engine had taken the policy for text, the second pass removes it.
		for k := range doc.Blocks {
			n := 1 + strings.Count(string(src[:doc.Blocks[k].Start]), "\n")
			doc.Blocks[k].Main = doc.Blocks[k].Main || labels[i][n] == "boilerplate:comment-policy"
		}
		d.Drop(doc, "example.org")
		for k := range doc.Blocks {
			n := 1 + strings.Count(string(src[:doc.Blocks[k].Start]), "\n")
			if labels[i][n] == "boilerplate:comment-policy" &&
				policies[string(doc.BlockText(k))] > 1 && doc.Blocks[k].Main {
				t.Errorf("%s:%d: the policy stays", files[i], n)
			}
		}
	}
}

func sharedLines(src string, labels map[int]string, policies map[string]int) (n int) {
	for i, line := range strings.Split(src, "\n") {
		if labels[i+1] == "boilerplate:comment-policy" && policies[line] > 1 {
			n++
		}
	}
	return n
}

func readReference(t *testing.T, file string) (src []byte, labels map[int]string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".gold.json")
	if err != nil {
		t.Fatal(err)
	}
	var g struct{ Labels [][2]any }
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	labels = map[int]string{}
	for _, l := range g.Labels {
		labels[int(l[0].(float64))] = l[1].(string)
	}
	return src, labels
}

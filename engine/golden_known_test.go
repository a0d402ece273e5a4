package engine_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// known holds how many mistakes of each page are known. It is a ratchet: a page that does worse fails, and so does a page
// that does better, until the number in the file is lowered. -update lowers numbers and adds pages; only a person may
// raise one, by editing the file.
type known struct {
	file   string
	counts map[string]mistakes
}

type mistakes struct{ labels, families, fields, comments int }

const knownHead = `# How many mistakes of the engine are known, per page: lines with a wrong label, lines in another family of
# boilerplate, wrong metadata fields, wrong comments. Every page has a line. See testdata/README.md.
# "go test ./engine -run TestPages -update" lowers the numbers; only an editor raises them.
`

func readKnown(t *testing.T, file string) *known {
	t.Helper()
	k := &known{file, map[string]mistakes{}}
	data, err := os.ReadFile(file)
	if err != nil && !(*update && os.IsNotExist(err)) {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
			continue
		}
		var name string
		var m mistakes
		if _, err := fmt.Sscanf(s.Text(), "%s %d %d %d %d", &name, &m.labels, &m.families, &m.fields, &m.comments); err != nil {
			t.Fatalf("%s: %q: %v", file, s.Text(), err)
		}
		k.counts[strings.TrimSuffix(name, ":")] = m
	}
	return k
}

func (r *report) mistakes() mistakes {
	return mistakes{len(r.labels), len(r.families), len(r.fields), len(r.comments)}
}

// compare holds a page to its known mistakes.
func (k *known) compare(t *testing.T, name string, r report) {
	t.Helper()
	got := r.mistakes()
	was, ok := k.counts[name]
	switch {
	case *update && !ok:
		k.counts[name] = got
	case *update:
		k.counts[name] = mistakes{min(got.labels, was.labels), min(got.families, was.families),
			min(got.fields, was.fields), min(got.comments, was.comments)}
	}
	was = k.counts[name]
	switch {
	case got == was && got != mistakes{}:
		t.Logf("known mistakes:\n%s", r)
	case got.labels > was.labels || got.families > was.families || got.fields > was.fields || got.comments > was.comments:
		t.Errorf("got more mistakes (%s) than known (%s):\n%s", got, was, r)
	case got != was:
		t.Errorf("got fewer mistakes (%s) than known (%s): run with -update to lower the numbers", got, was)
	}
}

func (m mistakes) String() string {
	return fmt.Sprintf("%d labels, %d families, %d fields, %d comments", m.labels, m.families, m.fields, m.comments)
}

// finish fails on known mistakes of pages that are gone, and writes the file when updating.
func (k *known) finish(t *testing.T, files []string) {
	t.Helper()
	var names []string
	for name := range k.counts {
		if !slices.Contains(files, filepath.Join(pagesDir, name+".txtar")) {
			if !*update {
				t.Errorf("%s: there is no page %s", k.file, name)
			}
			continue
		}
		names = append(names, name)
	}
	if !*update {
		return
	}
	slices.Sort(names)
	var b bytes.Buffer
	b.WriteString(knownHead)
	for _, name := range names {
		m := k.counts[name]
		fmt.Fprintf(&b, "%s: %d %d %d %d\n", name, m.labels, m.families, m.fields, m.comments)
	}
	if err := os.WriteFile(k.file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

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

// threadKnown holds how many mistakes of each page of testdata/threads are known, a ratchet as known is.
type threadKnown struct {
	file   string
	counts map[string]int // by PAGE/MODE
}

const threadKnownHead = `# How many mistakes of the engine are known, per page and mode: wrong, missing and invented comments, fields, parents,
# states, sentences. Every page has two lines. See testdata/README.md.
# "go test ./engine -run TestThreads -update" lowers the numbers; only an editor raises them.
`

func readThreadKnown(t *testing.T, file string) *threadKnown {
	t.Helper()
	k := &threadKnown{file, map[string]int{}}
	data, err := os.ReadFile(file)
	if err != nil && !(*update && os.IsNotExist(err)) {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
			continue
		}
		var name string
		var n int
		if _, err := fmt.Sscanf(s.Text(), "%s %d", &name, &n); err != nil {
			t.Fatalf("%s: %q: %v", file, s.Text(), err)
		}
		k.counts[strings.TrimSuffix(name, ":")] = n
	}
	return k
}

// compare holds a page to its known mistakes.
func (k *threadKnown) compare(t *testing.T, name string, s threadScore) {
	t.Helper()
	got, list := len(s.mistakes), "  "+strings.Join(s.mistakes, "\n  ")
	was, ok := k.counts[name]
	if *update && (!ok || got < was) {
		was = got
		k.counts[name] = got
	}
	switch {
	case got > was:
		t.Errorf("got more mistakes (%d) than known (%d):\n%s", got, was, list)
	case got < was:
		t.Errorf("got fewer mistakes (%d) than known (%d): run with -update to lower the number", got, was)
	case !ok && !*update:
		t.Errorf("%s has no line for %s: run with -update", k.file, name)
	case got > 0:
		t.Logf("known mistakes:\n%s", list)
	}
}

// finish fails on known mistakes of pages that are gone, and writes the file when updating.
func (k *threadKnown) finish(t *testing.T, files []string) {
	t.Helper()
	var names []string
	for name := range k.counts {
		if page, _, _ := strings.Cut(name, "/"); !slices.Contains(files, filepath.Join(threadsDir, page+".txtar")) {
			if !*update {
				t.Errorf("%s: there is no page %s", k.file, page)
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
	b.WriteString(threadKnownHead)
	for _, name := range names {
		fmt.Fprintf(&b, "%s: %d\n", name, k.counts[name])
	}
	if err := os.WriteFile(k.file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

package engine_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// threadKnown has the number of known mistakes on each page of testdata/threads, a ratchet like
// known.
type threadKnown struct {
	file   string
	counts map[string]int // by PAGE/MODE
}

const threadKnownHead = `# The known mistakes of the engine, per page and mode: wrong, missing and
# invented comments, fields, parents, states, sentences. Every page has two
# lines. See testdata/README.md.
# "go test ./engine -run TestThreads -update" lowers the numbers; only a person raises them.
`

func readThreadKnown(t *testing.T, file string) *threadKnown {
	t.Helper()
	k := &threadKnown{file, map[string]int{}}
	readRatchet(t, file, func(line string) (err error) {
		var name string
		var n int
		_, err = fmt.Sscanf(line, "%s %d", &name, &n)
		k.counts[strings.TrimSuffix(name, ":")] = n
		return err
	})
	return k
}

// compare compares the mistakes on a page with the known ones.
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
		t.Errorf("got fewer mistakes (%d) than known (%d): run with -update to lower the number",
			got, was)
	case !ok && !*update:
		t.Errorf("%s has no line for %s: run with -update", k.file, name)
	case got > 0:
		t.Logf("known mistakes:\n%s", list)
	}
}

// finish fails if there are known mistakes of pages that no longer exist. With -update it writes
// the file.
func (k *threadKnown) finish(t *testing.T, files []string) {
	t.Helper()
	exists := func(name string) bool {
		page, _, _ := strings.Cut(name, "/")
		return slices.Contains(files, filepath.Join(threadsDir, page+".txtar"))
	}
	writeRatchet(t, k.file, threadKnownHead, slices.Collect(maps.Keys(k.counts)), exists,
		func(name string) string { return strconv.Itoa(k.counts[name]) })
}

package engine_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// known has the number of known mistakes of each page. It is a ratchet: a page that does worse
// fails, and so does a page that does better, until the number in the file is lowered. -update
// lowers numbers and adds pages; only a person may raise one, by editing the file.
type known struct {
	file   string
	counts map[string]mistakes
}

type mistakes struct{ labels, families, fields, comments int }

const knownHead = `# The known mistakes of the engine on each page: lines with a wrong label,
# lines in another family of boilerplate, wrong metadata fields, wrong
# comments. Every page has a line. See testdata/README.md.
# "go test ./engine -run TestPages -update" lowers the numbers; only a person raises them.
`

func readKnown(t *testing.T, file string) *known {
	t.Helper()
	k := &known{file, map[string]mistakes{}}
	readRatchet(t, file, func(line string) (err error) {
		var name string
		var m mistakes
		_, err = fmt.Sscanf(line, "%s %d %d %d %d", &name, &m.labels, &m.families, &m.fields,
			&m.comments)
		k.counts[strings.TrimSuffix(name, ":")] = m
		return err
	})
	return k
}

// readRatchet calls take for every line of a file of known mistakes.
func readRatchet(t *testing.T, file string, take func(line string) error) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil && !(*update && os.IsNotExist(err)) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := take(line); err != nil {
			t.Fatalf("%s: %q: %v", file, line, err)
		}
	}
}

// writeRatchet fails for each of names that is not a page any more. With -update it writes the
// lines of the other pages.
func writeRatchet(t *testing.T, file, head string, names []string, exists func(name string) bool,
	line func(name string) string) {
	t.Helper()
	var b strings.Builder
	b.WriteString(head)
	slices.Sort(names)
	for _, name := range names {
		if !exists(name) {
			if !*update {
				t.Errorf("%s: there is no page %s", file, name)
			}
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", name, line(name))
	}
	if !*update {
		return
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (r *report) mistakes() mistakes {
	return mistakes{len(r.labels), len(r.families), len(r.fields), len(r.comments)}
}

// compare compares the mistakes on a page with the known ones.
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
	case got.labels > was.labels || got.families > was.families || got.fields > was.fields ||
		got.comments > was.comments:
		t.Errorf("got more mistakes (%s) than known (%s):\n%s", got, was, r)
	case got != was:
		t.Errorf("got fewer mistakes (%s) than known (%s): run with -update to lower the numbers",
			got, was)
	}
}

func (m mistakes) String() string {
	return fmt.Sprintf("%d labels, %d families, %d fields, %d comments", m.labels, m.families,
		m.fields, m.comments)
}

// finish fails if there are known mistakes of pages that no longer exist. With -update it writes
// the file.
func (k *known) finish(t *testing.T, files []string) {
	t.Helper()
	exists := func(name string) bool {
		return slices.Contains(files, filepath.Join(pagesDir, name+".txtar"))
	}
	writeRatchet(t, k.file, knownHead, slices.Collect(maps.Keys(k.counts)), exists,
		func(name string) string {
			m := k.counts[name]
			return fmt.Sprintf("%d %d %d %d", m.labels, m.families, m.fields, m.comments)
		})
}

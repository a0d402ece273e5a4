package gold

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRead reads a corpus of two pages: one with its whole text, and one with snippets.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("KLARTEXT_CORPUS", dir)
	for set, line := range map[string]string{
		"sitegold": `{"id":"a","url":"https://a.example/","text":"Some words.",` +
			`"html":"<p>Some words.</p><p>Others</p>"}`,
		"evaldata": `{"id":"b","url":"https://b.example/","with":["some words"],` +
			`"without":["others"],"html":"<p>Here are some words.</p><p>Or others</p><p>?</p>"}`,
	} {
		file := filepath.Join(dir, filepath.Base(File(set)))
		if err := os.WriteFile(file, []byte(line+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := ReadHTML("sitegold")
	if err != nil || len(whole) != 1 || whole[0].Marked != nil {
		t.Fatal(whole, err)
	}
	if p := whole[0]; p.Label[0] != 1 || p.Label[1] != 0 || !p.Known[1] {
		t.Errorf("whole text: labels %v, known %v", p.Label, p.Known)
	}
	marked, err := ReadHTML("evaldata")
	if err != nil || len(marked) != 1 || marked[0].Marked == nil {
		t.Fatal(marked, err)
	}
	p := marked[0]
	if p.Label[0] != 1 || p.Label[1] != 0 || !p.Known[1] || p.Known[2] {
		t.Errorf("snippets: labels %v, known %v", p.Label, p.Known)
	}
	if s := p.Marked.Count([]byte("some\nwords, others")); s.With != 1 || s.WithFound != 1 ||
		s.Without != 1 || s.WithoutFound != 1 {
		t.Errorf("counts %+v", s)
	}
}

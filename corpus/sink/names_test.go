package sink

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"klartext/corpus"
	"klartext/engine"
)

var allParts = engine.WriteOptions{
	Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true,
}

// FuzzSlug checks that file names are safe on all systems.
func FuzzSlug(f *testing.F) {
	for _, s := range []string{
		"https://example.org/a", "../..", "a\x00b", "İ/ẞ", "\u202E.exe", "日本",
		strings.Repeat("ä.", 90), "con", "a.", "﷐",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got := slug(&corpus.Record{URL: address})
		if len(got) > slugBytes || !utf8.ValidString(got) || strings.HasPrefix(got, ".") ||
			strings.HasSuffix(got, ".") {
			t.Errorf("%q: got %q", address, got)
		}
		for _, c := range got {
			if c != '-' && c != '.' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				t.Errorf("%q: got %q with %q", address, got, c)
			}
		}
	})
}

// Each page has a file, even if names are equal or differ only in case, and the index maps the
// files to the pages.
func TestFiles(t *testing.T) {
	all := testPages(t)
	first := all[0]
	upper := first
	upper.record.URL = strings.ToUpper(first.record.URL)
	odd := first
	odd.record.URL = "https://example.org/" + strings.Repeat("日本/", 200)
	pages := append([]page{first, first, upper, odd}, all[1:]...)
	for _, f := range []Format{Text, Markdown} {
		path := writePart(t, f, pages)
		index, err := os.ReadFile(filepath.Join(path, "index.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		lines := bytes.Split(bytes.TrimSuffix(index, []byte("\n")), []byte("\n"))
		for i, line := range lines {
			var entry struct {
				Name, URL, File, Language string
				Offset, Within            int64
			}
			if err := json.Unmarshal(line, &entry); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			want := pages[i].doc.AppendText(nil, engine.WriteOptions{})
			if f == Markdown {
				want = pages[i].doc.AppendMarkdown(nil, engine.WriteOptions{})
			}
			got, err := os.ReadFile(filepath.Join(path, entry.Name))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: got %q, %v, want %q", entry.Name, got, err, want)
			}
			if r := &pages[i].record; entry.URL != r.URL || entry.File != r.At.File ||
				entry.Offset != r.At.Offset || entry.Within != r.At.Within {
				t.Errorf("got %s for %+v", line, r)
			}
			seen[strings.ToLower(entry.Name)] = true
		}
		if entries, err := os.ReadDir(path); err != nil || len(entries) != len(pages)+1 ||
			len(lines) != len(pages) || len(seen) != len(pages) {
			t.Errorf("got %d files, %d lines, %d names, %v", len(entries),
				len(lines), len(seen), err)
		}
	}
}

package sink

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"klartext/corpus"
)

func names(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestFile(t *testing.T) {
	d := Dir{Path: t.TempDir()}
	f, err := d.Create("a.txt", 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	if base, ok := Temporary(names(t, d.Path)); !ok || base != "a.txt" {
		t.Errorf("while it is written there is %s", names(t, d.Path))
	}
	f.Abandon()
	f.Abandon()
	if got := names(t, d.Path); got != "" {
		t.Errorf("after Abandon there is %s", got)
	}
	for _, text := range []string{"one", "another"} {
		if err := d.WriteFile("a.txt", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(filepath.Join(d.Path, "a.txt")); string(data) != text ||
			err != nil || names(t, d.Path) != "a.txt" {
			t.Errorf("got %q, %v, and %s", data, err, names(t, d.Path))
		}
	}
	if err := d.Remove("a.txt"); err != nil || names(t, d.Path) != "" {
		t.Errorf("got %v, and %s", err, names(t, d.Path))
	}
}

// An error in any step leaves neither a part nor anything half-written, and is returned.
func TestFaults(t *testing.T) {
	fault := errors.New("a fault")
	pages := testPages(t)
	for _, f := range []Format{JSONLines, Parquet, Text, Markdown} {
		for _, at := range []string{"create", "write", "sync", "rename"} {
			d := Dir{Path: t.TempDir(), NoSync: true}
			d.Before = func(step, path string) error {
				if filepath.Dir(path) != d.Path && filepath.Dir(filepath.Dir(path)) != d.Path {
					t.Errorf("%v: %s of %s, outside of the directory", f, step, path)
				}
				if step == at {
					return fault
				}
				return nil
			}
			if err := writeAll(&d, f, pages); !errors.Is(err, fault) {
				t.Errorf("%v, %s: got %v", f, at, err)
			}
			if got := names(t, d.Path); got != "" {
				t.Errorf("%v, %s: %s is left", f, at, got)
			}
		}
	}
}

func writeAll(d *Dir, f Format, pages []page) error {
	p, err := f.Create(d, "p"+f.Suffix())
	if err != nil {
		return err
	}
	defer p.Abandon()
	var it Item
	for i := range pages {
		if err := f.Encode(&it, &pages[i].record, pages[i].doc, allParts); err != nil {
			return err
		}
		if err := p.Write(&it, int64(i)); err != nil {
			return err
		}
	}
	_, err = p.Commit()
	return err
}

func TestTemporary(t *testing.T) {
	for base, want := range map[string]string{
		".a.txt.123.tmp": "a.txt", ".a.1.tmp": "a", ".a.b.c.9.tmp": "a.b.c",
		"a.txt.123.tmp": "", ".a.txt.123": "", ".tmp": "", "..tmp": "", ".a.tmp": "", "": "",
		"a": "", "..1.tmp": "",
	} {
		if got, ok := Temporary(base); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", base, got, ok, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, tt := range []struct{ url, id, want string }{
		{"https://www.Example.org/a/B?c=1#d", "", "www.example.org-a-b-c-1-d"},
		{"", "urn:uuid:1-2", "urn-uuid-1-2"},
		{"", "", ""},
		{"://", "", ""},
		{"", "../../etc/passwd", "etc-passwd"},
		{"https://example.org/..", "", "example.org"},
		{"https://example.org/.", "", "example.org"},
		{"https://example.org/Straße/日本/\u202Eevil\x00\n", "", "example.org-straße-日本-evil"},
		{"", "a\xffb", "a-b"},
		{"", "CON", "con"},
		{"", "a\\b:c*d|e", "a-b-c-d-e"},
		{"https://example.org/" + strings.Repeat("x", 300), "",
			"example.org-" + strings.Repeat("x", slugBytes-len("example.org-")-1)},
	} {
		if got := slug(&corpus.Record{URL: tt.url, ID: tt.id}); got != tt.want {
			t.Errorf("%q, %q: got %q, want %q", tt.url, tt.id, got, tt.want)
		}
	}
}

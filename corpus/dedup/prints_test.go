package dedup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine"
)

type testPage struct {
	name string
	html bool
	src  []byte
}

// testPages returns the pages of testdata.
func testPages(t testing.TB) (pages []testPage) {
	t.Helper()
	root := filepath.Join("..", "..", "testdata")
	for _, pattern := range []string{"html/*.html", "pages/*.txtar", "threads/*.txtar"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, ".html") {
				pages = append(pages, testPage{file, true, data})
				continue
			}
			for _, f := range txtar.Parse(data).Files {
				if f.Name == "page.html" || f.Name == "page.txt" || f.Name == "input.txt" {
					pages = append(pages,
						testPage{file + " " + f.Name, f.Name == "page.html", f.Data})
				}
			}
		}
	}
	return pages
}

// TestPrints checks that pass 1 and pass 2 see the same blocks.
func TestPrints(t *testing.T) {
	e := engine.New(engine.Options{})
	var h Hasher
	var p, q Prints
	for _, page := range testPages(t) {
		open, count := e.Text, h.Text
		if page.html {
			open, count = e.HTML, h.HTML
		}
		doc, err := open(page.src)
		if err != nil {
			t.Fatal(err)
		}
		h.Document(&p, "example.org", doc)
		count(&q, "example.org", page.src)
		if len(p.blocks) == 0 || len(p.blocks) != len(q.blocks) || p.page != q.page ||
			p.host != q.host {
			t.Fatalf("%s: %d blocks in pass 1, %d in pass 2", page.name, len(q.blocks),
				len(p.blocks))
		}
		for i := range p.blocks {
			if p.blocks[i] != q.blocks[i] {
				t.Fatalf("%s: blocks differ", page.name)
			}
		}
		if count(&q, "", page.src); len(q.blocks) != 0 || q.host != 0 {
			t.Fatalf("%s: counted without a host", page.name)
		}
	}
}

func TestHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Example.org:443/a?b#c":      "example.org",
		"example.org":                            "example.org",
		"EXAMPLE.ORG.":                           "example.org",
		"//user:word@sub.example.org/":           "sub.example.org",
		"http://[2001:db8::1]:8080/":             "[2001:db8::1]",
		"https://www.bücher.example?q=http://x/": "bücher.example",
		"http://localhost:80":                    "localhost",
		"":                                       "",
		"http:///path":                           "",
	} {
		if got := Host(address); got != want {
			t.Errorf("Host(%q) = %q, want %q", address, got, want)
		}
		if Host(want) != want {
			t.Errorf("Host(%q) = %q", want, Host(want))
		}
	}
}

func FuzzHost(f *testing.F) {
	f.Add("https://www.example.org:8080/")
	f.Add("www.www.a")
	f.Fuzz(func(t *testing.T, address string) {
		if host := Host(address); strings.ContainsAny(host, "/?#@") ||
			Host("http://"+host+"/") != Host(host) {
			t.Errorf("Host(%q) = %q, and of that %q", address, host, Host("http://"+host+"/"))
		}
	})
}

package main

import "testing"

func TestClass(t *testing.T) {
	for size, want := range map[int]string{
		0: "< 32 KB", 32<<10 - 1: "< 32 KB", 32 << 10: "32–128 KB", 512<<10 - 1: "128–512 KB",
		1<<20 - 1: "512 KB–1 MB", 1 << 20: "> 1 MB",
	} {
		if got := classes[class(size)].name; got != want {
			t.Errorf("%d bytes: %s, want %s", size, got, want)
		}
	}
}

// Without a corpus, the pages are those of the repository.
func TestPickTestdata(t *testing.T) {
	t.Setenv("KLARTEXT_CORPUS", t.TempDir())
	t.Chdir("../../..")
	s, err := pick(1)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Pages) < 10 {
		t.Errorf("%d pages", len(s.Pages))
	}
	for i, p := range s.Pages {
		if p.Bytes == 0 || p.Bytes != len(p.html) || p.Gold != nil || p.Class == "" || p.URL == "" {
			t.Errorf("%s: %d bytes, class %q, address %q", p.Name, p.Bytes, p.Class, p.URL)
		}
		if i > 0 && p.Bytes < s.Pages[i-1].Bytes {
			t.Errorf("%s is out of order", p.Name)
		}
	}
}

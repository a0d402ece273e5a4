package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository creates a repository with a commit and changes to it.
func repository(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	write(t, "file", "1\n")
	run(t, "git", "init", "-q")
	commit(t)
}

func commit(t *testing.T) {
	t.Helper()
	run(t, "git", "add", "-A")
	run(t, "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "a")
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func kept(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("bench/results/*")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func echo(text string) []string { return []string{"sh", "-c", "printf '" + text + "'"} }

const result = `pkg: a\ncpu: b\nBenchmarkA-2 1 100 ns/op\nPASS\n`

func TestRecord(t *testing.T) {
	repository(t)
	t.Setenv("KLARTEXT_CORPUS", filepath.Join(t.TempDir(), "none"))
	for range 2 { // a second run overwrites the first, and does not count as dirty because of it
		how := settings{bench: "A", benchtime: "1x", count: "2"}
		if err := record("bench/results", how, echo(result)); err != nil {
			t.Fatal(err)
		}
	}
	files := kept(t)
	if len(files) != 1 || !ownRun.MatchString(filepath.Base(files[0])) ||
		strings.Contains(files[0], "dirty") {
		t.Fatalf("kept %q", files)
	}
	r, err := readRun(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"dirty": "false", "corpus": "absent", "bench": "A", "benchtime": "1x", "count": "2",
		"cpu": "b", "pkg": "a",
	} {
		if got := r.Config[key]; got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"goos", "goarch", "cores", "memory", "go", "commit"} {
		if r.Config[key] == "" {
			t.Errorf("no %s", key)
		}
	}
	if commit := r.Config["commit"]; !strings.HasSuffix(files[0], "-"+commit+".txt") {
		t.Errorf("%s of commit %s", files[0], commit)
	}
	write(t, "file", "2\n")
	if err := record("bench/results", settings{suffix: "peers"}, echo(result)); err != nil {
		t.Fatal(err)
	}
	if files := kept(t); len(files) != 2 || !strings.HasSuffix(files[0], "-dirty-peers.txt") {
		t.Errorf("a changed tree: kept %q", files)
	}
}

func TestNothingIsKeptOfAFailure(t *testing.T) {
	repository(t)
	for name, command := range map[string][]string{
		"none":       nil,
		"fails":      {"sh", "-c", "echo BenchmarkA-2 1 100 ns/op; exit 1"},
		"no results": echo(`PASS\n`),
		"missing":    {"./nothing"},
	} {
		if err := record("bench/results", settings{}, command); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if files := kept(t); len(files) > 0 {
		t.Errorf("kept %q", files)
	}
}

func TestCommittedRun(t *testing.T) {
	repository(t)
	body := "goos: linux\ncpu: b\nBenchmarkA-2 1 100 ns/op\n"
	write(t, "bench/results/2026-01-01-aaaaaaaaa.txt", body)
	newest, err := newestRun("bench/results")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := committedRun("bench/results", newest, t.TempDir()); err == nil {
		t.Error("nothing is committed, and no error")
	}
	write(t, "bench/results/2026-01-02-bbbbbbbbb.txt", body+"BenchmarkB-2 1 100 ns/op\n")
	write(t, "bench/results/2026-01-09-bbbbbbbbb-peers.txt", body)
	commit(t)
	check := func(wantNewest, wantBase string) {
		t.Helper()
		newest, err := newestRun("bench/results")
		if err != nil {
			t.Fatal(err)
		}
		base, err := committedRun("bench/results", newest, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if newest.Name != wantNewest || base.Name != wantBase {
			t.Errorf("%s against %s, want %s against %s", newest.Name, base.Name,
				wantNewest, wantBase)
		}
	}
	check("2026-01-02-bbbbbbbbb.txt", "2026-01-01-aaaaaaaaa.txt") // not with itself
	write(t, "bench/results/2026-01-02-bbbbbbbbb.txt", body+"BenchmarkB-2 1 90 ns/op\n")
	// Overwritten: it is compared with the committed version.
	check("2026-01-02-bbbbbbbbb.txt", "2026-01-02-bbbbbbbbb.txt")
	write(t, "bench/results/2026-01-03-ccccccccc-dirty.txt", body+"BenchmarkC-2 1 90 ns/op\n")
	check("2026-01-03-ccccccccc-dirty.txt", "2026-01-02-bbbbbbbbb.txt")
}

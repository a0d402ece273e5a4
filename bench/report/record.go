package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pbnjay/memory"
)

// quality lists the units of how right the answers are, from 0 to 1.
var quality = []string{"F1", "commentF1", "precision", "recall"}

// settings describe how the benchmarks are run.
type settings struct {
	bench, benchtime, count, suffix string
}

// record runs a command and keeps its output. The file gets its final name only if the command
// succeeded, because half a run would be compared like a complete one.
func record(dir string, how settings, command []string) error {
	if len(command) == 0 {
		return errors.New("record needs a command")
	}
	t, err := tree()
	if err != nil {
		return err
	}
	if t.dirty {
		fmt.Fprintln(os.Stderr, "report: files differ from the commit: "+
			"git ignores the result, use it only on this machine")
	}
	now := time.Now().UTC()
	name := filepath.Join(dir, fileName(now, t, how.suffix))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.Create(name + ".tmp")
	if err != nil {
		return err
	}
	defer os.Remove(name + ".tmp") // already renamed if all went well
	defer f.Close()
	both := io.MultiWriter(os.Stdout, f)
	if _, err := io.WriteString(both, describe(now, t, how)); err != nil {
		return err
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = both, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w; no result is kept", command[0], err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := readRun(name + ".tmp"); err != nil {
		return fmt.Errorf("%w; no result is kept", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return err
	}
	fmt.Println("\nwrote", filepath.ToSlash(name))
	return nil
}

// state is the state of the working tree.
type state struct {
	commit string
	dirty  bool
}

func tree() (state, error) {
	commit, err := exec.Command("git", "rev-parse", "--short=9", "HEAD").Output()
	if err != nil {
		return state{}, fmt.Errorf("git rev-parse: %w", err)
	}
	// Results are new files themselves. They would make every second run dirty.
	changed, err := exec.Command("git", "status", "--porcelain", "--", ":/",
		":(top,exclude)bench/results").Output()
	if err != nil {
		return state{}, fmt.Errorf("git status: %w", err)
	}
	return state{strings.TrimSpace(string(commit)), len(changed) > 0}, nil
}

func fileName(now time.Time, t state, suffix string) string {
	name := now.Format(time.DateOnly) + "-" + t.commit
	if t.dirty {
		name += "-dirty"
	}
	if suffix != "" {
		name += "-" + suffix
	}
	return name + ".txt"
}

// describe returns configuration lines for the machine and the run. The name of the processor is
// not among them, because go test writes it.
func describe(now time.Time, t state, how settings) string {
	var s strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&s, "%s: %s\n", key, value)
		}
	}
	line("date", now.Format(time.RFC3339))
	line("commit", t.commit)
	line("dirty", fmt.Sprint(t.dirty))
	line("goos", runtime.GOOS)
	line("goarch", runtime.GOARCH)
	line("cores", fmt.Sprint(runtime.NumCPU()))
	if n := memory.TotalMemory(); n > 0 {
		line("memory", fmt.Sprintf("%.1f GiB", float64(n)/(1<<30)))
	}
	line("go", runtime.Version())
	line("corpus", corpus())
	line("bench", how.bench)
	line("benchtime", how.benchtime)
	line("count", how.count)
	for _, u := range quality {
		fmt.Fprintf(&s, "Unit %s better=higher assume=exact\n", u)
	}
	return s.String()
}

// corpus reports whether the corpora are where package bench, which runs in its own folder, looks
// for them.
func corpus() string {
	dir := os.Getenv("KLARTEXT_CORPUS")
	switch {
	case dir == "":
		dir = "../shared/corpus"
	case !filepath.IsAbs(dir):
		dir = filepath.Join("bench", dir)
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "present"
	}
	fmt.Fprintln(os.Stderr,
		"report: NO CORPORA: set KLARTEXT_CORPUS; only pages of testdata are measured")
	return "absent"
}

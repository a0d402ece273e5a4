package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// ownRun matches the names of runs of this repository's benchmarks. Those of peers end in a word.
var ownRun = regexp.MustCompile(`^\d{4}-\d\d-\d\d-[0-9a-f]+(-dirty)?\.txt$`)

// compare prints benchstat's comparison of the last committed run with the newest one.
func compare(dir string) error {
	newest, err := newestRun(dir)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "bench-compare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	base, err := committedRun(dir, newest, temp)
	if err != nil {
		return err
	}
	fmt.Printf("committed: %s%s\nnewest:    %s%s\n", base.Name, base.description(),
		newest.Name, newest.description())
	if base.Machine != newest.Machine {
		fmt.Println("NOT THE SAME MACHINE: compare only allocations and quality, not times")
	}
	fmt.Println()
	return benchstat("committed="+base.path, "newest="+newest.path)
}

// history prints benchstat's table of all runs on the newest run's machine, oldest first. With a
// word, it uses only runs whose names end in that word.
func history(dir, word string) error {
	runs, err := readRuns(dir)
	if err != nil {
		return err
	}
	named := ownRun
	if word != "" {
		named = regexp.MustCompile(`-` + regexp.QuoteMeta(word) + `\.txt$`)
	}
	runs = slices.DeleteFunc(runs, func(r *Run) bool { return !named.MatchString(r.Name) })
	if len(runs) == 0 {
		return fmt.Errorf("no run in %s: run make bench first", dir)
	}
	newest, others := runs[len(runs)-1], 0
	var files []string
	for _, r := range runs {
		if r.Machine != newest.Machine {
			others++
			continue
		}
		fmt.Printf("%s: %s%s\n", r.label(), r.Name, r.description())
		files = append(files, r.label()+"="+r.path)
	}
	if others > 0 {
		fmt.Printf("runs of other machines left out: %d\n", others)
	}
	fmt.Println()
	return benchstat(files...)
}

// benchstat compares files, each given as NAME=PATH. Processor, commit and the like are left out of
// its key, because by default they would put each run in its own table.
func benchstat(files ...string) error {
	args := []string{"tool", "benchstat", "-table", "pkg", "-ignore", strings.Join(described, ",")}
	cmd := exec.Command("go", append(args, files...)...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

func newestRun(dir string) (*Run, error) {
	runs, err := readRuns(dir)
	if err != nil {
		return nil, err
	}
	for i := len(runs) - 1; i >= 0; i-- {
		if ownRun.MatchString(runs[i].Name) {
			return runs[i], nil
		}
	}
	return nil, fmt.Errorf("no run in %s: run make bench first", dir)
}

// committedRun reads the newest run in HEAD that differs from newest. It reads the files as they
// were committed, because a run of the same day and commit may have overwritten its file.
func committedRun(dir string, newest *Run, temp string) (*Run, error) {
	list, err := git(dir, "ls-tree", "--name-only", "HEAD", "./")
	if err != nil {
		return nil, err
	}
	fresh, err := os.ReadFile(newest.path)
	if err != nil {
		return nil, err
	}
	var base *Run
	for name := range strings.Lines(string(list)) {
		name = strings.TrimSpace(name)
		if !ownRun.MatchString(name) {
			continue
		}
		old, err := git(dir, "show", "HEAD:./"+name)
		if err != nil {
			return nil, err
		}
		if bytes.Equal(old, fresh) {
			continue
		}
		file := filepath.Join(temp, name)
		if err := os.WriteFile(file, old, 0o644); err != nil {
			return nil, err
		}
		run, err := readRun(file)
		if err != nil {
			return nil, err
		}
		if base == nil || run.Date.After(base.Date) {
			base = run
		}
	}
	if base == nil {
		return nil, fmt.Errorf("HEAD has no result to compare %s with: commit one", newest.Name)
	}
	return base, nil
}

func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, stderr.String())
	}
	return out, nil
}

package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"klartext/engine"
	"klartext/engine/when"
)

func main() {
	file := flag.String("file", filepath.Join(".cache", "digest.txt"),
		"`file` to compare with; written if it is missing")
	update := flag.Bool("update", false, "rewrite the file")
	name := flag.String("show", "", "print what is hashed for one page, `SET/ID/FORM`")
	set := flag.String("set", "", "only the pages whose names begin with this `prefix`")
	flag.Parse()
	if err := run(*file, *name, *set, *update); err != nil {
		fmt.Fprintln(os.Stderr, "digest:", err)
		os.Exit(1)
	}
}

func run(file, name, prefix string, update bool) error {
	if name != "" {
		return showPage(name)
	}
	got, err := digest(both(testdata("."), corpus()), prefix)
	if err != nil {
		return err
	}
	want, err := os.ReadFile(file)
	if update && prefix != "" {
		return errors.New("-update writes all pages: remove -set")
	}
	if update || errors.Is(err, os.ErrNotExist) {
		return write(file, got)
	}
	if err != nil {
		return err
	}
	changes := compare(keep(want, prefix), got)
	for _, c := range changes {
		fmt.Println(c)
	}
	if len(changes) > 0 {
		return fmt.Errorf("%d of %d pages differ from %s; -show NAME prints one",
			len(changes), bytes.Count(got, []byte("\n")), file)
	}
	fmt.Printf("%d pages, all as in %s\n", bytes.Count(got, []byte("\n")), file)
	return nil
}

func write(file string, lines []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(file, lines, 0o666); err != nil {
		return err
	}
	fmt.Printf("%d pages written to %s\n", bytes.Count(lines, []byte("\n")), file)
	return nil
}

// keep returns the lines of pages whose names begin with the prefix.
func keep(lines []byte, prefix string) []byte {
	var out []byte
	for line := range bytes.Lines(lines) {
		if bytes.HasPrefix(line, []byte(prefix)) {
			out = append(out, line...)
		}
	}
	return out
}

// both yields the pages of a, then those of b.
func both(a, b iter.Seq2[source, error]) iter.Seq2[source, error] {
	return func(yield func(source, error) bool) {
		for _, pages := range [...]iter.Seq2[source, error]{a, b} {
			for s, err := range pages {
				if !yield(s, err) {
					return
				}
			}
		}
	}
}

// fetched is the time at which all pages count as fetched, so that ages become dates.
var fetched, _ = when.ParseISO([]byte("2025-01-15T12:00:00Z"))

// digest returns the lines of all pages, sorted by name. Each worker keeps one engine.
func digest(sources iter.Seq2[source, error], prefix string) ([]byte, error) {
	todo := make(chan source)
	var mu sync.Mutex
	var all []string
	var errs []error
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			e := engine.New(engine.Options{FetchedAt: fetched})
			var buf, line []byte
			for s := range todo {
				pages, err := s.forms()
				for _, p := range pages {
					if !strings.HasPrefix(p.name, prefix) {
						continue
					}
					d, cause := clean(e, &p)
					if cause != nil {
						err = fmt.Errorf("%s: %w", p.name, cause)
						break
					}
					line, buf = appendLine(line[:0], buf, p.name, d)
					mu.Lock()
					all = append(all, string(line))
					mu.Unlock()
				}
				if err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	for s, err := range sources {
		if err != nil {
			errs = append(errs, err)
			break
		}
		if set, _, _ := strings.Cut(prefix, "/"); strings.HasPrefix(s.name, set) {
			todo <- s
		}
	}
	close(todo)
	workers.Wait()
	slices.Sort(all)
	return []byte(strings.Join(all, "")), errors.Join(errs...)
}

func clean(e *engine.Engine, p *page) (*engine.Document, error) {
	e.SetAddress([]byte(p.url))
	if form(p.name) == "html" {
		return e.HTML(p.src)
	}
	return e.Text(p.src)
}

// compare returns a line for each page that differs between the digests: its name and the parts
// that differ.
func compare(want, got []byte) (changes []string) {
	old, now := byName(want), byName(got)
	for name, parts := range now {
		before, ok := old[name]
		if !ok {
			changes = append(changes, name+" is new")
			continue
		}
		var differ []string
		for i, p := range parts {
			if i >= len(before) || before[i] != p {
				part, _, _ := strings.Cut(p, "=")
				differ = append(differ, part)
			}
		}
		if len(differ) > 0 {
			changes = append(changes, name+" differs in "+strings.Join(differ, ", "))
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			changes = append(changes, name+" is missing")
		}
	}
	slices.Sort(changes)
	return changes
}

// byName returns the parts of each line by the page's name.
func byName(lines []byte) map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(string(lines)) {
		f := strings.Fields(line)
		m[f[0]] = f[1:]
	}
	return m
}

func showPage(name string) error {
	set, _, _ := strings.Cut(name, "/")
	for s, err := range both(testdata("."), corpus()) {
		if err != nil {
			return err
		}
		if !strings.HasPrefix(s.name, set) {
			continue
		}
		pages, err := s.forms()
		if err != nil {
			return err
		}
		for _, p := range pages {
			if p.name != name {
				continue
			}
			d, err := clean(engine.New(engine.Options{FetchedAt: fetched}), &p)
			if err == nil {
				_, err = os.Stdout.Write(show(d))
			}
			return err
		}
	}
	return fmt.Errorf("no page %q; names are SET/ID/html or SET/ID/text", name)
}

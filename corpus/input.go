package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Input is what one Reader reads: an archive, or a set of page files. All page files of a directory
// or of a pattern form one set, so that a hundred thousand files do not become as many outputs.
// Page files that are named one by one form one set too.
type Input struct {
	// Name is the path of an archive, or "-" for standard input. For a set it is the directory or
	// pattern, or "pages" for files named one by one.
	Name  string
	Pages []string // the files of a set, sorted; nil for an archive
	Size  int64    // bytes on disk, packed as they are; -1 if unknown
}

// Errors in the patterns given.
var (
	ErrNoMatch = errors.New("no archive or page found there") // for a pattern or directory
	ErrTwice   = errors.New("standard input can be read only once")
)

// InputError is the error for a pattern that cannot be read.
type InputError struct {
	Pattern string
	Err     error
}

// Error returns the pattern and the cause.
func (e *InputError) Error() string { return fmt.Sprintf("%s: %v", e.Pattern, e.Err) }

// Unwrap returns the cause.
func (e *InputError) Unwrap() error { return e.Err }

// Inputs returns what the patterns name, sorted by name, archives before sets of pages. A pattern
// is
//
//   - a file: an archive (.warc, .wet, .jsonl, .ndjson, .json) or a page (.html, .htm, .xhtml,
//     .txt), packed (.gz, .zst) or not; with any other name the content decides;
//   - a directory: all files below it whose names end as above;
//   - a glob, in which ** matches any number of directories: all files that it matches;
//   - "-": standard input, whose format is determined from its content.
//
// Hidden files and directories (names beginning with a dot) are skipped unless they are named. So
// are directories already walked under another name, which a symbolic link can cause. A file that
// has several names or matches several patterns is read once, under the first. The error is an
// *InputError; it wraps ErrNoMatch for a pattern that matches nothing.
func Inputs(patterns ...string) ([]Input, error) {
	f := finder{seen: map[string]bool{}, walked: map[string]bool{}, sets: map[string]*Input{}}
	for _, pattern := range patterns {
		if err := f.find(pattern); err != nil {
			return nil, &InputError{pattern, err}
		}
	}
	for _, set := range f.sets {
		slices.Sort(set.Pages)
		f.inputs = append(f.inputs, *set)
	}
	slices.SortFunc(f.inputs, func(a, b Input) int {
		return cmp.Or(cmp.Compare(min(len(a.Pages), 1), min(len(b.Pages), 1)),
			strings.Compare(a.Name, b.Name))
	})
	return f.inputs, nil
}

// Shard returns part i of n of what Inputs returned, 0 ≤ i < n (part 0 of 0 is everything). The
// part holds every nth archive, starting with the ith, and every nth page, starting with the ith,
// where the pages of all sets are counted together. Sets with no page in the part are dropped; the
// others keep their names. The parts depend only on names, not on sizes, so all machines that see
// the same files agree.
func Shard(inputs []Input, i, n int) []Input {
	n = max(n, 1)
	var part []Input
	archives, pages := 0, 0
	for _, in := range inputs {
		if in.Pages == nil {
			if archives%n == i {
				part = append(part, in)
			}
			archives++
			continue
		}
		set := Input{Name: in.Name}
		for _, name := range in.Pages {
			if pages%n == i {
				set.add(name)
			}
			pages++
		}
		if len(set.Pages) > 0 {
			part = append(part, set)
		}
	}
	return part
}

// Without returns the inputs except the files below dir, following symbolic links, so that output
// written there is not read as input. Sets with no page left are dropped; the others keep their
// names. Standard input stays. If dir does not exist, nothing is removed.
func Without(inputs []Input, dir string) []Input {
	root, err := realPath(dir)
	if err != nil {
		return inputs
	}
	below := func(name string) bool {
		path, err := realPath(name)
		return err == nil && within(path, root)
	}
	var left []Input
	for _, in := range inputs {
		switch {
		case in.Pages == nil && (in.Name == "-" || !below(in.Name)):
			left = append(left, in)
		case in.Pages != nil:
			set := Input{Name: in.Name}
			for _, name := range in.Pages {
				if !below(name) {
					set.add(name)
				}
			}
			if len(set.Pages) > 0 {
				left = append(left, set)
			}
		}
	}
	return left
}

// add adds a page to a set.
func (in *Input) add(name string) {
	in.Pages = append(in.Pages, name)
	info, err := os.Stat(name)
	if err != nil || in.Size < 0 {
		in.Size = -1
		return
	}
	in.Size += info.Size()
}

// finder collects inputs.
type finder struct {
	inputs []Input
	seen   map[string]bool   // real paths of files that are in an input
	walked map[string]bool   // real paths of directories
	sets   map[string]*Input // by name
}

func (f *finder) find(pattern string) error {
	if pattern == "-" {
		return f.stdin()
	}
	info, err := os.Stat(pattern)
	switch {
	case err == nil && info.IsDir():
		return f.directory(pattern)
	case err == nil:
		return f.file(pattern, "pages")
	case !errors.Is(err, fs.ErrNotExist) || !strings.ContainsAny(pattern, "*?[{"):
		return bare(err)
	}
	names, err := doublestar.FilepathGlob(pattern, doublestar.WithNoFollow(),
		doublestar.WithNoHidden(), doublestar.WithFailOnIOErrors())
	if err != nil {
		return bare(err)
	}
	matched := false
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			matched = true
			if err := f.file(name, pattern); err != nil {
				return err
			}
		}
	}
	if !matched {
		return ErrNoMatch
	}
	return nil
}

func (f *finder) stdin() error {
	if f.seen["-"] {
		return ErrTwice
	}
	f.seen["-"] = true
	f.inputs = append(f.inputs, Input{Name: "-", Size: -1})
	return nil
}

// file adds a file, to the set of that name if it is a page.
func (f *finder) file(name, set string) error {
	name = filepath.Clean(name)
	path, err := realPath(name)
	if err != nil { // the path of a pipe leads nowhere
		path = name
	}
	if f.seen[path] {
		return nil
	}
	f.seen[path] = true
	format := formatOf(name)
	if format == unknownFormat {
		if format, err = sniffFile(name); err != nil {
			return bare(err)
		}
	}
	if format == pageFormat {
		if f.sets[set] == nil {
			f.sets[set] = &Input{Name: set}
		}
		f.sets[set].add(name)
		return nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return bare(err)
	}
	in := Input{Name: name, Size: info.Size()}
	if !info.Mode().IsRegular() { // a pipe
		in.Size = -1
	}
	f.inputs = append(f.inputs, in)
	return nil
}

// directory adds the files below a directory.
func (f *finder) directory(root string) error {
	path, err := realPath(root)
	if err != nil {
		return bare(err)
	}
	dirs, matched := []string{root}, f.walked[path]
	for len(dirs) > 0 {
		dir := dirs[len(dirs)-1]
		dirs = dirs[:len(dirs)-1]
		names, more, err := f.list(dir)
		if err != nil {
			return bare(err)
		}
		dirs = append(dirs, more...)
		for _, name := range names {
			matched = true
			if err := f.file(name, filepath.Clean(root)); err != nil {
				return err
			}
		}
	}
	if !matched {
		return ErrNoMatch
	}
	return nil
}

// list returns the archives and pages in a directory, and its subdirectories. It returns nothing if
// the directory was listed before.
func (f *finder) list(dir string) (files, dirs []string, err error) {
	path, err := realPath(dir)
	if err != nil || f.walked[path] {
		return nil, nil, err
	}
	f.walked[path] = true
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		info, err := os.Stat(name)
		switch {
		case err != nil || strings.HasPrefix(e.Name(), "."): // a dangling link, or hidden
		case info.IsDir() && !loop(name, path):
			dirs = append(dirs, name)
		case info.Mode().IsRegular() && formatOf(name) != unknownFormat:
			files = append(files, name)
		}
	}
	slices.Reverse(dirs) // they are taken from the end
	return files, dirs, err
}

// loop reports whether dir contains the directory whose real path is inside.
func loop(dir, inside string) bool {
	path, err := realPath(dir)
	return err != nil || within(inside, path)
}

// within reports whether path is dir or below it. Both must be real paths.
func within(path, dir string) bool {
	return strings.HasPrefix(path+string(filepath.Separator),
		strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// realPath returns the absolute path of a file or directory, without symbolic links.
func realPath(name string) (string, error) {
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// bare returns an error without the file name, which the InputError already has.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	return err
}

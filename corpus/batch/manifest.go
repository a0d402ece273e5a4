package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"klartext/corpus"
	"klartext/corpus/sink"
)

// manifest says which parts of an input's output are complete.
type manifest struct {
	Version  int      `json:"version"`
	Input    source   `json:"input"`
	Options  settings `json:"options"`
	Complete bool     `json:"complete"`
	Events   int64    `json:"events"` // records and damages in the parts
	Parts    []part   `json:"parts"`
	Counts   Counts   `json:"counts"` // for the parts
}

const manifestVersion = 2

// source distinguishes an input from others of the same name, and from earlier versions of it.
type source struct {
	Name  string `json:"name"`
	Size  int64  `json:"size"` // bytes; -1 if unknown
	Pages int    `json:"pages,omitempty"`
}

// part is a complete part.
type part struct {
	Rows int64 `json:"rows"`
	// With Exact and Near, First is the number of the first row, counted through all parts of the
	// run.
	First uint64     `json:"first,omitempty"`
	Files []partFile `json:"files"` // the file of the rows first, if there are any
	// With Exact and Near, State is the file with the documents that were first seen in this part.
	State string `json:"state,omitempty"`
}

type partFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes; for a directory, of the contents of its files
}

func sourceOf(in *corpus.Input) source { return source{in.Name, in.Size, len(in.Pages)} }

// Errors that keep a run from starting, matched with errors.Is.
var (
	ErrResults  = errors.New("results already exist")
	ErrOptions  = errors.New("the results there were made with other options")
	ErrChanged  = errors.New("the input has changed")
	ErrManifest = errors.New("not a manifest of this version")
	ErrMissing  = errors.New("a part is missing or was changed")
	ErrOrder    = errors.New("the inputs before it have changed, and duplicates depend on them")
	ErrOnce     = errors.New("it can be read only once, but repeated lines take two passes to find")
	ErrNothing  = errors.New("all inputs are in the output directory")
)

// StartError is an error that keeps a run from starting.
type StartError struct {
	Path   string // of the manifest, of a part, or of an input
	Detail string // more about it, or ""
	Err    error  // one of the errors of this package
	Advice string // what to do
}

// Error returns the path, the cause, and what to do.
func (e *StartError) Error() string {
	s := e.Path + ": " + e.Err.Error()
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	return s + "; " + e.Advice
}

// Unwrap returns the cause.
func (e *StartError) Unwrap() error { return e.Err }

const freshOut = "use another directory, or delete it"

// loadManifest reads a manifest, or returns nil if there is none.
func loadManifest(path string) (*manifest, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Version != manifestVersion {
		return nil, &StartError{Path: path, Err: ErrManifest, Advice: freshOut}
	}
	return &m, nil
}

// check returns an error if a run cannot continue from a manifest.
func (m *manifest) check(path string, want *manifest) error {
	if m.Input.Name != want.Input.Name {
		detail := fmt.Sprintf("it was %s and is now %s", m.Input.Name, want.Input.Name)
		return &StartError{Path: path, Detail: detail, Err: ErrChanged, Advice: freshOut}
	}
	if m.Input != want.Input {
		detail := fmt.Sprintf("%s had %d bytes and now has %d",
			m.Input.Name, m.Input.Size, want.Input.Size)
		if m.Input.Pages != want.Input.Pages {
			detail = fmt.Sprintf("%s had %d pages and now has %d",
				m.Input.Name, m.Input.Pages, want.Input.Pages)
		}
		return &StartError{Path: path, Detail: detail, Err: ErrChanged, Advice: freshOut}
	}
	if names := m.Options.differences(want.Options); names != nil {
		detail := "these differ: " + strings.Join(names, ", ")
		return &StartError{
			Path: path, Detail: detail, Err: ErrOptions,
			Advice: "use the same, or another directory",
		}
	}
	if m.Options.Survey != want.Options.Survey {
		detail := "the lines that hosts repeat were counted for other inputs or another shard"
		return &StartError{
			Path: path, Detail: detail, Err: ErrOptions,
			Advice: "use the same inputs, or another directory",
		}
	}
	for _, p := range m.Parts {
		for _, f := range p.Files {
			path := filepath.Join(filepath.Dir(path), f.Name)
			info, err := os.Stat(path)
			if err != nil || info.Mode().IsRegular() && info.Size() != f.Size {
				return &StartError{Path: path, Err: ErrMissing, Advice: freshOut}
			}
		}
	}
	return nil
}

func (m *manifest) save(d *sink.Dir, name string) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return d.WriteFile(name, append(data, '\n'))
}

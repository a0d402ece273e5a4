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

// manifest says what of an input is complete.
type manifest struct {
	Version  int      `json:"version"`
	Input    source   `json:"input"`
	Options  settings `json:"options"`
	Complete bool     `json:"complete"`
	Events   int64    `json:"events"` // records and damages that the parts are made of
	Parts    []part   `json:"parts"`
	Counts   Counts   `json:"counts"` // of the parts
}

const manifestVersion = 2

// source tells an input from others of that name, and from what it was before.
type source struct {
	Name  string `json:"name"`
	Size  int64  `json:"size"` // bytes, -1 when unknown
	Pages int    `json:"pages,omitempty"`
}

// part is a part that is complete.
type part struct {
	Rows  int64      `json:"rows"`
	First uint64     `json:"first,omitempty"` // with Exact and Near, the number of the first row through all parts of the run
	Files []partFile `json:"files"`           // that of the rows first, if there are any
	State string     `json:"state,omitempty"` // with Exact and Near, the file that has what was seen in this part first
}

type partFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes; of a directory, of what is in its files
}

func sourceOf(in *corpus.Input) source { return source{in.Name, in.Size, len(in.Pages)} }

// Errors that keep a run from starting, to be matched with errors.Is.
var (
	ErrResults  = errors.New("there are results already")
	ErrOptions  = errors.New("the results there were made with other options")
	ErrChanged  = errors.New("the input is not what it was")
	ErrManifest = errors.New("not a manifest of this version")
	ErrMissing  = errors.New("a part is missing or was changed")
	ErrOrder    = errors.New("the inputs before it are not those that it was made with, and duplicates go by their order")
	ErrOnce     = errors.New("it can be read only once, and the lines that a host repeats take reading it twice")
	ErrNothing  = errors.New("all inputs are in the directory for the output")
)

// StartError is an error that keeps a run from starting.
type StartError struct {
	Path   string // of the manifest, of a part, or of an input
	Detail string // "" or more about it
	Err    error  // one of the errors of this package
	Advice string
}

// Error says what is wrong where, and what to do.
func (e *StartError) Error() string {
	s := e.Path + ": " + e.Err.Error()
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	return s + "; " + e.Advice
}

// Unwrap returns what is wrong.
func (e *StartError) Unwrap() error { return e.Err }

const freshOut = "take another directory, or delete it"

// load reads a manifest; nil when there is none.
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

// check tells why a run cannot go on from a manifest in the directory out.
func (m *manifest) check(path string, want *manifest) error {
	if m.Input.Name != want.Input.Name {
		detail := fmt.Sprintf("it was %s, and is %s", m.Input.Name, want.Input.Name)
		return &StartError{Path: path, Detail: detail, Err: ErrChanged, Advice: freshOut}
	}
	if m.Input != want.Input {
		detail := fmt.Sprintf("%s had %d bytes, and has %d", m.Input.Name, m.Input.Size, want.Input.Size)
		if m.Input.Pages != want.Input.Pages {
			detail = fmt.Sprintf("%s had %d pages, and has %d", m.Input.Name, m.Input.Pages, want.Input.Pages)
		}
		return &StartError{Path: path, Detail: detail, Err: ErrChanged, Advice: freshOut}
	}
	if names := m.Options.differences(want.Options); names != nil {
		detail := "not the same: " + strings.Join(names, ", ")
		return &StartError{Path: path, Detail: detail, Err: ErrOptions, Advice: "give the same, or take another directory"}
	}
	if m.Options.Survey != want.Options.Survey {
		detail := "the lines that hosts repeat were counted in other inputs or as another shard"
		return &StartError{Path: path, Detail: detail, Err: ErrOptions, Advice: "give the same inputs, or take another directory"}
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

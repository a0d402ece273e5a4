package batch

import (
	"encoding/json"
	"runtime"

	"klartext/corpus"
	"klartext/corpus/sink"
	"klartext/engine"
	"klartext/engine/when"
)

// Dedup is what is left out because it was there before.
type Dedup uint8

// What is left out.
const (
	None  Dedup = iota
	Exact       // documents with the same text as one before
	Lines       // blocks that a host repeats over its pages
	Near        // documents that are nearly the same as one before
)

var dedups = [...]string{"none", "exact", "lines", "near"}

// Dedups returns the names of all Dedups, None first.
func Dedups() []string { return dedups[:] }

// ParseDedup returns the Dedup with a name.
func ParseDedup(name string) (Dedup, bool) {
	for i, n := range dedups {
		if n == name {
			return Dedup(i), true
		}
	}
	return None, false
}

func (d Dedup) String() string { return dedups[d] }

// inOrder reports whether the decision about a page depends on those before it.
func (d Dedup) inOrder() bool { return d == Exact || d == Near }

// Defaults.
const (
	DefaultPartSize  = 64 << 20
	DefaultMaxBytes  = 32 << 20
	DefaultMaxBlocks = 1 << 15 // some 120 MB of an Engine's memory
)

// Options sets how a crawl is cleaned. Out is needed; the zero value of the rest is right.
type Options struct {
	Out     string // directory for the output, made if need be
	Resume  bool   // go on with what is in Out; else having results of the inputs there is an error
	Workers int    // 0: GOMAXPROCS

	// Shard i of n, 0 ≤ i < n, see corpus.Shard. All shards may write to one directory. 0 of 0 is everything.
	Shard, Shards int

	Format    sink.Format
	Write     engine.WriteOptions // of Text and Markdown
	Engine    engine.Options      // MaxBytes and MaxBlocks 0: the defaults of this package
	Languages []string            // keep pages in these only; "und" is for those whose language cannot be told
	Dedup     Dedup
	PartSize  int64 // bytes of pages after which a part ends; 0: DefaultPartSize

	// Charset is the encoding of all pages that are not UTF-8 by their format, whatever they say; "": what they say.
	Charset string
	// Read says how inputs are read; its MaxBytes is taken from Engine.
	Read corpus.Options
	// Open opens an input; nil: corpus.Open.
	Open func(corpus.Input, corpus.Options) (corpus.Reader, error)
	// OnDamage is told of each damage as it is noted, one call at a time. The records are in the output too.
	OnDamage func(*corpus.Damage)

	before func(step, path string) error // of sink.Dir, as is the next
	noSync bool
}

func (o *Options) setDefaults() {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.PartSize <= 0 {
		o.PartSize = DefaultPartSize
	}
	if o.Engine.MaxBytes <= 0 {
		o.Engine.MaxBytes = DefaultMaxBytes
	}
	if o.Engine.MaxBlocks <= 0 {
		o.Engine.MaxBlocks = DefaultMaxBlocks
	}
	o.Read.MaxBytes = o.Engine.MaxBytes
	if o.Open == nil {
		o.Open = corpus.Open
	}
	if o.Shards <= 0 {
		o.Shard, o.Shards = 0, 1
	}
}

// settings are the options on which the output depends, as they stand in a manifest.
type settings struct {
	Format    string              `json:"format"`
	Input     corpus.Kind         `json:"input"`
	Charset   string              `json:"charset"`
	Write     engine.WriteOptions `json:"write"`
	MaxBytes  int                 `json:"max_bytes"`
	MaxBlocks int                 `json:"max_blocks"`
	FetchedAt string              `json:"fetched_at"`
	Languages []string            `json:"languages"`
	Dedup     string              `json:"dedup"`
	PartSize  int64               `json:"part_size"`
	Shard     int                 `json:"shard"` // 0 where the output does not depend on it
	Shards    int                 `json:"shards"`
	Survey    string              `json:"survey,omitempty"` // with Lines, the file of what the first pass counted
}

// settings returns the options on which the output of an input depends. An archive is the same in every shard, unless duplicates are
// looked for in the whole of it.
func (o *Options) settings(in *corpus.Input) settings {
	s := settings{
		Format: o.Format.String(), Input: o.Read.Kind, Charset: o.Charset, Write: o.Write, MaxBytes: o.Engine.MaxBytes, MaxBlocks: o.Engine.MaxBlocks,
		Languages: o.Languages, Dedup: o.Dedup.String(), PartSize: o.PartSize, Shards: 1,
	}
	if o.Engine.FetchedAt.Kind != when.None {
		s.FetchedAt = string(o.Engine.FetchedAt.AppendISO(nil))
	}
	if in.Pages != nil || o.Dedup != None {
		s.Shard, s.Shards = o.Shard, o.Shards
	}
	return s
}

// differences names the settings in which s and t differ.
func (s settings) differences(t settings) []string {
	a, b := s.members(), t.members()
	var names []string
	for _, name := range [...]string{"format", "input", "charset", "write", "max_bytes", "max_blocks", "fetched_at", "languages", "dedup", "part_size", "shard", "shards"} {
		if string(a[name]) != string(b[name]) {
			names = append(names, name)
		}
	}
	return names
}

func (s settings) members() map[string]json.RawMessage {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // plain data
	}
	m := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &m); err != nil {
		panic(err)
	}
	return m
}

package batch

import (
	"encoding/json"
	"runtime"

	"klartext/corpus"
	"klartext/corpus/sink"
	"klartext/engine"
	"klartext/engine/when"
)

// Dedup is the kind of duplicates that are left out.
type Dedup uint8

// Kinds of duplicates.
const (
	None  Dedup = iota
	Exact       // documents with the same text as an earlier one
	Lines       // blocks that a host repeats on its pages
	Near        // documents that are nearly the same as an earlier one
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

// String returns the name of the Dedup, as in Dedups.
func (d Dedup) String() string { return dedups[d] }

// inOrder reports whether the decision about a page depends on the pages before it.
func (d Dedup) inOrder() bool { return d == Exact || d == Near }

// Defaults for Options. Sizes are in bytes.
const (
	DefaultPartSize  = 64 << 20
	DefaultMaxBytes  = 32 << 20
	DefaultMaxBlocks = 1 << 15 // blocks of a page; they take about 120 MB of an Engine's memory
)

// Options controls how a crawl is cleaned. Out is required; the zero value of the rest is a good
// default.
type Options struct {
	Out     string // directory for the output, created if necessary
	Resume  bool   // continue from what is in Out; without it, results of the inputs are an error
	Workers int    // 0 means GOMAXPROCS

	// Shard is the part of Shards parts that this run cleans, 0 ≤ Shard < Shards; see corpus.Shard.
	// All shards may write to one directory. Shard 0 of 0 is everything.
	Shard, Shards int

	Format sink.Format
	Write  engine.WriteOptions // for Text and Markdown
	Engine engine.Options      // MaxBytes and MaxBlocks: 0 means the defaults above
	// Languages are those of the pages to keep; "und" keeps pages of unknown language. Without any,
	// all pages are kept.
	Languages []string
	Dedup     Dedup
	PartSize  int64 // bytes of pages after which a part ends; 0 means DefaultPartSize

	// Charset is the encoding of all pages that are not UTF-8 by their format, regardless of what
	// they declare. If it is "", they are decoded as they declare.
	Charset string
	// Read controls how inputs are read. Its MaxBytes is taken from Engine.
	Read corpus.Options
	// Open opens an input; nil means corpus.Open.
	Open func(corpus.Input, corpus.Options) (corpus.Reader, error)
	// OnDamage is called for each damage as it is recorded, one call at a time. The output lists
	// them too.
	OnDamage func(*corpus.Damage)

	before func(step, path string) error // for sink.Dir, like noSync
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

// settings are the options that affect the output, as recorded in a manifest.
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
	Shard     int                 `json:"shard"` // 0 if the output does not depend on it
	Shards    int                 `json:"shards"`
	// With Lines, Survey is the file with the counts of the first pass.
	Survey string `json:"survey,omitempty"`
}

// settings returns the options that affect the output of an input. The output of an archive is the
// same in every shard, unless the search for duplicates covers the whole shard.
func (o *Options) settings(in *corpus.Input) settings {
	s := settings{
		Format: o.Format.String(), Input: o.Read.Kind, Charset: o.Charset, Write: o.Write,
		MaxBytes: o.Engine.MaxBytes, MaxBlocks: o.Engine.MaxBlocks,
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

// differences returns the names of the settings in which s and t differ.
func (s settings) differences(t settings) []string {
	a, b := s.members(), t.members()
	var names []string
	for _, name := range [...]string{
		"format", "input", "charset", "write", "max_bytes", "max_blocks", "fetched_at",
		"languages", "dedup", "part_size", "shard", "shards",
	} {
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

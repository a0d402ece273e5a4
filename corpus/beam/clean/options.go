package clean

import (
	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
	"klartext/engine"
	"klartext/engine/when"
)

// Options sets how shards are cleaned. Out is needed; the zero value of the rest is right, and means what it means in
// batch.Options. Beam takes them to the workers as JSON.
type Options struct {
	Out       string      // directory in any file system that the program has, with its scheme: "gs://bucket/cleaned"
	Format    sink.Format // JSONLines or Parquet
	Languages []string    // keep pages in these only; "und" is for those whose language cannot be told
	Lines     bool        // leave out the blocks that a host repeats over its pages
	Kind      corpus.Kind // what pages are when nothing but their content would tell
	FetchedAt string      // ISO 8601; of pages that do not say when they were fetched
	MaxBytes  int         // of a page; 0: batch.DefaultMaxBytes
	MaxBlocks int         // of a page; 0: batch.DefaultMaxBlocks

	Survey     dedup.SurveyOptions // with Lines
	PageShards int                 // how many shards there are for page files; 0: DefaultPageShards
}

// DefaultPageShards is how many shards page files make.
const DefaultPageShards = 16

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = batch.DefaultMaxBytes
	}
	if o.MaxBlocks <= 0 {
		o.MaxBlocks = batch.DefaultMaxBlocks
	}
	if o.PageShards <= 0 {
		o.PageShards = DefaultPageShards
	}
	return o
}

func (o *Options) engine() engine.Options {
	fetched, _ := when.ParseISO([]byte(o.FetchedAt))
	return engine.Options{MaxBytes: o.MaxBytes, MaxBlocks: o.MaxBlocks, FetchedAt: fetched}
}

func (o *Options) read() corpus.Options { return corpus.Options{MaxBytes: o.MaxBytes, Kind: o.Kind} }

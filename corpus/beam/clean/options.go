package clean

import (
	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
	"klartext/engine"
	"klartext/engine/when"
)

// Options controls how shards are cleaned. Out is required; the zero value of the rest is a good
// default. The options mean the same as in batch.Options. Beam sends them to the workers as JSON.
type Options struct {
	// Out is the output directory, in any file system built into the program, with its scheme:
	// "gs://bucket/cleaned".
	Out    string
	Format sink.Format // JSONLines or Parquet
	// Languages are those of the pages to keep; "und" keeps pages of unknown language. Without any,
	// all pages are kept.
	Languages []string
	Lines     bool        // leave out the blocks that a host repeats on its pages
	Kind      corpus.Kind // of pages that do not declare it
	FetchedAt string      // ISO 8601, for pages without a time of fetching
	MaxBytes  int         // of a page; 0 means batch.DefaultMaxBytes
	MaxBlocks int         // of a page; 0 means batch.DefaultMaxBlocks

	Survey     dedup.SurveyOptions // with Lines
	PageShards int                 // number of shards for page files; 0 means DefaultPageShards
}

// DefaultPageShards is the default number of shards for page files.
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

func (o *Options) read() corpus.Options {
	return corpus.Options{MaxBytes: o.MaxBytes, Kind: o.Kind}
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/beam/clean"
	"klartext/corpus/sink"
	"klartext/engine/when"
)

// job is the work that the command line asks for.
type job struct {
	opts clean.Options

	input, list, prefix        string
	format, dedup, kind, langs string
	inputs                     []string
}

func newJob(f *flag.FlagSet) *job {
	j := &job{}
	f.StringVar(&j.input, "input", "",
		"files to clean: `globs`, separated by commas; in object stores with gs:// or s3://")
	f.StringVar(&j.list, "list", "",
		"`file` that lists the files to clean, one per line; may be packed with gzip")
	f.StringVar(&j.prefix, "prefix", "",
		"put this before each name of -list, for example s3://commoncrawl/")
	f.StringVar(&j.opts.Out, "output", "", "`directory` for the output")
	f.StringVar(&j.format, "format", sink.JSONLines.String(), "what to write: jsonl or parquet")
	f.StringVar(&j.langs, "lang", "",
		"keep only pages in these `languages`, such as de,en; und stands for unknown")
	f.StringVar(&j.dedup, "dedup", batch.None.String(), "what to leave out: none, or the "+
		"lines that a host repeats on its pages, which takes reading everything twice")
	f.StringVar(&j.kind, "kind", "auto",
		"kind of pages that do not declare it: auto, html, text")
	f.StringVar(&j.opts.FetchedAt, "fetched-at", "",
		"time of fetching for pages without one, in ISO 8601")
	f.IntVar(&j.opts.MaxBytes, "max-bytes", batch.DefaultMaxBytes, "longest page to read, in bytes")
	f.IntVar(&j.opts.MaxBlocks, "max-blocks", batch.DefaultMaxBlocks,
		"most blocks of a page to read")
	f.IntVar(&j.opts.PageShards, "page-shards", clean.DefaultPageShards,
		"number of outputs over which page files are spread")
	f.IntVar(&j.opts.Survey.Width, "survey-width", 1<<24, "counters for -dedup lines, 4 bytes "+
		"of memory each: 4 per different block of the crawl keep its errors at 0.2 %")
	f.IntVar(&j.opts.Survey.Hosts, "survey-hosts", 1<<18, "the same for hosts, 16 bytes each")
	return j
}

// check turns the flags into options. The error names the flag that is wrong.
func (j *job) check(ctx context.Context) error {
	for _, glob := range strings.Split(j.input, ",") {
		if glob = strings.TrimSpace(glob); glob != "" {
			j.inputs = append(j.inputs, glob)
		}
	}
	if len(j.inputs) == 0 && j.list == "" {
		return errors.New("nothing to clean: give files with -input or -list")
	}
	if j.opts.Out == "" {
		return errors.New("no output directory: give one with -output")
	}
	for _, path := range append([]string{j.opts.Out}, append(j.inputs, j.list, j.prefix)...) {
		fs, err := filesystem.New(ctx, path)
		if err != nil {
			return err
		}
		fs.Close()
	}
	return j.checkValues()
}

func (j *job) checkValues() error {
	format, ok := sink.ParseFormat(j.format)
	if !ok || format != sink.JSONLines && format != sink.Parquet {
		return fmt.Errorf("-format %q is neither jsonl nor parquet", j.format)
	}
	j.opts.Format = format
	switch d, ok := batch.ParseDedup(j.dedup); {
	case !ok || d == batch.Exact || d == batch.Near:
		return fmt.Errorf("-dedup %q is neither none nor lines: "+
			"only klartext batch has those that depend on the order of pages", j.dedup)
	default:
		j.opts.Lines = d == batch.Lines
	}
	kinds := map[string]corpus.Kind{"auto": corpus.Unknown, "html": corpus.HTML,
		"text": corpus.Text}
	if j.opts.Kind, ok = kinds[j.kind]; !ok {
		return fmt.Errorf("-kind %q is not auto, html or text", j.kind)
	}
	if t, ok := when.ParseISO([]byte(j.opts.FetchedAt)); j.opts.FetchedAt != "" &&
		(!ok || t.Kind != when.Absolute) {
		return fmt.Errorf("-fetched-at %q is not a time in ISO 8601", j.opts.FetchedAt)
	}
	for _, l := range strings.Split(strings.ToLower(j.langs), ",") {
		if l = strings.TrimSpace(l); l != "" {
			j.opts.Languages = append(j.opts.Languages, l)
		}
	}
	slices.Sort(j.opts.Languages)
	return nil
}

// files returns the names of the files to clean.
func (j *job) files(s beam.Scope) beam.PCollection {
	var all []beam.PCollection
	if len(j.inputs) > 0 {
		all = append(all, clean.Match(s, j.inputs...))
	}
	if j.list != "" {
		all = append(all, clean.List(s, j.list, j.prefix))
	}
	return beam.Flatten(s, all...)
}

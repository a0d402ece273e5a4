package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/sink"
)

const batchHelp = `Batch cleans crawls on all cores and writes their pages in the order of the
input, in parts that appear once they are complete.

In:   WARC and WET archives, JSON lines as for "klartext pipe", and files with one page
      each, packed with gzip or zstd or not. Name files, directories, globs (** stands
      for any number of directories), or - for standard input. All pages of a directory
      or glob form one input.
Out:  --output is a directory; files in it are not read. The input news.warc.gz gets a
      NAME from its file name and a hash of its path as given, news.warc.gz-HASH:
      NAME-00000.jsonl.zst         the pages of the first --part-size bytes, one row each:
        {"id", "url", "file", "offset", "within", "fetched_at", and what "klartext pipe"
        answers}. Parquet has the same columns; text and markdown are directories with
        one file per page and index.jsonl.
      NAME-00000.damage.jsonl      what could not be read: file, offset, reason
      NAME-00000.duplicates.jsonl  what was left out as duplicate, and of which row
      NAME.manifest.json           what is complete, and what was counted

Damaged records are reported on standard error, skipped and counted. After an
interruption or a crash, --resume with the same paths continues after the last complete
part; the output is the same as without the interruption. An input that cannot be opened
or read to its end is left for --resume, and the others are cleaned; but with exact and
near, which depend on the order of inputs, the run ends there. Shards (--shard 0/4 to
3/4, here or on four machines) may write to one directory.

--dedup exact leaves out documents with the same text as an earlier one, near those that
are nearly the same (MinHash, similarity 0.8), lines the blocks that a host repeats on
its pages. lines reads everything twice, so it cannot read standard input or pipes, and
inputs cannot be added later. Each compares only the pages of its own shard.

Exit code: 0 success; 1 the output could not be written; 2 an input or an argument was
bad, or records were damaged, and everything else is written; 130 interrupted.`

// crawl is the command "klartext batch".
type crawl struct {
	opts   batch.Options
	format string
	dedup  string
	kind   string
	part   int
	stats  string

	stdout, stderr io.Writer
	reported       int // number of damages reported
}

func newBatch() *cobra.Command {
	c := &crawl{format: sink.Formats()[0], dedup: batch.Dedups()[0], kind: "auto",
		part: batch.DefaultPartSize}
	cmd := &cobra.Command{
		Use:   "batch IN... -o DIR",
		Short: "Clean crawls: WARC, WET, JSON lines, pages",
		Long:  batchHelp,
		Example: `  klartext batch crawl/*.warc.gz -o cleaned
  klartext batch --format parquet --lang de,en --dedup near pages.jsonl.zst -o cleaned
  klartext batch --shard 2/16 --resume --stats stats.json crawl -o cleaned`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.stdout, c.stderr = cmd.OutOrStdout(), cmd.ErrOrStderr()
			return c.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&c.opts.Out, "output", "o", "",
		"write to the directory `DIR`, which is created if necessary")
	choice(cmd, &c.format, "format", "what to write", sink.Formats()...)
	f.IntVar(&c.opts.Workers, "workers", runtime.GOMAXPROCS(0),
		"number of pages to clean at once")
	f.Var(&shardFlag{&c.opts}, "shard", "clean part i of n of the input, the first being 0/n")
	f.BoolVar(&c.opts.Resume, "resume", false, "continue from what is in the output directory")
	f.StringSliceVar(&c.opts.Languages, "lang", nil,
		"keep only pages in these languages, such as de,en; und stands for unknown")
	choice(cmd, &c.dedup, "dedup", "kind of duplicates to leave out", batch.Dedups()...)
	f.StringVar(&c.stats, "stats", "",
		"write counts, times and memory as JSON to `FILE`; - for standard output")
	f.Var((*byteCount)(&c.part), "part-size", "bytes of pages after which a part ends")
	choice(cmd, &c.kind, "input", "kind of pages that do not declare it",
		"auto", "html", "text")
	f.Var((*labelFlag)(&c.opts.Charset), "charset",
		"encoding of the pages, regardless of what they declare; not for WET and JSON strings")
	engineFlags(cmd, &c.opts.Engine)
	c.opts.Engine.MaxBytes = batch.DefaultMaxBytes
	f.Lookup("max-bytes").DefValue = f.Lookup("max-bytes").Value.String()
	f.IntVar(&c.opts.Engine.MaxBlocks, "max-blocks", batch.DefaultMaxBlocks,
		"most blocks of a page to read, to save memory: 100,000 take 400 MB")
	writeFlags(cmd, &c.opts.Write, `like the other "too" flags, only for text and markdown`)
	return cmd
}

// shardFlag is a part of the input, such as 0/4.
type shardFlag struct{ *batch.Options }

func (s *shardFlag) Type() string { return "I/N" }

func (s *shardFlag) String() string {
	if s.Options == nil || s.Shards == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Shard, s.Shards)
}

func (s *shardFlag) Set(text string) error {
	var i, n int
	if _, err := fmt.Sscanf(text+"\n", "%d/%d\n", &i, &n); err != nil || i < 0 || i >= n {
		return errors.New("it must be I/N with 0 ≤ I < N, such as 0/4 for the first of four parts")
	}
	s.Shard, s.Shards = i, n
	return nil
}

// setup checks the flags and turns them into options.
func (c *crawl) setup() error {
	if c.opts.Out == "" {
		return badUsage("no output directory: give one with -o")
	}
	if c.opts.Workers < 1 || c.opts.Engine.MaxBlocks < 1 {
		return badUsage("--workers and --max-blocks must be above 0")
	}
	c.opts.Format, _ = sink.ParseFormat(c.format)
	c.opts.Dedup, _ = batch.ParseDedup(c.dedup)
	c.opts.PartSize = int64(c.part)
	c.opts.Read.Kind = map[string]corpus.Kind{"html": corpus.HTML, "text": corpus.Text}[c.kind]
	for i, l := range c.opts.Languages {
		c.opts.Languages[i] = strings.ToLower(strings.TrimSpace(l))
	}
	slices.Sort(c.opts.Languages)
	return nil
}

func (c *crawl) run(ctx context.Context, patterns []string) error {
	if err := c.setup(); err != nil {
		return err
	}
	inputs, err := corpus.Inputs(patterns...)
	if err != nil {
		return &failure{reason: err.Error(), advice: "check the name", exit: exitInput}
	}
	watch := newWatch(c.stderr)
	c.opts.OnDamage = func(d *corpus.Damage) { c.reportDamage(watch, d) }
	r, err := batch.New(inputs, c.opts)
	if err != nil {
		return c.explain(err)
	}
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	boundMemory(c.opts.Workers)
	watch.start(r)
	stats, err := r.Do(ctx)
	watch.stop()
	if err := c.report(&stats); err != nil {
		return err
	}
	if err != nil {
		return c.explain(err)
	}
	if stats.Counts.Damaged > 0 {
		return &failure{exit: exitInput}
	}
	return nil
}

// boundMemory makes the garbage collector run often enough to stay below a limit. Without it, the
// garbage of long pages takes as much memory as everything else.
func boundMemory(workers int) {
	const fixed, each = 160 << 20, 32 << 20
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(fixed + each*workers))
	}
}

// mostReported is how many damages are reported one by one.
const mostReported = 20

// reportDamage reports a damage.
func (c *crawl) reportDamage(w *watch, d *corpus.Damage) {
	if c.reported++; c.reported > mostReported {
		return
	}
	w.print(fmt.Sprintf("klartext: %v\n", d))
	if c.reported == mostReported {
		w.print("klartext: further damage is not reported here: see " +
			filepath.Join(c.opts.Out, "*.damage.jsonl") + "\n")
	}
}

// explain turns an error of a run into one that says what to do.
func (c *crawl) explain(err error) error {
	var start *batch.StartError
	var write *batch.WriteError
	switch {
	case errors.Is(err, context.Canceled):
		return &failure{
			reason: "interrupted", advice: "continue with the same command and --resume",
			exit: exitBreak,
		}
	case errors.As(err, &start):
		return &failure{reason: start.Error(), exit: exitInput}
	case errors.As(err, &write):
		return &failure{name: c.opts.Out, reason: "cannot write: " + err.Error(),
			advice: "complete parts are kept, continue with --resume", exit: exitWrite}
	case errors.Is(err, batch.ErrChanged):
		return &failure{reason: err.Error(),
			advice: "everything else is written, use another directory for what has changed",
			exit:   exitInput}
	}
	return &failure{
		reason: err.Error(), advice: "everything else is written, continue with --resume",
		exit: exitInput,
	}
}

// report writes the counts to standard error and to the file given with --stats.
func (c *crawl) report(s *batch.Stats) error {
	writeSummary(c.stderr, s)
	if c.stats == "" {
		return nil
	}
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	out, err := openOutput(c.stats, c.stdout)
	if err != nil {
		return err
	}
	defer out.abandon()
	if err := out.write(append(data, '\n')); err != nil {
		return err
	}
	return out.commit()
}

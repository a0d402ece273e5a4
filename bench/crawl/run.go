package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/spf13/cobra"
)

// measured is a row of the tables.
type measured struct {
	what  string
	procs int
	outcome
}

func newRun() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "run DIR [-- BATCHFLAG...]",
		Short: "Clean a crawl with 1, 2, … processors; print rates, memory, time shares and costs",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if at := cmd.ArgsLenAtDash(); at != 1 && len(args) > 1 {
				return errors.New(`give one directory; flags for batch go after "--"`)
			}
			p, remove, err := build(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer remove()
			return run(cmd.Context(), cmd.OutOrStdout(), p, args[0], args[1:])
		},
	}
	cmd.Flags().StringVar(&path, "klartext", "", "the `PROGRAM` to measure; by default it is built")
	return cmd
}

func run(ctx context.Context, out io.Writer, p *program, dir string, flags []string) error {
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%v\n%s/%s, %d processors\n\n", m, runtime.GOOS, runtime.GOARCH,
		runtime.GOMAXPROCS(0))
	unpacked, err := unpackAll(ctx, dir) // first, because it brings the files into memory
	if err != nil {
		return err
	}
	var rows []measured
	measure := func(what, input string, procs int) error {
		result := filepath.Join(p.temp, "out")
		defer os.RemoveAll(result)
		o, err := p.batch(ctx, procs, append([]string{input, "-o", result}, flags...)...)
		rows = append(rows, measured{what, procs, o})
		return err
	}
	for _, n := range steps() {
		if err := measure("all", dir, n); err != nil {
			return err
		}
		c := &rows[len(rows)-1].stats.Counts
		if c.Records != m.Pages || c.Ignored != m.Ignored || c.Damaged != 0 {
			return fmt.Errorf("batch read %d pages, ignored %d records and found %d damaged, "+
				"but there are %d pages and %d records to ignore",
				c.Records, c.Ignored, c.Damaged, m.Pages, m.Ignored)
		}
	}
	for i, what := range []string{"WARC", "WET", "JSON lines"} {
		if m.Files[i] > 0 {
			input := filepath.Join(dir, "crawl-*"+suffixes[i])
			if err := measure(what, input, runtime.GOMAXPROCS(0)); err != nil {
				return err
			}
		}
	}
	again, err := unpackAll(ctx, dir)
	if err != nil {
		return err
	}
	printRates(out, rows)
	printMemory(out, rows)
	printShares(out, rows)
	printPeer(out, rows[0], m.Unpacked, min(unpacked, again))
	return printCost(out, rows, len(steps()))
}

// newUnpack is the command that run starts to measure unpacking. As a separate process, its
// processor time is known.
func newUnpack() *cobra.Command {
	return &cobra.Command{
		Use:    "unpack DIR",
		Short:  "Unpack all files on one processor and discard the result",
		Args:   cobra.ExactArgs(1),
		Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			buf := make([]byte, 1<<16)
			for _, suffix := range suffixes {
				names, err := filepath.Glob(filepath.Join(args[0], "crawl-*"+suffix))
				if err != nil {
					return err
				}
				for _, name := range names {
					if err := unpackFile(name, buf); err != nil {
						return fmt.Errorf("%s: %w", name, err)
					}
				}
			}
			return nil
		},
	}
}

// unpackAll returns the processor time for unpacking all files.
func unpackAll(ctx context.Context, dir string) (time.Duration, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.CommandContext(ctx, self, "unpack", dir)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("unpacking: %w\n%s", err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

func unpackFile(name string, buf []byte) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var in io.Reader
	if filepath.Ext(name) == ".zst" {
		z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return err
		}
		defer z.Close()
		in = z
	} else if in, err = gzip.NewReader(f); err != nil {
		return err
	}
	_, err = io.CopyBuffer(io.Discard, struct{ io.Reader }{in}, buf)
	return err
}

// table prints rows under a heading, both with tabs.
func table(out io.Writer, head string, rows []measured, row func(r *measured) string) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "input\tprocessors\t"+head+"\t")
	for i := range rows {
		fmt.Fprintf(t, "%s\t%d\t%s\t\n", rows[i].what, rows[i].procs, row(&rows[i]))
	}
	t.Flush()
	fmt.Fprintln(out)
}

// rate returns the bytes of pages per second of processor time.
func (m *measured) rate() float64 { return float64(m.stats.Counts.Bytes) / m.cpu.Seconds() }

func printRates(out io.Writer, rows []measured) {
	fmt.Fprintln(out, "Rates; MB of pages are in UTF-8 or as fetched, without content encodings; "+
		"CPU covers the whole process")
	const head = "s\tpages/s\tMB/s of pages\tunpacked\tpacked\tCPU s\tbusy processors\t" +
		"MB of pages per CPU s\tspeed-up"
	table(out, head, rows, func(r *measured) string {
		c, s := &r.stats.Counts, r.stats.Seconds
		up := ""
		if r.what == "all" {
			up = fmt.Sprintf("%.2f", rows[0].stats.Seconds/s)
		}
		return fmt.Sprintf("%.1f\t%.0f\t%.1f\t%.1f\t%.1f\t%.1f\t%.2f\t%.1f\t%s", s,
			float64(c.Records)/s, mb(c.Bytes)/s, mb(c.Unpacked)/s, mb(c.Packed)/s,
			r.cpu.Seconds(), r.cpu.Seconds()/s, r.rate()/1e6, up)
	})
}

// warmup is the part of a run in which memory still grows.
const warmup = 0.25

func printMemory(out io.Writer, rows []measured) {
	fmt.Fprintf(out, "Memory in MB: maximum in each quarter of the time, "+
		"minimum and maximum after the first, overall maximum\n")
	table(out, "1st\t2nd\t3rd\t4th\tleast\tmost\tpeak", rows, func(r *measured) string {
		if len(r.rss) < 8 {
			return fmt.Sprintf("-\t-\t-\t-\t-\t-\t%.0f", mb(r.stats.PeakBytes))
		}
		var s string
		for q := range 4 {
			s += fmt.Sprintf("%.0f\t", mb(slices.Max(r.rss[q*len(r.rss)/4:(q+1)*len(r.rss)/4])))
		}
		warm := r.rss[int(warmup*float64(len(r.rss))):]
		return s + fmt.Sprintf("%.0f\t%.0f\t%.0f", mb(slices.Min(warm[:len(warm)-1])),
			mb(slices.Max(warm)), mb(r.stats.PeakBytes))
	})
}

func printShares(out io.Writer, rows []measured) {
	fmt.Fprintln(out, "Shares of the stages in the time, in percent")
	table(out, "reading and unpacking\tcounting\tengine\tencoding\tpacking and writing", rows,
		func(r *measured) string {
			b := r.stats.Busy
			one := 100 / max(b.Reading+b.Counting+b.Engine+b.Encoding+b.Writing, 1e-9)
			return fmt.Sprintf("%.1f\t%.1f\t%.1f\t%.1f\t%.1f", b.Reading*one, b.Counting*one,
				b.Engine*one, b.Encoding*one, b.Writing*one)
		})
}

// printPeer compares with the work of any program that reads these files.
func printPeer(out io.Writer, one measured, bytes int64, unpacking time.Duration) {
	fmt.Fprintf(out, "Unpacking alone (klauspost/compress, the better of two): %.1f CPU s, "+
		"%.0f MB/s; batch with one processor takes %.1f times as much\n\n",
		unpacking.Seconds(), mb(bytes)/unpacking.Seconds(), one.cpu.Seconds()/unpacking.Seconds())
}

// printCost prints the costs of a month at the rates of the rows after the first ones, and the
// command that prints them again.
func printCost(out io.Writer, rows []measured, all int) error {
	r := usual
	for _, m := range rows[all:] {
		switch m.what {
		case "WARC":
			r.warc = m.rate()
			r.pageBytes = float64(m.stats.Counts.Bytes) / float64(cmp.Or(m.stats.Counts.Records, 1))
		case "WET":
			r.wet = m.rate()
		}
	}
	for _, m := range rows[:all] {
		if m.procs <= 2 {
			r.memory = float64(m.stats.PeakBytes)
		}
	}
	if r.warc == 0 || r.wet == 0 {
		return nil // the crawl is so small that it lacks one of them
	}
	fmt.Fprintf(out, "crawl cost --warc-rate %.1f --wet-rate %.2f --memory %.0f\n\n", r.warc/1e6,
		r.wet/1e6, r.memory/1e6)
	return r.print(out)
}

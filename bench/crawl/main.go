// Command crawl makes a crawl of any size, and shows with it what "klartext batch" does at that size.
//
//	go run ./bench/crawl -o DIR --size 2G   make a crawl out of the WCXB pages
//	go run ./bench/crawl run DIR            clean it with 1, 2, … processors: rates, memory, shares of time, cost of a month
//	go run ./bench/crawl kill DIR -n 10     end batch by SIGKILL ten times; the rows must be those of an undisturbed run
//	go run ./bench/crawl cost               what a month of Common Crawl costs at given rates
//
// What run and kill are given behind "--" goes to batch: crawl kill DIR -- --dedup near.
//
// # The crawl
//
// The pages are those of a corpus, over and over, until the files unpack to the size asked for. The first time a page is as it
// was, later it is changed: in prose, which is what has 12 words or more between two tags, one word in eight is another one of
// that page, one paragraph in 16 is gone, one in 16 there twice; the days of dates are others. What is shorter stays, so that the
// lines that a host repeats are repeated, and so does the host. Of a hundred pages two are there again under another address,
// and three more with one word in 60 changed and nothing else: exact and near duplicates.
//
// Of a hundred pages 85 are in WARC archives, a gzip member per record, with the request before the response and the metadata
// behind it, and as text in WET archives; the others are JSON lines in zstd. Of the HTTP bodies one in seven is packed with
// gzip, one in fourteen with brotli, one in three comes in chunks; three in ten name no charset in their header, and some are in
// windows-1252, which nothing but the header says. Between them are redirects, pictures and pages of errors, which are no pages.
//
// The same seed, size and corpus give the same bytes. MANIFEST says what there is, and run holds batch to it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"klartext/engine/label/train/gold"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := newRoot().ExecuteContext(ctx); err != nil {
		if errors.Is(err, context.Canceled) {
			err = errors.New("interrupted")
		}
		fmt.Fprintf(os.Stderr, "crawl: %v\n", err)
		os.Exit(1)
	}
}

func newRoot() *cobra.Command {
	g := generator{Size: 2 << 30, FileSize: 96 << 20, Seed: 1}
	cmd := &cobra.Command{
		Use:           "crawl [PAGES] -o DIR",
		Short:         "Make a crawl of any size, and measure klartext batch with it",
		Long:          "Crawl makes a crawl of the pages in PAGES: JSON lines, an archive or a directory, as\nklartext batch reads them. Without PAGES it takes the WCXB pages (see KLARTEXT_CORPUS).",
		Args:          cobra.MaximumNArgs(1),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			source := gold.File("wcxb")
			if len(args) > 0 {
				source = args[0]
			} else if _, err := os.Stat(source); err != nil {
				return fmt.Errorf("the WCXB pages are not there (%v): set KLARTEXT_CORPUS to their folder, or name a file with pages", err)
			}
			if g.Out == "" {
				return errors.New("the directory to make is missing: give it with -o")
			}
			m, err := g.run(cmd.Context(), source)
			if err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), m)
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVarP(&g.Out, "output", "o", "", "make the directory `DIR`, which appears when it is complete")
	f.Var((*byteCount)(&g.Size), "size", "what the files unpack to at least; suffixes K, M and G count by 1024")
	f.Var((*byteCount)(&g.FileSize), "file-size", "begin the next file at so many packed bytes")
	f.Uint64Var(&g.Seed, "seed", g.Seed, "for other words and other headers")
	cmd.AddCommand(newRun(), newKill(), newCost(), newUnpack())
	return cmd
}

// byteCount is a flag with a number of bytes.
type byteCount int64

func (b *byteCount) Type() string   { return "BYTES" }
func (b *byteCount) String() string { return strconv.FormatInt(int64(*b)>>20, 10) + "M" }

func (b *byteCount) Set(s string) error {
	digits, unit := strings.ToUpper(s), int64(1)
	for i, suffix := range []string{"K", "M", "G"} {
		if d, ok := strings.CutSuffix(digits, suffix); ok {
			digits, unit = d, 1<<(10*(i+1))
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > 1<<50/unit {
		return errors.New("it must be a number of bytes, such as 500M or 2G")
	}
	*b = byteCount(n * unit)
	return nil
}

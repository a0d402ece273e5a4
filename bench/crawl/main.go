// Command crawl makes a crawl of any size, and measures "klartext batch" with it.
//
//	go run ./bench/crawl -o DIR --size 2G   make a crawl from the WCXB pages
//	go run ./bench/crawl run DIR            clean it with 1, 2, … processors: rates, memory,
//	                                        shares of time, cost of a month
//	go run ./bench/crawl kill DIR -n 10     kill batch ten times; the rows must be those of an
//	                                        undisturbed run
//	go run ./bench/crawl cost               what a month of Common Crawl costs at given rates
//
// run and kill pass the arguments after "--" to batch: crawl kill DIR -- --dedup near.
//
// # The crawl
//
// The pages are those of a corpus, over and over, until the files unpack to the size asked for. The
// first time a page is left as it is; later it is changed. In prose, which is text with at least 12
// words between two tags, one word in eight is replaced with another word of the page, one
// paragraph in 16 is removed and one in 16 doubled. Dates get other days. Shorter texts stay, so
// the lines that a host repeats are still repeated, and so does the host. Two pages in a hundred
// are repeated under another address, and three more are repeated with only one word in 60 changed:
// exact and near duplicates.
//
// 85 pages in a hundred are in WARC archives, one gzip member per record, with the request before
// the response and the metadata after it, and as text in WET archives. The others are JSON lines in
// zstd. One HTTP body in seven is packed with gzip, one in fourteen with brotli, and one in three
// is chunked. Three in ten declare no charset in their header, and some are in windows-1252, which
// only the header says. Among them are redirects, images and error pages, which are not pages.
//
// The same seed, size and corpus give the same bytes. MANIFEST lists the content, and run compares
// the counts of batch with it.
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
		Use:   "crawl [PAGES] -o DIR",
		Short: "Make a crawl of any size, and measure klartext batch with it",
		Long: "Crawl makes a crawl from the pages in PAGES: JSON lines, an archive or a\n" +
			"directory, as klartext batch reads them. By default these are the WCXB pages " +
			"(see KLARTEXT_CORPUS).",
		Args:          cobra.MaximumNArgs(1),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			source := gold.File("wcxb")
			if len(args) > 0 {
				source = args[0]
			} else if _, err := os.Stat(source); err != nil {
				return fmt.Errorf("the WCXB pages are missing (%v): "+
					"set KLARTEXT_CORPUS to their folder, or name a file with pages", err)
			}
			if g.Out == "" {
				return errors.New("no output directory: give one with -o")
			}
			m, err := g.run(cmd.Context(), source)
			if err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), m)
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVarP(&g.Out, "output", "o", "",
		"create the directory `DIR`, which appears once it is complete")
	f.Var((*byteCount)(&g.Size), "size",
		"minimum of the bytes that the files unpack to; suffixes K, M and G count by 1024")
	f.Var((*byteCount)(&g.FileSize), "file-size", "packed bytes after which the next file begins")
	f.Uint64Var(&g.Seed, "seed", g.Seed, "seed for changes and headers")
	cmd.AddCommand(newRun(), newKill(), newCost(), newUnpack())
	return cmd
}

// byteCount is a flag for a number of bytes.
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

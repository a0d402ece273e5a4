package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

const tib = 1 << 40

// month is the size of a crawl of one month.
type month struct {
	what          string
	pages         float64
	packed, plain float64 // bytes
	files         int
}

// months are the two forms in which Common Crawl publishes a month. Sources of the sizes:
//
//   - pages, and bytes of WARC unpacked: the announcement of CC-MAIN-2024-51, December 2024: 2.64
//     billion pages, 394 TiB (commoncrawl.org/blog/december-2024-crawl-archive-now-available);
//   - WARC packed, and files: round figures of the crawls of 2024 and 2025, 90,000 files of 0.9
//     GiB; the last table of sizes at hand, of February 2019, has 59.86 TiB for 225 TiB unpacked,
//     in 64,000 files;
//   - WET packed: 7.62 TiB for 2.9 billion pages in the same table, so 6.9 TiB for 2.64 billion;
//   - WET unpacked: 2.6 times that, the usual ratio for text dumps.
var months = []month{
	{"WARC", 2.64e9, 80 * tib, 394 * tib, 90000},
	{"WET", 2.64e9, 6.9 * tib, 18 * tib, 90000},
}

const assumptions = `
A month is CC-MAIN-2024-51 (December 2024): 2.64 billion pages, 394 TiB unpacked, as announced at
commoncrawl.org/blog. 80 TiB packed in 90,000 files is a round figure of 2024 and 2025. WET is from
the table of February 2019 (7.62 TiB for 2.9 billion pages), unpacked 2.6 times as much. Common
Crawl cuts pages at 1 MiB (5 MiB since 2025) and removes content encodings.
The rates are those for the corpus on which they were measured, whose pages are %s. A core-hour is
an hour of processor time on the measuring machine. Prices are for a vCPU-hour of c5.2xlarge in
us-east-1, on demand ($0.34 for 8 vCPUs) and spot ($0.17), taken from examples in the EC2 Auto
Scaling guide. Reading from S3 in that region is free; storing the result is not included.
`

// rates are measured rates, and prices.
type rates struct {
	warc, wet float64 // bytes of pages per second of processor time
	memory    float64 // peak bytes of a process with two workers
	cores     int     // of the rented machine
	price     float64 // dollars per core-hour
	spot      float64
	pageBytes float64 // mean length of a page in the corpus; 0 if unknown
}

// usual holds the defaults of the flags.
var usual = rates{memory: 250e6, cores: 16, price: 0.0425, spot: 0.02125}

func newCost() *cobra.Command {
	r := usual
	r.memory /= 1e6 // the flags are in MB
	cmd := &cobra.Command{
		Use:   "cost --warc-rate MB --wet-rate MB",
		Short: "Print what a month of Common Crawl costs at the rates that run measured",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if r.warc <= 0 || r.wet <= 0 || r.cores < 1 {
				return fmt.Errorf("--warc-rate, --wet-rate and --cores must be above 0: " +
					"run prints the rates at its end")
			}
			r.warc, r.wet, r.memory = r.warc*1e6, r.wet*1e6, r.memory*1e6
			return r.print(cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.Float64Var(&r.warc, "warc-rate", 0, "`MB` of HTML per second of processor time")
	f.Float64Var(&r.wet, "wet-rate", 0, "`MB` of text per second of processor time")
	f.Float64Var(&r.memory, "memory", r.memory, "peak memory of a process with two workers in `MB`")
	f.IntVar(&r.cores, "cores", r.cores, "cores of the machine")
	f.Float64Var(&r.price, "price", r.price, "`dollars` per core-hour")
	f.Float64Var(&r.spot, "spot", r.spot, "`dollars` per core-hour of a spot machine")
	return cmd
}

func (r *rates) print(out io.Writer) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name, format string, value func(m *month, hours float64) float64) {
		fmt.Fprintf(t, "%s\t", name)
		for i := range months {
			m := &months[i]
			rate := r.warc
			if m.what == "WET" {
				rate = r.wet
			}
			fmt.Fprintf(t, format+"\t", value(m, m.plain/rate/3600))
		}
		fmt.Fprintln(t)
	}
	fmt.Fprintf(t, "a month of Common Crawl as\t%s\t%s\t\n", months[0].what, months[1].what)
	row("pages, billions", "%.2f", func(m *month, _ float64) float64 { return m.pages / 1e9 })
	row("files", "%.0f", func(m *month, _ float64) float64 { return float64(m.files) })
	row("packed, TiB", "%.1f", func(m *month, _ float64) float64 { return m.packed / tib })
	row("unpacked, TiB", "%.0f", func(m *month, _ float64) float64 { return m.plain / tib })
	row("KB per page", "%.1f", func(m *month, _ float64) float64 { return m.plain / m.pages / 1e3 })
	row("core-hours", "%.0f", func(_ *month, h float64) float64 { return h })
	row("core-seconds per file", "%.0f", func(m *month, h float64) float64 {
		return h * 3600 / float64(m.files)
	})
	cores := float64(r.cores)
	row(fmt.Sprintf("hours of a machine with %d cores", r.cores), "%.0f",
		func(_ *month, h float64) float64 { return h / cores })
	row("machines for one day", "%.1f", func(_ *month, h float64) float64 { return h / cores / 24 })
	row("packed MB/s read by a machine", "%.0f", func(m *month, h float64) float64 {
		return m.packed / 1e6 / (h * 3600 / cores)
	})
	row("its memory with a process per two cores, GB", "%.1f", func(*month, float64) float64 {
		return r.memory * max(1, cores/2) / 1e9
	})
	row(fmt.Sprintf("dollars, at %.4f per core-hour", r.price), "%.0f",
		func(_ *month, h float64) float64 { return h * r.price })
	row(fmt.Sprintf("dollars, at %.4f (spot, --resume)", r.spot), "%.0f",
		func(_ *month, h float64) float64 { return h * r.spot })
	if err := t.Flush(); err != nil {
		return err
	}
	size := "longer"
	if r.pageBytes > 0 {
		size = fmt.Sprintf("%.0f KB", r.pageBytes/1e3)
	}
	_, err := fmt.Fprintf(out, assumptions, size)
	return err
}

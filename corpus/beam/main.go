// Command beam cleans a crawl on Apache Beam: with Prism on this machine, or on Dataflow, Flink or
// Spark. README.md has the commands.
//
//	go run . --input 'crawl/*.warc.gz' --output cleaned --runner prism
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sort"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"klartext/corpus/beam/clean"
)

// Exit codes, the same as those of the command klartext.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	job := newJob(flag.CommandLine)
	flag.Parse()
	beam.Init() // in a worker this does the work and does not return
	ctx := context.Background()
	if err := job.check(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(exitUsage)
	}
	p, s := beam.NewPipelineWithRoot()
	clean.WriteCounts(s, clean.Run(s, job.files(s), job.opts), job.opts)
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(exitFailed)
	}
	if result != nil {
		report(result.Metrics())
	}
}

// report writes the counters to standard error.
func report(r metrics.Results) {
	var lines []string
	for _, c := range r.AllMetrics().Counters() {
		if c.Namespace() == clean.Namespace {
			lines = append(lines, fmt.Sprintf("%-40s %12d\n", c.Name(), c.Result()))
		}
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Fprint(os.Stderr, line)
	}
}

// Command report keeps the results of benchmarks and shows them with benchstat.
//
//	report record -count 6 -- go test -bench . ./bench   run a command, keep its output
//	report compare                   benchstat of the newest run and the last committed one
//	report history                   benchstat of all runs of this machine
//
// It runs in the root of the repository and keeps results in bench/results. "make bench", "make
// bench-compare" and "make report" call it.
package main

import (
	"flag"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("report: ")
	if len(os.Args) < 2 {
		log.Fatal("give one of record, compare, history")
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	dir := flags.String("results", "bench/results", "`folder` of results")
	var err error
	switch os.Args[1] {
	case "record":
		var how settings
		flags.StringVar(&how.bench, "bench", "", "benchmarks that run, for the description")
		flags.StringVar(&how.benchtime, "benchtime", "", "duration of each, for the description")
		flags.StringVar(&how.count, "count", "", "number of runs of each, for the description")
		flags.StringVar(&how.suffix, "suffix", "", "`word` at the end of the file name")
		parse(flags)
		err = record(*dir, how, flags.Args())
	case "compare":
		parse(flags)
		err = compare(*dir)
	case "history":
		word := flags.String("word", "", "only runs whose names end in this `word`")
		parse(flags)
		err = history(*dir, *word)
	default:
		log.Fatalf("%q is not record, compare or history", os.Args[1])
	}
	if err != nil {
		log.Fatal(err)
	}
}

func parse(flags *flag.FlagSet) {
	flags.Parse(os.Args[2:]) // exits on errors
}

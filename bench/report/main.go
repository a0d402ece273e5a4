// Command report keeps the results of benchmarks and shows them with benchstat.
//
//	report record -count 6 -- go test -bench . ./bench   run a command, keep what it prints in bench/results
//	report compare                                       benchstat of the newest run and the last committed one
//	report history                                       benchstat of all runs of this machine
//
// It runs in the root of the repository; "make bench", "make bench-compare" and "make report" call it.
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
		log.Fatal("one of record, compare, history is needed")
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	dir := flags.String("results", "bench/results", "`folder` of results")
	var err error
	switch os.Args[1] {
	case "record":
		var how settings
		flags.StringVar(&how.bench, "bench", "", "which benchmarks run, for the description")
		flags.StringVar(&how.benchtime, "benchtime", "", "how long each runs, for the description")
		flags.StringVar(&how.count, "count", "", "how often each runs, for the description")
		flags.StringVar(&how.suffix, "suffix", "", "`word` that the name of the file ends with")
		parse(flags)
		err = record(*dir, how, flags.Args())
	case "compare":
		parse(flags)
		err = compare(*dir)
	case "history":
		word := flags.String("word", "", "only runs whose names end with this `word`")
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

// Command report keeps the results of benchmarks and draws them.
//
//	report record -count 6 -- go test -bench . ./bench   run a command, keep what it prints in bench/results
//	report compare                                       benchstat of the newest run and the last committed one
//	report draw                                          bench/report.html from all of bench/results
//
// It runs in the root of the repository; "make bench", "make bench-compare" and "make report" call it.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("report: ")
	if len(os.Args) < 2 {
		log.Fatal("one of record, compare, draw is needed")
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
	case "draw":
		out := flags.String("o", "bench/report.html", "`file` to write")
		parse(flags)
		err = drawFile(*dir, *out)
	default:
		log.Fatalf("%q is none of record, compare, draw", os.Args[1])
	}
	if err != nil {
		log.Fatal(err)
	}
}

func parse(flags *flag.FlagSet) {
	flags.Parse(os.Args[2:]) // exits on errors
}

func drawFile(dir, out string) error {
	runs, err := readRuns(dir)
	if err != nil {
		return err
	}
	page, err := draw(runs)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, page, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d runs, %d KB\n", filepath.ToSlash(out), len(runs), len(page)>>10)
	return nil
}

// Klartext turns web pages, given as HTML or as plain-text dumps, into their main text, metadata
// and reader comments.
//
// Usage:
//
//	klartext [FILE|-]...    write the content of pages, in one of five formats
//	klartext pipe           the same as a filter: one JSON object per line in, one per line out
//	klartext batch IN...    clean crawls: from archives and directories to JSON lines or Parquet
//	klartext version
//
// The exit code is 0 on success, 1 if the output could not be written, and 2 if an input or an
// argument was bad. It is 130 if batch was interrupted. A bad input does not keep the others from
// being processed.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// A closed pipe should be reported as a write error, instead of the signal ending the program
	// silently.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run runs the program and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	if err == nil {
		return 0
	}
	var f *failure
	if !errors.As(err, &f) { // from cobra, about a flag or an argument
		f = badUsage(err.Error())
	}
	if f.reason != "" {
		fmt.Fprintf(stderr, "klartext: %s\n", f)
	}
	return f.exit
}

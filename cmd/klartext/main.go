// Klartext turns web pages, as HTML or as plain-text dumps, into their main text, metadata and reader comments.
//
// Usage:
//
//	klartext [FILE|-]...    write what the pages say, in one of five formats
//	klartext pipe           the same as a filter: a JSON object per line in, one per line out
//	klartext batch IN...    clean crawls: archives and directories in, a directory of JSON lines or Parquet out
//	klartext version
//
// The exit code is 0 when all went well, 1 when the output could not be written, 2 when an input or an argument was bad.
// It is 130 when batch was interrupted. A bad input does not keep the others from being processed.
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
	// A closed pipe is an error of writing to be reported, not the silent death that the signal would be.
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
	if !errors.As(err, &f) { // from cobra: a flag or an argument
		f = badUsage(err.Error())
	}
	if f.reason != "" {
		fmt.Fprintf(stderr, "klartext: %s\n", f)
	}
	return f.exit
}

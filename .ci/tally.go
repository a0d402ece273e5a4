//go:build ignore

// Command tally reads the output of "go test -json". It writes what failed, the closing line of
// every package, and last how many tests passed and failed. It exits with 1 if anything failed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"
)

type event struct {
	Action, Package, Test, Output, ImportPath string
}

type tally struct {
	output                  map[string]*strings.Builder // of each test until it has ended
	closing                 []string
	passed, failed, skipped int
	broken                  bool // a package failed, perhaps without any test
}

func main() {
	log.SetFlags(0)
	t := tally{output: map[string]*strings.Builder{}}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if err := json.Unmarshal(in.Bytes(), &e); err != nil {
			fmt.Println(in.Text()) // not from a test
			continue
		}
		t.add(&e)
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
	for _, line := range t.closing {
		fmt.Print(line)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", t.passed, t.failed, t.skipped)
	if t.failed > 0 || t.broken {
		os.Exit(1)
	}
}

func (t *tally) add(e *event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		t.write(key, e)
	case "pass", "skip", "fail":
		if e.Action == "fail" {
			t.broken = true
			if out := t.output[key]; out != nil {
				fmt.Print(out)
			}
		}
		delete(t.output, key)
		if e.Test != "" {
			t.count(e.Action)
		}
	case "build-fail":
		t.broken = true
	}
}

// write keeps the output of a test, and the closing line of a package.
func (t *tally) write(key string, e *event) {
	switch {
	case e.Action == "build-output":
		fmt.Print(e.Output)
	case e.Test == "" && isClosing(e.Output):
		t.closing = append(t.closing, e.Output)
	case strings.HasPrefix(e.Output, "=== "):
	default:
		if t.output[key] == nil {
			t.output[key] = &strings.Builder{}
		}
		t.output[key].WriteString(e.Output)
	}
}

func isClosing(line string) bool {
	return strings.HasPrefix(line, "ok  \t") || strings.HasPrefix(line, "FAIL\t") ||
		strings.HasPrefix(line, "?   \t")
}

func (t *tally) count(action string) {
	switch action {
	case "pass":
		t.passed++
	case "fail":
		t.failed++
	default:
		t.skipped++
	}
}

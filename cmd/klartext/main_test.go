package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv(child) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"klartext": main})
}

// TestScripts runs the scripts in testdata/script, each in its own directory.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			page, err := os.ReadFile("testdata/page.txt")
			if err != nil {
				return err
			}
			return os.WriteFile(env.WorkDir+"/page.txt", page, 0o644)
		},
		Condition: func(name string) (bool, error) {
			if name == "root" { // root may read everything
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitCode,
			"bytes":    writeBytes,
			"repeat":   repeat,
		},
	})
}

// exitCode runs a program and checks its exit code: exitcode 2 klartext nosuchfile.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit interface{ ExitCode() int }
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got := fmt.Sprint(code); neg || got != args[0] {
		ts.Fatalf("got exit code %s, want %s", got, args[0])
	}
}

// writeBytes writes a file with bytes that a script cannot contain: bytes FILE "\x00…".
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var data []byte
	_, err := fmt.Sscanf(`"`+args[1]+`"`, "%q", &data)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// repeat writes a file with a text repeated: repeat FILE N TEXT.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(args[2]), n), 0o644))
}

// Every reply of the pipe arrives before the next request is sent.
func TestPipeAnswersEachLine(t *testing.T) {
	requests, stdin := io.Pipe()
	stdout, replies := io.Pipe()
	done := make(chan int)
	go func() {
		defer replies.Close()
		done <- run([]string{"pipe"}, requests, replies, io.Discard)
	}()
	in := bufio.NewReader(stdout)
	for i := range 100 {
		fmt.Fprintf(stdin, `{"id":%d,"text":"A page"}`+"\n", i)
		reply, err := in.ReadString('\n')
		if want := fmt.Sprintf(`{"id":%d,`, i); err != nil || !strings.HasPrefix(reply, want) {
			t.Fatalf("got reply %q (%v), want %s…", reply, err, want)
		}
	}
	stdin.Close()
	go io.Copy(io.Discard, in)
	if code := <-done; code != 0 {
		t.Errorf("got exit code %d", code)
	}
}

type brokenWriter struct{ left int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, io.ErrClosedPipe
	}
	w.left -= len(p)
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	page := "A page of text that says nothing much, at some length, " +
		"so that it is taken for the text.\n"
	for _, args := range [][]string{{"-"}, {"--format", "json", "-"}, {"pipe"}, {"version"}} {
		stdin := page
		if args[0] == "pipe" {
			stdin = `{"text":"A page"}`
		}
		var stderr bytes.Buffer
		code := run(args, strings.NewReader(stdin), &brokenWriter{}, &stderr)
		if code != exitWrite ||
			!strings.HasPrefix(stderr.String(), "klartext: standard output: cannot write: ") {
			t.Errorf("%v: got exit code %d and %q", args, code, stderr.String())
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestReadErrors(t *testing.T) {
	for _, args := range [][]string{{"-"}, {"pipe"}} {
		var stderr bytes.Buffer
		code := run(args, brokenReader{}, io.Discard, &stderr)
		if code != exitInput || !strings.HasPrefix(stderr.String(),
			"klartext: standard input: cannot read: unexpected EOF") {
			t.Errorf("%v: got exit code %d and %q", args, code, stderr.String())
		}
	}
}

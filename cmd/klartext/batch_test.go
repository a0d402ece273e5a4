package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"klartext/corpus/batch"
)

// child makes the test binary act as klartext.
const child = "KLARTEXT_TEST_CHILD"

func command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), child+"=1")
	return cmd
}

// crawlFile writes a crawl of JSON lines.
func crawlFile(t *testing.T) string {
	var b bytes.Buffer
	sentence := "After two years of work the bridge is open again, " +
		"and the town has invited everybody to come. "
	for i := range 1500 {
		fmt.Fprintf(&b, `{"id":%d,"html":"<article><h1>Page %d</h1><p>%d %s</p></article>"}`+"\n",
			i, i, i, strings.Repeat(sentence, 30))
	}
	path := filepath.Join(t.TempDir(), "crawl.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

// A run that is killed ten times and interrupted once writes the same as an undisturbed one.
func TestBatchKilled(t *testing.T) {
	in, want, out := crawlFile(t), t.TempDir(), t.TempDir()
	args := []string{"batch", in, "--part-size", "512K", "--resume", "-o"}
	begun := time.Now()
	if msg, err := command(append(args, want)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	whole := time.Since(begun)
	killed := 0
	for i := range 11 {
		cmd := command(append(args, out)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole)/3 + 1)))
		if i == 10 {
			cmd.Process.Signal(syscall.SIGTERM)
		} else {
			cmd.Process.Kill()
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); errors.As(err, &exit) {
			killed++
		}
	}
	t.Logf("%d of 11 runs were ended, an undisturbed one takes %v", killed, whole)
	if msg, err := command(append(args, out)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	got := files(t, out)
	for name, data := range files(t, want) {
		if got[name] != data {
			t.Errorf("%s is not the same", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s is too much", name)
	}
}

// An interrupted run reports it, has its own exit code, leaves nothing half-written, and can be
// resumed.
func TestBatchInterrupted(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		out := t.TempDir()
		stdin, pages := io.Pipe()
		cmd := command("batch", "-", "--part-size", "64K", "--resume", "-o", out)
		cmd.Stdin = stdin
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { // more than one part, and then nothing: the run waits for the rest
			for i := range 2000 {
				fmt.Fprintf(pages,
					`{"id":%d,"html":"<article><h1>Page</h1><p>%s</p></article>"}`+"\n", i,
					strings.Repeat("A word and another one. ", 30))
			}
		}()
		manifest := filepath.Join(out, batch.OutputName("-")+".manifest.json")
		for begun := time.Now(); !bytes.Contains(readAny(manifest),
			[]byte(`"rows"`)); time.Sleep(10 * time.Millisecond) {
			if time.Since(begun) > time.Minute {
				t.Fatalf("no part after a minute: %s", stderr.String())
			}
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(100*time.Millisecond, func() { pages.Close() })
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitBreak {
			t.Errorf("%v: got %v, want exit code %d\n%s", sig, err, exitBreak, stderr.String())
		}
		want := "klartext: interrupted; continue with the same command and --resume\n"
		if !strings.HasSuffix(stderr.String(), want) {
			t.Errorf("%v: got %q, want %q at the end", sig, stderr.String(), want)
		}
		for name := range files(t, out) {
			if strings.HasSuffix(name, ".tmp") {
				t.Errorf("%v: %s is left", sig, name)
			}
		}
	}
}

func readAny(name string) []byte {
	data, _ := os.ReadFile(name) // missing at first
	return data
}

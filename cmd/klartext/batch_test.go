package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// child makes the test's program be klartext.
const child = "KLARTEXT_TEST_CHILD"

func command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), child+"=1")
	return cmd
}

// crawlFile writes a crawl of JSON lines.
func crawlFile(t *testing.T) string {
	var b bytes.Buffer
	sentence := "After two years of work the bridge is open again, and the town has invited everybody to come. "
	for i := range 1500 {
		fmt.Fprintf(&b, `{"id":%d,"html":"<article><h1>Page %d</h1><p>%d %s</p></article>"}`+"\n", i, i, i, strings.Repeat(sentence, 30))
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

// A run that is killed ten times and interrupted once writes what an undisturbed one does.
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

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"klartext/corpus/batch"
)

// program is a klartext binary to measure.
type program struct {
	path string
	temp string // directory for temporary results
}

// build builds the command of this module, unless path names a binary. Call remove at the end.
func build(ctx context.Context, path string) (p *program, remove func(), err error) {
	temp, err := os.MkdirTemp("", "crawl-*")
	if err != nil {
		return nil, nil, err
	}
	p, remove = &program{path, temp}, func() { os.RemoveAll(temp) }
	if path != "" {
		return p, remove, nil
	}
	p.path = filepath.Join(temp, "klartext")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", p.path, "klartext/cmd/klartext")
	if out, err := cmd.CombinedOutput(); err != nil {
		remove()
		return nil, nil,
			fmt.Errorf("klartext cannot be built here: name a binary with --klartext\n%s", out)
	}
	return p, remove, nil
}

// outcome is the result of a run of batch.
type outcome struct {
	stats batch.Stats
	cpu   time.Duration // of all threads, including the system's work for them
	rss   []int64       // bytes of memory at regular intervals; nil if not reported
}

// sampled is the interval at which memory is sampled.
const sampled = 50 * time.Millisecond

// batch runs batch to its end on procs processors and samples its memory.
func (p *program) batch(ctx context.Context, procs int, args ...string) (o outcome, err error) {
	stats := filepath.Join(p.temp, "stats.json")
	args = append([]string{"batch", "--workers", strconv.Itoa(procs), "--stats", stats}, args...)
	cmd := exec.CommandContext(ctx, p.path, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(procs))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return o, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	tick := time.NewTicker(sampled)
	defer tick.Stop()
	for wait := true; wait; {
		select {
		case err = <-done:
			wait = false
		case <-tick.C:
			if rss := resident(cmd.Process.Pid); rss > 0 {
				o.rss = append(o.rss, rss)
			}
		}
	}
	if ctx.Err() != nil {
		return o, context.Cause(ctx)
	}
	if err != nil {
		return o, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, stderr.Bytes())
	}
	o.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	data, err := os.ReadFile(stats)
	if err == nil {
		err = json.Unmarshal(data, &o.stats)
	}
	return o, err
}

// resident returns the memory of a process in bytes, or 0 if it has ended or the system does not
// report it.
func resident(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid)) // Linux only
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(status))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// steps returns the numbers of processors to measure: 1, 2, 4, … and all.
func steps() (n []int) {
	for i := 1; i < runtime.GOMAXPROCS(0); i *= 2 {
		n = append(n, i)
	}
	return append(n, runtime.GOMAXPROCS(0))
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"klartext/corpus/jsonl"
)

// killing says how often and when batch is killed.
type killing struct {
	times int
	seed  uint64
	part  byteCount
}

func newKill() *cobra.Command {
	var path string
	k := killing{times: 10, seed: 1, part: 4 << 20}
	cmd := &cobra.Command{
		Use:   "kill DIR [-- BATCHFLAG...]",
		Short: "Kill batch at random moments, resume, and compare with an undisturbed run",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if at := cmd.ArgsLenAtDash(); at != 1 && len(args) > 1 || k.times < 1 {
				return errors.New(`give one directory and a --times above 0; ` +
					`flags for batch go after "--"`)
			}
			p, remove, err := build(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer remove()
			return k.run(cmd.Context(), cmd.OutOrStdout(), p, args[0], args[1:])
		},
	}
	f := cmd.Flags()
	f.StringVar(&path, "klartext", "", "the `PROGRAM` to test; by default it is built")
	f.IntVarP(&k.times, "times", "n", k.times, "number of kills")
	f.Uint64Var(&k.seed, "seed", k.seed, "seed for the moments of the kills")
	f.Var(&k.part, "part-size", "of batch: small, so that there are complete parts to resume from")
	return cmd
}

func (k *killing) run(
	ctx context.Context, out io.Writer, p *program, dir string, flags []string,
) error {
	calm, killed := filepath.Join(p.temp, "calm"), filepath.Join(p.temp, "killed")
	args := append([]string{"batch", dir, "--part-size", fmt.Sprint(int64(k.part))}, flags...)
	begun := time.Now()
	if _, err := k.start(ctx, p, never, append(args, "-o", calm)); err != nil {
		return err
	}
	whole := time.Since(begun)
	fmt.Fprintf(out, "undisturbed: %.1f s\n", whole.Seconds())

	args = append(args, "-o", killed, "--resume")
	rng := rand.New(rand.NewPCG(k.seed, 0))
	usual, before := 2*whole/time.Duration(k.times), 0
	within := usual
	for n := 0; n < k.times; {
		after := time.Duration(rng.Int64N(int64(within) + 1))
		ended, err := k.start(ctx, p, after, args)
		switch {
		case err != nil:
			return err
		case ended: // all kills must hit one output: start again, and kill sooner
			fmt.Fprintf(out, "complete after %d kills: starting again\n", n)
			if err := os.RemoveAll(killed); err != nil {
				return err
			}
			usual /= 2
			within, before, n = usual, 0, 0
			continue
		}
		n++
		complete, temporary := census(killed)
		fmt.Fprintf(out, "killed after %.2f s: %d files complete, %d temporary\n", after.Seconds(),
			complete, temporary)
		if complete > before {
			within = usual
		} else { // resuming takes a while too
			within += within / 2
		}
		before = complete
	}
	if _, err := k.start(ctx, p, never, args); err != nil {
		return err
	}
	return compare(out, calm, killed)
}

const never = time.Duration(1<<63 - 1)

// start starts batch and kills it after some time, unless it has ended.
func (k *killing) start(
	ctx context.Context, p *program, after time.Duration, args []string,
) (ended bool, err error) {
	cmd := exec.CommandContext(ctx, p.path, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return false, err
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return false, context.Cause(ctx)
	case err == nil:
		timer.Stop()
		return true, nil
	case timer.Stop(): // it failed on its own
		return false,
			fmt.Errorf("klartext %s: %w\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return false, nil
}

// census counts the files of an output directory.
func census(dir string) (complete, temporary int) {
	entries, _ := os.ReadDir(dir) // it may not exist yet
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".tmp") {
			temporary++
		} else {
			complete++
		}
	}
	return complete, temporary
}

// compare compares the sorted rows of two output directories byte for byte, and the names of their
// files. The error says what differs.
func compare(out io.Writer, calm, killed string) error {
	a, names, err := rows(calm)
	if err != nil {
		return err
	}
	b, others, err := rows(killed)
	if err != nil {
		return err
	}
	if !slices.Equal(names, others) {
		return fmt.Errorf("NOT EQUAL: %d files undisturbed, %d resumed, or their names differ",
			len(names), len(others))
	}
	if len(a) == 0 {
		return errors.New("there are no rows to compare")
	}
	for i := range a {
		if i >= len(b) || !bytes.Equal(a[i], b[i]) {
			return fmt.Errorf("NOT EQUAL: %d rows undisturbed, %d resumed; "+
				"they differ from sorted row %d on", len(a), len(b), i)
		}
	}
	if len(b) > len(a) {
		return fmt.Errorf("NOT EQUAL: %d rows undisturbed, %d resumed", len(a), len(b))
	}
	same := 0
	for _, name := range names {
		x, err := os.ReadFile(filepath.Join(calm, name))
		if err != nil {
			return err
		}
		y, err := os.ReadFile(filepath.Join(killed, name))
		if err != nil {
			return err
		}
		if bytes.Equal(x, y) {
			same++
		}
	}
	_, err = fmt.Fprintf(out, "EQUAL: %d rows, byte for byte; "+
		"%d of %d packed files are identical\n", len(a), same, len(names))
	return err
}

// rows returns the sorted rows of all files in an output directory, and the names of all files.
func rows(dir string) (all [][]byte, names []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		names = append(names, e.Name())
		name := strings.TrimSuffix(e.Name(), ".zst")
		if !strings.HasSuffix(name, ".jsonl") {
			continue
		}
		for line, err := range jsonl.Lines(filepath.Join(dir, e.Name())) {
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", e.Name(), err)
			}
			all = append(all, bytes.Clone(line))
		}
	}
	slices.SortFunc(all, bytes.Compare)
	return all, names, nil
}

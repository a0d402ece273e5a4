package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"klartext/corpus/batch"
)

// watch shows how far a run of batch is: a bar on a terminal, else a line now and then.
type watch struct {
	out io.Writer
	tty bool

	mu    sync.Mutex // for out and bar
	bar   *progressbar.ProgressBar
	begun time.Time
	first batch.Progress // at begun: what a resumed run had done

	quit chan struct{}
	gone sync.WaitGroup
}

const (
	barEvery  = 250 * time.Millisecond
	lineEvery = 10 * time.Second
)

func newWatch(out io.Writer) *watch {
	return &watch{out: out, tty: isTerminal(out), quit: make(chan struct{})}
}

// print writes a message, not into the bar.
func (w *watch) print(s string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.bar != nil {
		w.bar.Clear()
	}
	io.WriteString(w.out, s)
}

func (w *watch) start(r *batch.Run) {
	w.begun, w.first = time.Now(), r.Progress()
	every := lineEvery
	if w.tty {
		every = barEvery
		w.bar = progressbar.NewOptions64(w.first.Total,
			progressbar.OptionSetWriter(w.out),
			progressbar.OptionShowBytes(true),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(20),
			progressbar.OptionClearOnFinish(),
		)
	}
	w.gone.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-w.quit:
				return
			case <-tick.C:
				w.show(r.Progress())
			}
		}
	})
}

func (w *watch) stop() {
	close(w.quit)
	w.gone.Wait()
	if w.bar != nil {
		w.bar.Clear()
	}
}

func (w *watch) show(p batch.Progress) {
	w.mu.Lock()
	defer w.mu.Unlock()
	seconds := time.Since(w.begun).Seconds()
	rate := fmt.Sprintf("%s pages, %s/s of pages, %.0f pages/s", grouped(p.Pages), size(int64(float64(p.Bytes)/seconds)), float64(p.Pages)/seconds)
	if p.Passes > 1 {
		rate = fmt.Sprintf("pass %d of %d, %s", max(1, p.Pass), p.Passes, rate)
	}
	if w.bar != nil {
		w.bar.Describe(rate)
		w.bar.Set64(min(p.Packed, max(p.Total, p.Packed)))
		return
	}
	fmt.Fprintf(w.out, "klartext: %s read%s, %s\n", size(p.Packed), w.left(p, seconds), rate)
}

// left says how much of the input is read, and how long the rest takes.
func (w *watch) left(p batch.Progress, seconds float64) string {
	if p.Total <= 0 {
		return ""
	}
	s := fmt.Sprintf(" (%.0f %%)", 100*float64(p.Packed)/float64(p.Total))
	if done := p.Packed - w.first.Packed; done > 0 {
		rest := float64(max(0, p.Total-p.Packed)) / float64(done) * seconds
		s += ", " + time.Duration(rest*float64(time.Second)).Round(time.Second).String() + " left"
	}
	return s
}

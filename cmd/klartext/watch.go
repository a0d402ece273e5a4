package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"klartext/corpus/batch"
)

// watch shows the progress of batch: a bar on a terminal, otherwise a line now and then.
type watch struct {
	out io.Writer
	tty bool

	mu    sync.Mutex // for out and bar
	bar   *progressbar.ProgressBar
	begun time.Time      // of this pass
	first batch.Progress // at begun: what earlier runs had done

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

// print writes a message without disturbing the bar.
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
			progressbar.OptionSetPredictTime(false), // all of this is in the description
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(barEvery/2), // so that it is not drawn twice each time
			progressbar.OptionSetWidth(16),
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
	if p.Pass > max(1, w.first.Pass) { // each pass has its own speed
		w.begun, w.first = time.Now(), p
	}
	seconds := max(time.Since(w.begun).Seconds(), 0.01)
	if w.bar != nil {
		w.bar.Describe(w.state(p, seconds) + w.left(p, seconds))
		w.bar.Set64(max(0, min(p.Packed, p.Total)))
		return
	}
	percent := ""
	if p.Total > 0 {
		percent = fmt.Sprintf(" (%.0f %%)", 100*float64(p.Packed)/float64(p.Total))
	}
	fmt.Fprintf(w.out, "klartext: %s read%s, %s%s\n", size(p.Packed), percent, w.state(p, seconds),
		w.left(p, seconds))
}

// state says what has been done, and how fast. Together with the bar it fits into 80 columns.
func (w *watch) state(p batch.Progress, seconds float64) string {
	if p.Passes > 1 && p.Pass < p.Passes {
		return fmt.Sprintf("pass %d of %d, %s/s read", max(1, p.Pass), p.Passes,
			size(int64(float64(p.Packed-w.first.Packed)/seconds)))
	}
	s := grouped(p.Pages) + " pages"
	if done := p.Bytes - w.first.Bytes; done > 0 {
		s += fmt.Sprintf(", %s/s", size(int64(float64(done)/seconds)))
	}
	if p.Passes > 1 {
		s = fmt.Sprintf("pass %d of %d, ", p.Pass, p.Passes) + s
	}
	return s
}

// left says how long the rest will take. A pass still to come is only known to be slower.
func (w *watch) left(p batch.Progress, seconds float64) string {
	done := p.Packed - w.first.Packed
	if p.Total <= 0 || done <= 0 || seconds < 1 {
		return ""
	}
	rest := float64(max(0, p.Total-p.Packed)) / float64(done) * seconds
	left := time.Duration(rest * float64(time.Second)).Round(time.Second)
	if p.Pass < p.Passes {
		return ", over " + left.String() + " left"
	}
	return ", " + left.String() + " left"
}

package batch

import (
	"sync/atomic"
	"time"
)

// clock sums what the stages take. Where threads have clocks it is processor time: the goroutines of reader, workers and writers
// are each locked to a thread, whose clock is read at the start and the end of what they do. A reading takes 0.8 µs, of which a page needs
// eight; a change between locked goroutines 17 µs in place of 0.1, of which it needs four: together some 2 % of what a page takes.
// (Measured on two cores with much other work.)
type clock struct {
	start   time.Time
	process time.Duration // what the process had used at start

	reading, counting, engine, encoding, writing stopwatch
	bytes, pages                                 atomic.Int64
}

type stopwatch struct{ nanoseconds atomic.Int64 }

// since adds what this thread did since its clock showed start.
func (s *stopwatch) since(start time.Duration) { s.nanoseconds.Add(int64(threadTime() - start)) }
func (s *stopwatch) seconds() float64          { return time.Duration(s.nanoseconds.Load()).Seconds() }

func (c *clock) begin() { c.start, c.process = time.Now(), processTime() }

func (c *clock) busy() Busy {
	b := Busy{
		Clock: clockName, Reading: c.reading.seconds(), Counting: c.counting.seconds(), Engine: c.engine.seconds(),
		Encoding: c.encoding.seconds(), Writing: c.writing.seconds(),
	}
	if all := (processTime() - c.process).Seconds(); all > 0 {
		b.Process = all
	}
	return b
}

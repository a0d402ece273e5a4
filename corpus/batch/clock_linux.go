package batch

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

const clockName = "cpu"

// pin keeps the goroutine on its thread until it ends or calls unpin.
func pin()   { runtime.LockOSThread() }
func unpin() { runtime.UnlockOSThread() }

// threadTime returns the processor time of this thread.
func threadTime() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}

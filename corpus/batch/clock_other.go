//go:build !linux

package batch

import "time"

const clockName = "wall"

func pin()   {}
func unpin() {}

var origin = time.Now()

// threadTime returns the time of the day, for want of a clock for each thread.
func threadTime() time.Duration { return time.Since(origin) }

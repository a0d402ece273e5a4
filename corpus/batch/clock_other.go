//go:build !linux

package batch

import "time"

const clockName = "wall"

func pin()   {}
func unpin() {}

var origin = time.Now()

// threadTime returns the wall time, because there is no clock for each thread.
func threadTime() time.Duration { return time.Since(origin) }

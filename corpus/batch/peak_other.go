//go:build !darwin

package batch

func peakUsage() int64 { return 0 }

package batch

import (
	"os"
	"strconv"
	"strings"
)

// peakMemory returns the peak memory of the process in bytes, or 0 if the system does not report
// it. On Linux it reads /proc, because getrusage includes the program that started this one.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return peakUsage()
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			rest = strings.TrimSuffix(strings.TrimSpace(rest), "kB")
			kb, _ := strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
			return kb << 10
		}
	}
	return 0
}

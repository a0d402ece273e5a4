package batch

import (
	"os"
	"strconv"
	"strings"
)

// peakMemory returns the most memory that the process had, in bytes, 0 where the system does not tell. Linux is asked in its own
// way: getrusage counts the program that started this one.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return peakUsage()
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kb << 10
		}
	}
	return 0
}

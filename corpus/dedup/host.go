package dedup

import (
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Host returns the host of an address in the form by which pages are counted: in lower case,
// without "www.", user, port and trailing dot. "https://www.Example.org:443/a" and "example.org"
// both give example.org. It returns "" if the address has no host.
func Host(address string) string {
	host := address
	if i := strings.Index(host, "://"); i >= 0 {
		host = host[i+len("://"):]
	} else {
		host = strings.TrimPrefix(host, "//")
	}
	if i := strings.IndexAny(host, `/?#\`); i >= 0 {
		host = host[:i]
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	if i := strings.LastIndexByte(host, ':'); i >= 0 && onlyDigits(host[i+1:]) &&
		!strings.HasSuffix(host[:i], ":") {
		host = host[:i]
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(host), "."))
	return strings.TrimPrefix(host, "www.")
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// hostPrint returns the print of a host, or 0 if there is none.
func hostPrint(address string) uint64 {
	host := Host(address)
	if host == "" {
		return 0
	}
	return max(1, xxhash.Sum64String(host))
}

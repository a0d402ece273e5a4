//go:build !unix

package batch

import "time"

// processTime returns 0: unknown.
func processTime() time.Duration { return 0 }

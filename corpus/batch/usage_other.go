//go:build !unix

package batch

import "time"

// processTime returns 0: not known.
func processTime() time.Duration { return 0 }

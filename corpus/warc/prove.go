package warc

import (
	"bytes"
	"strings"

	"klartext/corpus/unpack"
)

// prove returns the length of the block of r. It is shorter than Content-Length if the block
// includes some of the line ends that should follow it. It returns an error if the block does not
// match its digest.
func (w *Reader) prove(r *Record, head int, next after) (int, error) {
	block, ends := w.rest()[head:head+next.length], w.rest()[head+next.length:next.at]
	excess := tooMuch(block, ends, w.rest()[head-2] == '\r')
	shorter := len(block) - max(excess, 0)
	proven := w.proven(next.at)
	if d := r.Get("WARC-Block-Digest"); d != nil && !w.o.NoDigests && (excess > 0 || !proven) {
		switch known, right := w.digests.verify(d, block); {
		case right:
			return len(block), nil
		case known && excess > 0 && second(w.digests.verify(d, block[:shorter])):
			return shorter, nil
		case known && !proven:
			return 0, ErrDigest
		}
	}
	// The file may be cut off here, which explains the missing line ends.
	cut := next.at == len(w.rest()) && w.in.Format() == unpack.Plain
	if excess < 0 && !cut {
		w.careless = true
	}
	if w.careless || cut {
		return len(block), nil
	}
	return shorter, nil
}

func second(_, b bool) bool { return b }

// tooMuch returns how many bytes of the line ends that should follow a block are inside it, because
// its length is too large: those missing after it. It is 0 if none are missing, and negative if
// they are not in the block either.
func tooMuch(block, ends []byte, cr bool) int {
	want := "\n\n"
	if cr {
		want = "\r\n\r\n"
	}
	lack := len(want) - len(ends)
	switch {
	case lack <= 0:
		return 0
	case strings.HasSuffix(want, string(ends)) && bytes.HasSuffix(block, []byte(want[:lack])):
		return lack
	}
	return -1
}

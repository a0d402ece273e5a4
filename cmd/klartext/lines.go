package main

import (
	"bufio"
	"errors"
	"io"
)

var errLineTooLong = errors.New("longer than --max-line allows")

// lineReader reads lines of any length up to a limit.
type lineReader struct {
	r     *bufio.Reader
	limit int
	buf   []byte
}

func (l *lineReader) reset(r io.Reader, limit int) {
	l.r, l.limit = bufio.NewReaderSize(r, 1<<20), limit
}

// next returns the next line without its line feed, which the last line may lack. The line is valid
// until the next call. A line over the limit is skipped and gives errLineTooLong; the lines after
// it can be read. At the end the error is io.EOF.
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	tooLong, any := false, false
	for {
		part, err := l.r.ReadSlice('\n')
		any = any || len(part) > 0
		end := err == nil
		if end {
			part = part[:len(part)-1]
		}
		switch {
		case len(l.buf)+len(part) > l.limit:
			tooLong = true
		case end && len(l.buf) == 0 && !tooLong:
			return part, nil // all of it in the reader's buffer
		case !tooLong:
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case err == io.EOF && !any:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		case tooLong:
			return nil, errLineTooLong
		default:
			return l.buf, nil
		}
	}
}

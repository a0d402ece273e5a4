package main

import "encoding/binary"

// pcvalues is a table of values by program counter. Each value holds up to its end.
type pcvalues []struct{ end, value int64 }

// pcvalues reads a table: pairs of varints, the differences of values and of program counters. A
// zero ends it, except as the first difference.
func (m image) pcvalues(at int) (t pcvalues) {
	pc, value := int64(0), int64(-1)
	for i := at; ; {
		delta, n := binary.Uvarint(m[i:])
		if n <= 0 || delta == 0 && i > at {
			return t
		}
		value += int64(delta>>1) ^ -int64(delta&1)
		i += n
		delta, n = binary.Uvarint(m[i:])
		if n <= 0 {
			panic("a table of program counters is cut off")
		}
		pc += int64(delta)
		i += n
		t = append(t, struct{ end, value int64 }{pc, value})
	}
}

func (t pcvalues) at(pc int64) int64 {
	for _, run := range t {
		if pc < run.end {
			return run.value
		}
	}
	return -1
}

// appendPCValues appends a table with a value for each program counter from 0.
func appendPCValues(dst []byte, values []int64) []byte {
	last := int64(-1)
	for i := 0; i < len(values); {
		end := i + 1
		for end < len(values) && values[end] == values[i] {
			end++
		}
		delta := values[i] - last
		dst = binary.AppendUvarint(dst, uint64(delta<<1^delta>>63))
		dst = binary.AppendUvarint(dst, uint64(end-i))
		last, i = values[i], end
	}
	return append(dst, 0)
}

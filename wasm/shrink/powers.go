package main

import (
	"bytes"
	"slices"
)

// powersLen is the length of strconv's table of powers of ten.
const powersLen = 696 * 16

// dropPowers clears the table of powers of ten that strconv converts floats with (internal/strconv/pow10tab.go), when no code
// mentions it any more: the engine reads and writes no floats, and the runtime prints none.
func (m *module) dropPowers(t runtimeTables) {
	first := bytes.Join([][]byte{u64(0xFA8FD5A0081C0288), u64(0x1732C869CD60E453), u64(0x9C99E58405118195)}, nil)
	from := bytes.Index(m.data, first)
	if from < 0 || from+powersLen > len(m.data) {
		return
	}
	mentions := func(at int) bool { return at >= from && at < from+powersLen && (at-from)%8 == 0 } // it is made of words of 8 bytes
	if !slices.ContainsFunc(m.addresses(t), mentions) {
		clear(m.data[from : from+powersLen])
	}
}

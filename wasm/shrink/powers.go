package main

import (
	"bytes"
	"strings"
)

// powersLen is the length of strconv's table of powers of ten.
const powersLen = 696 * 16

// dropPowers clears the table of powers of ten that strconv converts floats with (internal/strconv/pow10tab.go), when all of
// those functions are unused: only runtime's print would need them.
func (m *module) dropPowers() {
	for _, f := range m.funcs {
		if (strings.HasPrefix(f.name, "internal_strconv.dboxFtoa") || strings.HasPrefix(f.name, "internal_strconv.fixedFtoa")) && len(f.code) > 2 {
			return
		}
	}
	first := bytes.Join([][]byte{u64(0xFA8FD5A0081C0288), u64(0x1732C869CD60E453), u64(0x9C99E58405118195)}, nil)
	if i := bytes.Index(m.data, first); i >= 0 && i+powersLen <= len(m.data) {
		clear(m.data[i : i+powersLen])
	}
}

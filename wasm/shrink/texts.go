package main

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Texts of messages that only code mentions which was taken out are taken out as well. The linker lays each constant string
// down once, whole; code mentions its address and, right behind, its length.

// texts are lengths of constant strings by address, as far as code mentions them.
type texts map[int]int

// texts collects the strings that the code mentions.
func (m *module) texts(t runtimeTables) texts {
	all := texts{}
	for _, f := range m.funcs {
		for i := range f.code {
			at := int(f.code[i].a)
			if f.code[i].op != opI64Const || at < t.types || at >= t.etypes {
				continue
			}
			for k := i + 1; k < min(i+near, len(f.code)); k++ {
				if n := f.code[k]; n.op == opI64Const && n.a > 0 && n.a < longest {
					if isText(m.data[at:min(at+int(n.a), t.etypes)]) {
						all[at] = int(n.a)
					}
					break
				}
			}
		}
	}
	return all
}

// isText reports whether bytes can be a message. What only looked like an address and a length seldom is.
func isText(b []byte) bool { return utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 }

const (
	near    = 5    // instructions between an address and a length
	longest = 4096 // bytes of a string that is a message
)

// dropTexts clears the strings that nothing mentions any more.
func (m *module) dropTexts(t runtimeTables, all texts) {
	mentioned := map[int]bool{}
	for _, at := range m.addresses(t) {
		mentioned[at] = true
	}
	var starts []int // of whatever is mentioned, or was
	for at := range mentioned {
		if at >= t.types && at < t.etypes {
			starts = append(starts, at)
		}
	}
	for at := range all {
		starts = append(starts, at)
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	for at, n := range all {
		if mentioned[at] {
			continue
		}
		next, _ := slices.BinarySearch(starts, at+1)
		if next < len(starts) {
			n = min(n, starts[next]-at)
		}
		clear(m.data[at : at+n])
	}
}

// addresses returns all numbers in the code and the data that may be addresses. The tables of functions hold none, but numbers that
// look like some.
func (m *module) addresses(t runtimeTables) (all []int) {
	for at := 0; at+8 <= len(m.data); at += 8 {
		if at >= t.header+pcHeaderLen && at < t.findfuncEnd {
			continue
		}
		all = append(all, m.data.u64(at))
	}
	for _, f := range m.funcs {
		for _, in := range f.code {
			if in.op == opI64Const || in.op == opI32Const {
				all = append(all, int(in.a))
			}
		}
	}
	return all
}

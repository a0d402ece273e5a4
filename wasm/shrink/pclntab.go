package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// The runtime has a table of all functions (runtime/symtab.go, cmd/link/internal/ld/pcln.go). The
// collector, panics and the growth of stacks need it to walk stacks. More than half of it is only
// there to print where in the source something happened: names, files, lines, inlined calls,
// arguments. That part is removed; the rest stays where it is.

// Offsets in runtime.moduledata, in words of 8 bytes.
const (
	mdPclntab   = 13
	mdFtab      = 16
	mdFtabLen   = 17
	mdFindfunc  = 19
	mdMinPC     = 20
	mdMaxPC     = 21
	mdGofunc    = 40
	mdEpclntab  = 41
	mdWords     = 42
	pcHeaderLen = 72
	pclnMagic   = 0xFFFFFFF1
)

// Indexes of pcdata and funcdata (internal/abi/symtab.go). Those not listed are removed.
const (
	stackMapIndex = 1 // of pcdata

	argsPointerMaps   = 0 // of funcdata
	localsPointerMaps = 1
	stackObjects      = 2
	inlinedCalls      = 3 // removed, see wrapperID
	openCodedDefer    = 4
)

// Offsets in runtime._func.
const (
	funcName      = 4
	funcDeferRet  = 12
	funcPcsp      = 16
	funcPcfile    = 20
	funcPcln      = 24
	funcNpcdata   = 28
	funcCU        = 32
	funcLine      = 36
	funcID        = 40
	funcNfuncdata = 43
	funcLen       = 44
)

// wrapperID is the id of functions that the compiler generates around others
// (internal/abi/symtab.go). When recover counts the calls between it and the panic, it leaves out
// wrappers, but counts the function that was inlined into one. As the inlined calls are removed,
// such a wrapper loses its id and is counted instead.
const wrapperID = 23

// runtimeTables says where in memory the tables are.
type runtimeTables struct {
	header, funcnames, pctab, pctabEnd int
	ftab, nfunc                        int // after ftab come the runtime._func
	findfunc, findfuncEnd, buckets     int
	gofunc, gofuncEnd                  int // funcdata
	firstPC                            int // program counter of the first function, shifted by 16
}

// tables finds the tables. It panics if they are not as this command knows them.
func (m image) tables() runtimeTables {
	t := runtimeTables{}
	t.header = m.index(0, binary.LittleEndian.AppendUint32(nil, pclnMagic))
	t.nfunc = m.u64(t.header + 8)
	t.funcnames = t.header + m.u64(t.header+32)
	t.pctab = t.header + m.u64(t.header+56)
	t.pctabEnd = t.header + m.u64(t.header+64)
	md := m.index(0, append(u64(uint64(t.header)), u64(uint64(t.funcnames))...))
	if md+8*mdWords > len(m) {
		panic("runtime.moduledata is cut off")
	}
	word := func(i int) int { return m.u64(md + 8*i) }
	t.ftab = word(mdFtab)
	t.findfunc = word(mdFindfunc)
	t.gofunc, t.gofuncEnd = word(mdGofunc), t.findfunc
	t.firstPC = word(mdMinPC) >> 16
	span := word(mdMaxPC) - word(mdMinPC)
	t.buckets = (span + bucketSpan - 1) / bucketSpan
	t.findfuncEnd = t.findfunc + 4*t.buckets + (span+bucketSpan/16-1)/(bucketSpan/16)
	funcs := t.ftab + ftabLen*t.nfunc + 4
	if t.header+pcHeaderLen != t.funcnames || word(mdPclntab) != t.pctabEnd ||
		t.ftab != t.pctabEnd || word(mdFtabLen) != t.nfunc+1 || t.gofunc < funcs ||
		t.findfunc < t.gofunc || word(mdEpclntab) < t.findfuncEnd-1 {
		panic("the tables of the Go runtime are not as Go 1.26 has them: see pclntab.go")
	}
	return t
}

func u64(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }

// index returns where b is, from an address on. It panics if b is not there.
func (m image) index(from int, b []byte) int {
	i := bytes.Index(m[from:], b)
	if i < 0 {
		panic("no table of functions found in the data: was it linked with Go 1.26 for js/wasm?")
	}
	return from + i
}

// strip removes from the tables what is only there to be printed. It moves the others to the
// numbers that renumber.go gave the entry points.
func (m image) strip(t runtimeTables, old numbers) {
	m.stripNames(t)
	m.stripFuncdata(t)
	pctab := []byte{0} // offset 0 stands for no table
	known := map[string]uint32{}
	move := func(at int, position func(n int) int64, count int) {
		from := m.u32(at)
		if from == 0 {
			return
		}
		table := m.pcvalues(t.pctab + int(from))
		values := make([]int64, count)
		for n := range values {
			values[n] = table.at(position(n))
		}
		bytes := appendPCValues(nil, values)
		to, ok := known[string(bytes)]
		if !ok {
			to = uint32(len(pctab))
			pctab = append(pctab, bytes...)
			known[string(bytes)] = to
		}
		m.putU32(at, to)
	}
	for i := range t.nfunc {
		f := t.funcAt(m, i)
		npcdata := int(m.u32(f + funcNpcdata))
		for _, field := range [...]int{funcPcfile, funcPcln, funcCU, funcLine} {
			m.putU32(f+field, 0)
		}
		// The runtime looks up the size of a frame at the number where the function continues, the
		// map of its pointers at the number before.
		count := len(old[i])
		size := func(n int) int64 { return old[i][n] }
		pointers := func(n int) int64 { return old[i][min(n+1, count-1)] - 1 }
		if old[i] == nil {
			count = m.lastPC(t, f, npcdata)
			if count > 1<<16 {
				panic("a table of program counters is too long")
			}
			size = func(n int) int64 { return int64(n) }
			pointers = size
		}
		move(f+funcPcsp, size, count)
		for k := range npcdata {
			at := f + funcLen + 4*k
			if k == stackMapIndex {
				move(at, pointers, count)
			} else {
				m.putU32(at, 0)
			}
		}
	}
	if t.pctab+len(pctab) > t.pctabEnd {
		panic("the table of program counters grew")
	}
	clear(m[t.pctab+copy(m[t.pctab:], pctab) : t.pctabEnd])
}

// systemName remains of the names of the runtime's functions. By it the runtime knows its own
// goroutines (isSystemGoroutine), which go on while a collection stops the others.
const systemName = "runtime."

// funcName returns the name of a function by its index.
func (m image) funcName(t runtimeTables, i int) string {
	at := t.funcnames + int(m.u32(t.funcAt(m, i)+funcName))
	if at >= t.pctab {
		panic("the name of a function is out of its table")
	}
	name, _, _ := bytes.Cut(m[at:t.pctab], []byte{0})
	return string(name)
}

// stripNames removes the names of functions, files and compilation units.
func (m image) stripNames(t runtimeTables) {
	const at = 1 // offset 0 stands for no name
	for i := range t.nfunc {
		name := uint32(0)
		if strings.HasPrefix(m.funcName(t, i), systemName) {
			name = at
		}
		m.putU32(t.funcAt(m, i)+funcName, name)
	}
	clear(m[t.funcnames:t.pctab])
	copy(m[t.funcnames+at:], systemName)
}

// lastPC returns where the last table of a function ends.
func (m image) lastPC(t runtimeTables, f, npcdata int) (end int) {
	for _, at := range []int{f + funcPcsp, f + funcLen + 4*stackMapIndex} {
		if at >= f+funcLen+4*npcdata || m.u32(at) == 0 {
			continue
		}
		if v := m.pcvalues(t.pctab + int(m.u32(at))); len(v) > 0 {
			end = max(end, int(v[len(v)-1].end))
		}
	}
	return end
}

func (t *runtimeTables) funcAt(m image, i int) int { return t.ftab + int(m.u32(t.ftab+8*i+4)) }

// stripFuncdata removes the funcdata that is only needed to print, and the references to it.
func (m image) stripFuncdata(t runtimeTables) {
	kept, all := map[int]bool{}, []int{t.gofuncEnd - t.gofunc}
	for i := range t.nfunc {
		f := t.funcAt(m, i)
		refs := f + funcLen + 4*int(m.u32(f+funcNpcdata))
		for k := range int(m[f+funcNfuncdata]) {
			offset := m.u32(refs + 4*k)
			if offset == ^uint32(0) {
				continue
			}
			if k == inlinedCalls && m[f+funcID] == wrapperID {
				m[f+funcID] = 0
			}
			all = append(all, int(offset))
			switch k {
			case argsPointerMaps, localsPointerMaps, stackObjects, openCodedDefer:
				kept[int(offset)] = true
				continue
			}
			m.putU32(refs+4*k, ^uint32(0))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i, offset := range all[:len(all)-1] {
		if !kept[offset] {
			clear(m[t.gofunc+offset : t.gofunc+all[i+1]])
		}
	}
}

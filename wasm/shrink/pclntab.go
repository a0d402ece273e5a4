package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// The table of functions that the Go runtime walks stacks with (runtime/symtab.go, cmd/link/internal/ld/pcln.go) makes a
// tenth of the module. Half of it only serves to print where in the source a panic was: names, files, lines, inlined calls,
// arguments. That is taken out; what a stack is walked with stays where it is.

// Offsets in runtime.moduledata, in words of eight bytes.
const (
	mdPclntab   = 13
	mdFtab      = 16
	mdFtabLen   = 17
	mdFindfunc  = 19
	mdMinPC     = 20
	mdMaxPC     = 21
	mdText      = 22
	mdTypes     = 37
	mdEtypes    = 38
	mdGofunc    = 40
	mdEpclntab  = 41
	mdWords     = 42
	pcHeaderLen = 72
	pclnMagic   = 0xFFFFFFF1
)

// What is kept, by index (internal/abi/symtab.go).
const (
	stackMapIndex = 1 // of pcdata

	argsPointerMaps   = 0 // of funcdata
	localsPointerMaps = 1
	stackObjects      = 2
	inlinedCalls      = 3
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

// wrapperID is the id of functions that the compiler makes around others (internal/abi/symtab.go). recover does not count them, but
// what is inlined into them. Without the table of inlined calls a wrapper has to stand for it.
const wrapperID = 23

// runtimeTables is where in memory the tables stand.
type runtimeTables struct {
	header, funcnames, pctab, pctabEnd int
	funcs, funcsEnd                    int // runtime._func, one after the other
	ftab, nfunc                        int
	findfunc, findfuncEnd, buckets     int
	gofunc, gofuncEnd                  int
	firstPC                            int // index of the first function's PC
	textIndex                          int // what indexes of functions in the data count from
	types, etypes                      int
}

// tables finds the tables, and panics where they are not as this command knows them.
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
	t.types, t.etypes = word(mdTypes), word(mdEtypes)
	t.firstPC = word(mdMinPC) >> 16
	t.textIndex = word(mdText)
	span := word(mdMaxPC) - word(mdMinPC)
	t.buckets = (span + bucketSpan - 1) / bucketSpan
	t.findfuncEnd = t.findfunc + 4*t.buckets + (span+bucketSpan/16-1)/(bucketSpan/16)
	t.funcs, t.funcsEnd = t.ftab+8*t.nfunc+4, t.gofunc
	if t.header+pcHeaderLen != t.funcnames || word(mdPclntab) != t.pctabEnd || t.ftab != t.pctabEnd || word(mdFtabLen) != t.nfunc+1 ||
		t.gofunc < t.funcs || t.findfunc < t.gofunc || word(mdEpclntab) < t.findfuncEnd-1 {
		panic("the tables of the Go runtime are not as Go 1.26 has them: see pclntab.go")
	}
	return t
}

func u64(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }

// index returns where b begins, as it has to.
func (m image) index(from int, b []byte) int {
	i := bytes.Index(m[from:], b)
	if i < 0 {
		panic("no table of functions found in the data: was it linked with Go 1.26 for js/wasm?")
	}
	return from + i
}

// strip takes out of the tables what only serves to print, and all about functions that are not live.
func (m image) strip(t runtimeTables, old numbers) {
	m.stripNames(t)
	m.stripFuncdata(t)
	pctab := []byte{0} // offset 0 says that there is none
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
		// The size of a frame is looked up where it goes on, the map of its pointers one before.
		count := len(old[i])
		size, pointers := func(n int) int64 { return old[i][n] }, func(n int) int64 { return old[i][min(n+1, count-1)] - 1 }
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

// systemName is what is left of the names of the runtime's functions. The runtime tells by it which
// goroutines are its own (isSystemGoroutine).
const systemName = "runtime."

// readNames gives the functions their names.
func (m *module) readNames(t runtimeTables) {
	for i, f := range m.funcs {
		f.name = m.data.funcName(t, i)
	}
}

// funcName returns the name of a function by its index.
func (m image) funcName(t runtimeTables, i int) string {
	at := t.funcnames + int(m.u32(t.funcAt(m, i)+funcName))
	if at >= t.pctab {
		panic("the name of a function is out of its table")
	}
	name, _, _ := bytes.Cut(m[at:t.pctab], []byte{0})
	return string(name)
}

// stripNames takes out the names of functions, files and compilation units.
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

// lastPC returns where the tables of a function end.
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

// stripFuncdata clears the data of functions that nothing but printing needs, and what refers to it.
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

package main

import (
	"regexp"
	"strings"
)

// The Go runtime brings much that only serves who debugs or profiles a program (the execution tracer, profiles, dumps, the printing of
// stacks), or that WASM has no use for (threads), or the engine has not (timers, the collector). The linker keeps it, since
// the runtime refers to it. Here those functions are taken to be unused, and with them all functions that nothing else refers to;
// their bodies become a trap. Each was looked at with its callers: they call it only when what it serves is on, or when the
// program is about to stop. So a function is not listed that asks itself whether it has to do anything.

// debugging matches the functions of the runtime that are taken to be unused, but for those of the collector.
var debugging = regexp.MustCompile(`^runtime\.(` + strings.Join([]string{
	`trace`, `__trace`, `schedtrace`, // execution tracer, tracebacks
	`print`, `preprintpanics`, `hexdump`, `__hexdump`, `dump`, `goroutineheader`, `__Frames_`, `gcDumpObject`, `badPointer`,
	`__mspan_\.reportZombies`, `dopanic_m`, `startpanic_m`, `throw`, `fatal`,
	`checkFinalizersAndCleanups`, `setCheckmark`, `startCheckmarks`, `runCheckmark`, `endCheckmarks`,
	`stkbucket`, `saveblockevent`, `saveBlockEventStack`, `saveg`, `blockevent`,
	`__profBuf_`, `setprofilebucket`, `doRecordGoroutineProfile`, `tryRecordGoroutineProfile`, `recordForPanic`,
	`__synctestBubble_`, `cgocall`, `cgoContextPCs`, `oneNewExtraM`, `newextram`, `expandCgoFrames`, `callCgoSymbolizer`,
	`typesEqual`,                                                                                                                         // of modules that are loaded at run time
	`handoffp`, `injectglist`, `mexit`, `allocm$`, `newm1?$`, `startm$`, `stoplockedm`, `startlockedm`, `gcstopm`, `stopm$`, `mspinning`, // threads
	`stopTheWorld`, `startTheWorld`, `__p_\.destroy`, `checkdead`, `checkRunqsNoP`, `checkTimersNoP`, `checkIdleGCNoP`, `forEachG`,
	`__timer_`, `__timers_\.(run|adjust|take|siftDown|siftUp|deleteMin|addHeap|cleanHead)`, `blockTimerChan`, `unblockTimerChan`,
	`boundsError\.Error`, `findGoroutineLeaks`,
}, "|") + `)`)

// collector matches the functions that only a run of the garbage collector calls, see nogc.go.
var collector = regexp.MustCompile(`^runtime\.(` + strings.Join([]string{
	`gcStart`, `gcBgMark`, `gcDrain`, `gcMark`, `gcSweep`, `gcAssist`, `gcParkAssist`, `gcWake`, `gcFlush`, `gcReset`, `gcPrepare`,
	`sweepone`, `__sweepLocked_`, `markroot`, `scan[a-z]`, `scanConservative`, `greyobject`, `shade`, `wbBuf`, `bulkBarrier`,
	`__gcWork_`, `__spanQueue_`, `__spanSPMC_`, `__spanInlineMarkBits_\.[a-hj-z]`, `__stackScanState_`, `__scavengerState_\.(run|sleep)`,
	`forEachP`, `suspendG`, `finishsweep`, `trygetfull`, `putfull`, `getempty`,
}, "|") + `)`)

// needed matches those of them that are run all the same: at the start, and where they look whether they are wanted.
var needed = regexp.MustCompile(`^runtime\.(traceLockInit|traceAllocFreeEnabled)$`)

// alone matches functions that have a function value of their own in the data, unlike methods, which stand in tables.
var alone = regexp.MustCompile(`^[A-Za-z0-9_]+\.[A-Za-z0-9][A-Za-z0-9_]*$|\.func[0-9]`)

// initial matches functions that the runtime calls at the start, from a list.
var initial = regexp.MustCompile(`\.init(\.[0-9]+)?$`)

// dropUnused makes traps of the functions that are unused, and returns which are not.
func (m *module) dropUnused(t runtimeTables) (live []bool) {
	live = make([]bool, len(m.funcs))
	var todo []int
	unused := func(name string) bool {
		return (debugging.MatchString(name) || collector.MatchString(name)) && !needed.MatchString(name)
	}
	enter := func(i int) {
		if i >= 0 && i < len(live) && !live[i] && !unused(m.funcs[i].name) {
			live[i] = true
			todo = append(todo, i)
		}
	}
	values := m.functionValues(t)
	for _, i := range m.exports() {
		enter(i)
	}
	for _, v := range values {
		f := m.funcs[v.function]
		if strings.HasPrefix(f.name, comparison) {
			continue // see dynamic.go
		}
		if !alone.MatchString(f.name) || initial.MatchString(f.name) || v.pointed {
			enter(v.function)
		}
	}
	for _, i := range m.dynamic(t) {
		enter(i)
	}
	byAddress := map[int64]int{}
	for _, v := range values {
		byAddress[int64(v.address)] = v.function
	}
	for len(todo) > 0 {
		f := m.funcs[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		for k := range f.code {
			switch in := &f.code[k]; in.op {
			case opCall:
				enter(int(in.a) - m.imports)
			case opI32Const, opI64Const:
				if i, ok := byAddress[in.a]; ok {
					enter(i)
				}
				enter(int(in.a>>16) - t.firstPC)
			}
		}
	}
	for i, f := range m.funcs {
		if !live[i] {
			f.locals = []byte{0}
			f.code = []instr{{op: opUnreachable}, {op: opEnd}}
		}
	}
	return live
}

// functionValue is a word of the data that is the program counter of a function's start.
type functionValue struct {
	address, function int
	pointed           bool // another word of the data is its address
}

func (m *module) functionValues(t runtimeTables) (all []functionValue) {
	pointed := map[int]bool{}
	for at := 0; at+8 <= len(m.data); at += 8 {
		w := m.data.u64(at)
		pointed[w] = true
		if i := w>>16 - t.firstPC; w&0xFFFF == 0 && i >= 0 && i < len(m.funcs) {
			all = append(all, functionValue{address: at, function: i})
		}
	}
	for i := range all {
		all[i].pointed = pointed[all[i].address]
	}
	return all
}

// exports returns the functions that are exported.
func (m *module) exports() (all []int) {
	r := reader{m.section(exportSection).body, 0}
	for range r.u32() {
		r.name()
		kind, i := r.byte(), int(r.u32())
		if kind == 0 {
			all = append(all, i-m.imports)
		}
	}
	return all
}

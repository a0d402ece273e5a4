//go:build crash

package main

import (
	"errors"
	"strings"

	"klartext/wasm/bridge"
)

// crash does what the engine never should, for the tests: what comes after shows whether the instance survived.
//
//go:wasmexport klartext_crash
func crash(kind int32) (answer int32) {
	defer func() {
		if r := recover(); r != nil {
			answer = -int32(len(r.(error).Error()))
		}
	}()
	switch kind {
	case 0:
		panic(errors.New("on purpose"))
	case 1:
		return int32(goes[int(kind)*len(goes)]) // out of range
	case 2:
		var h *bridge.Handler
		return int32(len(h.Run(nil)))
	case 3:
		return deep(1 << 20)
	case 4:
		grown := map[string]int{}
		for i := range 5000 {
			grown[strings.Repeat("x", i%97)+string(rune('a'+i%26))] += i
		}
		return int32(len(grown))
	case 5:
		return int32(len(make([]byte, int64(len(goes))<<44)))
	}
	return kind
}

// deep needs more and more stack, with pointers into it.
func deep(n int32) int32 {
	local := [4]int32{n, n + 1}
	if n == 0 {
		return local[1]
	}
	return deeper(&local)
}

//go:noinline
func deeper(local *[4]int32) int32 {
	got := deep(local[0] / 2)
	return got + local[1] - local[0] // 1 for each level
}

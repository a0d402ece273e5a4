//go:build crash

package main

import (
	"errors"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"klartext/wasm/bridge"
)

// crash does what the engine never should do, and what it does not do but Go programs do. The next
// call shows whether the instance has survived. Kinds without a case do nothing.
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
		return texts(5000)
	case 5:
		return int32(len(make([]byte, int64(len(goes))<<44)))
	case 7:
		return goroutines(100)
	case 8:
		return timer()
	case 9:
		return maps(100_000)
	case 10:
		return allocate(256 << 20)
	case 11:
		return pointed(nil, 3000)
	case 12:
		return asserted(&name{"abc"}) + asserted(age(7)) + asserted(3.5)
	case 13:
		c := make(chan int32)
		go func() { panic("in a goroutine") }()
		return <-c
	case 14:
		return nested()
	case 15:
		return closures(10)
	case 16:
		return <-make(chan int32) // for ever
	case 17:
		return wrapped()
	case 18:
		return compared()
	case 19:
		runtime.GC()
	case 20:
		os.Exit(3)
	case 21:
		return int32(len(frames(6)))
	case 22:
		return endless(0)
	case 23:
		return pooled()
	case 24:
		return big(100 << 20)
	case 25:
		return finalized()
	case 26:
		return panicking()
	}
	return kind
}

// panicking makes the engine panic on a page. It returns two digits: the status of the answer, and
// that of the next page.
func panicking() int32 {
	handler.Break()
	return 10*status("") + status("<p>Ein Absatz.")
}

func status(page string) int32 {
	request := bridge.Request{Kind: bridge.HTML, Page: []byte(page)}
	var r bridge.Result
	if err := bridge.ReadResult(handler.Run(bridge.AppendRequest(nil, &request)), &r); err != nil {
		return -1
	}
	return int32(r.Status)
}

// deep needs more and more stack, and has pointers into it.
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

func texts(n int) int32 {
	grown := map[string]int{}
	for i := range n {
		grown[strings.Repeat("x", i%97)+string(rune('a'+i%26))] += i
	}
	return int32(len(grown))
}

// goroutines send their numbers, each after its stack has grown.
func goroutines(n int32) (sum int32) {
	c, done := make(chan int32), make(chan bool, 1)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			runtime.Gosched()
			c <- i + deep(1<<20) - 22
		})
	}
	go func() {
		group.Wait()
		close(c)
		done <- true
	}()
	for {
		select {
		case i, ok := <-c:
			if !ok {
				c = nil
			}
			sum += i
		case <-done:
			return sum
		}
	}
}

// timer yields until a timer has fired. It must not wait: the timers of JavaScript fire after the
// call.
func timer() int32 {
	for t := time.NewTimer(time.Millisecond); ; runtime.Gosched() {
		select {
		case <-t.C:
			return 8
		default:
		}
	}
}

// key is compared by a function that the compiler generates for its type.
type key struct {
	name string
	n    float64
}

// maps returns how many entries three growing maps have. It adds 0 if they hold what was put there.
func maps(n int) int32 {
	a, b, c := map[int]int{}, map[key]*int{}, map[any]string{}
	for i := range n {
		a[i*7919] = i
		b[key{strings.Repeat("y", i%10), float64(i % 1000)}] = &i
		c[i%1000] = "x"
		c[strings.Repeat("z", i%100)] = "x"
	}
	for i := range n / 2 {
		delete(a, i*7919)
	}
	sum := 0
	for k, v := range a {
		sum += (k / 7919) - v
	}
	for k, v := range b {
		sum += int(k.n) - *v%1000
	}
	return int32(len(a) + len(b) + len(c) + sum)
}

var kept [][]byte

// allocate allocates memory until there is no more.
func allocate(n int) int32 {
	for {
		kept = append(kept, make([]byte, n))
	}
}

// pointed passes down a pointer into its frame, and reads what was written through it.
//
//go:noinline
func pointed(above *int32, n int32) int32 {
	var here [8]int32
	here[3] = n
	if above != nil {
		*above += n
	}
	if n > 0 {
		below := pointed(&here[3], n-1)
		return below + here[3] - 2*n + 1 // n + (n-1) - 2n + 1
	}
	return 5
}

type (
	named   interface{ Name() string }
	lengthy interface{ Len() int }
	name    struct{ s string }
	age     int
)

func (n *name) Name() string { return n.s }
func (n *name) Len() int     { return len(n.s) }
func (a age) Len() int       { return int(a) }

// asserted asserts that a value has interfaces, which is only known when the program runs.
//
//go:noinline
func asserted(x any) (n int32) {
	if v, ok := x.(named); ok {
		n += int32(len(v.Name()))
	}
	if v, ok := x.(lengthy); ok {
		n += 10 * int32(v.Len())
	}
	switch v := x.(type) {
	case interface{ Other() }:
		v.Other()
	case float64:
		n += 100
	}
	return n
}

// nested panics while it is panicking, and its deferred functions make the stack grow.
func nested() (n int32) {
	var local [10]int32
	p := &local
	defer func() {
		if r := recover(); r != nil {
			n += 1000 + deep(1<<20) + p[2]
		}
	}()
	defer func() {
		defer func() {
			if r := recover(); r != nil {
				n += 100 * int32(len(r.(error).Error()))
				panic(errors.New("three"))
			}
		}()
		panic(errors.New("two!"))
	}()
	for i := range 3 {
		defer func() { n += int32(i); p[2] += deep(1 << 19) }()
	}
	panic(errors.New("one"))
}

func closures(n int32) int32 {
	var all []func(int32) int32
	count := int32(0)
	for i := range n {
		all = append(all, func(x int32) int32 { count++; return x*i + count })
	}
	sum := int32(0)
	for _, f := range all {
		sum += f(2)
	}
	return sum + count
}

// wrapped defers a call with arguments. The compiler generates a wrapper for it, and inlines the
// function into the wrapper. What that function calls must not recover from the panic.
func wrapped() (n int32) {
	defer func() {
		if recover() != nil {
			n += 1
		}
	}()
	defer outer(&n)
	panic(errors.New("to be recovered further up"))
}

func outer(n *int32) { inner(n) }

//go:noinline
func inner(n *int32) {
	if recover() != nil {
		*n += 10
	}
}

type pair struct{ a, b string }

func (p pair) Error() string { return p.a + p.b }

// compared compares structs in interfaces.
func compared() (n int32) {
	a, b := error(pair{strings.Repeat("a", 3), "b"}), error(pair{"aaa", strings.Repeat("b", 1)})
	if errors.Is(a, b) {
		n++
	}
	if a != error(pair{"aaa", "c"}) {
		n += 10
	}
	var p pair
	if errors.As(a, &p) {
		n += 100
	}
	return n
}

// frames has frames so large that the stack must grow for each of them.
func frames(n int) string {
	if n == 0 {
		return ""
	}
	var page [30000]byte
	for i := range page {
		page[i] = byte(n)
	}
	rest := frames(n - 1)
	return rest + string(page[:100*n])
}

//go:noinline
func endless(n int32) int32 { return endless(n+1) + 1 }

var pool = sync.Pool{New: func() any { return new([100]int) }}

func pooled() (n int32) {
	for range 1000 {
		p := pool.Get().(*[100]int)
		p[5]++
		n = int32(p[5])
		pool.Put(p)
	}
	return n
}

// big needs a large buffer, and a larger one when it grows.
func big(n int) int32 {
	b := make([]byte, n)
	b[n-1] = 7
	c := append(b, 1)
	return int32(c[n-1]) + int32(len(c)>>20)
}

// finalized has finalizers and cleanups for garbage.
func finalized() int32 {
	for range 1000 {
		p := new([10]int)
		runtime.SetFinalizer(p, func(*[10]int) {})
		runtime.AddCleanup(new([20]int), func(int) {}, 1)
	}
	return 25
}

package peers

import (
	"errors"
	"testing"
	"time"
)

// TestFailures checks that a page a peer fails on, in whatever way, is counted and has no part in the times.
func TestFailures(t *testing.T) {
	calls := byte(0)
	faulty := &peer{name: "faulty", start: func() answer {
		return func(page []byte, _ string) ([]byte, error) {
			calls++
			switch page[0] {
			case 'e':
				return nil, errors.New("no text")
			case 'p':
				panic("no text")
			case 'u':
				return []byte{calls}, nil
			}
			return page, nil
		}
	}}
	m := measure(faulty, []page{{html: []byte("good")}, {html: []byte("error")}, {html: []byte("panic")}, {html: []byte("unstable")}})
	m.pass()
	m.timed()
	if m.failures() != 2 || m.failed[1] == nil || m.failed[2] == nil {
		t.Errorf("got failures %v, want pages 1 and 2", m.failed)
	}
	if m.changed() != 1 || !m.unstable[3] {
		t.Errorf("got changed answers %v, want page 3", m.unstable)
	}
	m.passes = [][]time.Duration{{5, 1, 1, 5}, {4, 9, 9, 4}}
	if got := m.best(m.failed); got != 8 {
		t.Errorf("best pass without the failed pages: got %v, want 8", got)
	}
}

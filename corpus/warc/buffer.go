package warc

import (
	"errors"
	"io"
	"sort"

	"klartext/corpus/unpack"
)

// buffer holds what the archive unpacks to, from one byte before pos on. pos stays at the beginning of the record that is
// read; places in the record are told relative to it, for more moves the bytes.
//
// Behind the last byte is nothing, the end of a member (ended), or stop: the end of the archive, a hole where a member is damaged,
// or an error of the file. torn says that this happened inside the member of the last bytes, so that they are not checked. Bytes
// from behind a hole are not read before close was called.
type buffer struct {
	in    *unpack.Reader
	buf   []byte
	pos   int
	full  int // the largest capacity of buf
	ended bool
	torn  bool
	stop  error

	marks   []mark // where the members begin that buf has bytes of; the first may have begun before
	scanned int    // marks before this one were looked at by recordMember
	record  int    // place in buf of the last that recordMember found
}

// mark says that the byte at place at in buf stands at this position, and that a member begins with it.
type mark struct {
	at      int
	pos     unpack.Position
	checked bool // the member has a checksum
}

const (
	chunk       = 64 << 10
	largeBuffer = 2 << 20
	maxMarks    = 1 << 15 // members that one record may stretch over
)

// rest returns the bytes from pos on.
func (b *buffer) rest() []byte { return b.buf[b.pos:] }

// more reads on. Without an error there are more bytes than before, or the member has ended.
func (b *buffer) more() error {
	if b.stop != nil {
		return b.stop
	}
	if b.ended {
		if err := b.in.Next(); err != nil {
			b.stop = err
			return err
		}
		b.ended = false
		if err := b.mark(); err != nil {
			return err
		}
	}
	b.room()
	n, err := b.in.Read(b.buf[len(b.buf):cap(b.buf)])
	b.buf = b.buf[:len(b.buf)+n]
	if err != nil {
		b.ended = true
	}
	if err != nil && err != io.EOF {
		b.stop, b.torn = err, !b.member(len(b.buf)-b.pos)
		return err
	}
	return nil
}

// want reads on until there are n bytes from pos on. It returns how many there are before the archive or the bytes before a
// hole end, and why.
func (b *buffer) want(n int) (int, error) {
	for len(b.buf)-b.pos < n {
		if err := b.more(); err != nil {
			return len(b.buf) - b.pos, err
		}
	}
	return n, nil
}

// room makes room for a chunk: by dropping what was read, when it is worth the moving, or by growing.
func (b *buffer) room() {
	if cap(b.buf)-len(b.buf) >= chunk {
		return
	}
	drop := max(b.pos-1, 0)
	if drop >= len(b.buf)/5 {
		into := b.buf[:0]
		if cap(b.buf) > largeBuffer && len(b.buf)-drop < cap(b.buf)/8 {
			into = make([]byte, 0, cap(b.buf)/2) // a large record is gone
		}
		b.drop(append(into, b.buf[drop:]...), drop)
		if cap(b.buf)-len(b.buf) >= chunk {
			return
		}
		drop = 0
	}
	size := max(min(2*cap(b.buf), b.full), len(b.buf)-drop+chunk)
	b.drop(append(make([]byte, 0, size), b.buf[drop:]...), drop)
}

func (b *buffer) drop(rest []byte, n int) {
	b.buf = rest
	b.pos -= n
	b.record -= n
	b.forget()
	for i := range b.marks {
		b.marks[i].at -= n
	}
}

// forget drops the marks of members that ended before pos.
func (b *buffer) forget() {
	first := max(sort.Search(len(b.marks), func(i int) bool { return b.marks[i].at > b.pos })-1, 0)
	b.marks = append(b.marks[:0], b.marks[first:]...)
	b.scanned = max(b.scanned-first, 0)
}

// mark notes that a member begins behind the last byte.
func (b *buffer) mark() error {
	m := mark{len(b.buf), b.in.At(), b.in.Checked()}
	if n := len(b.marks); n > 0 && b.marks[n-1].at == m.at {
		b.marks[n-1] = m
		b.scanned = min(b.scanned, n-1)
		return nil
	}
	b.marks = append(b.marks, m)
	if len(b.marks) < 2*maxMarks {
		return nil
	}
	if b.forget(); len(b.marks) > maxMarks {
		return errMembers
	}
	return nil
}

var errMembers = errors.New("too many members")

// member reports whether a member begins n bytes behind pos.
func (b *buffer) member(n int) bool {
	at := b.pos + n
	i := sort.Search(len(b.marks), func(i int) bool { return b.marks[i].at >= at })
	return i < len(b.marks) && b.marks[i].at == at
}

// proven reports whether a checksum was found right for all of the next n bytes, behind which a member ends.
func (b *buffer) proven(n int) bool {
	end := b.pos + n
	if !b.member(n) && (!b.ended || b.torn || end != len(b.buf)) {
		return false
	}
	i := max(sort.Search(len(b.marks), func(i int) bool { return b.marks[i].at > b.pos })-1, 0)
	for ; i < len(b.marks) && b.marks[i].at < end; i++ {
		if !b.marks[i].checked {
			return false
		}
	}
	return true
}

// passed returns how many bytes there were up to pos.
func (b *buffer) passed() int64 { return b.in.Unpacked() - int64(len(b.buf)-b.pos) }

// recordMember returns how many bytes behind pos the next member begins that begins with a record; -1 when there is none
// in buf. Each mark is looked at once, for pos only grows.
func (b *buffer) recordMember() int {
	if b.record > b.pos {
		return b.record - b.pos
	}
	for ; b.scanned < len(b.marks); b.scanned++ {
		at := b.marks[b.scanned].at
		if at <= b.pos {
			continue
		}
		if at+len(magic)+1 > len(b.buf) {
			break
		}
		if begins(b.buf[at:]) {
			b.record = at
			b.scanned++
			return at - b.pos
		}
	}
	return -1
}

// at returns the position of the byte at pos.
func (b *buffer) at() unpack.Position {
	i := sort.Search(len(b.marks), func(i int) bool { return b.marks[i].at > b.pos }) - 1
	if i < 0 {
		return b.in.At()
	}
	m := b.marks[i]
	if b.in.Format() == unpack.Plain {
		m.pos.Offset += int64(b.pos - m.at)
	} else {
		m.pos.Within += int64(b.pos - m.at)
	}
	return m.pos
}

// hole returns the damage that the bytes end at, nil when they do not.
func (b *buffer) hole() *unpack.Damage {
	var d *unpack.Damage
	errors.As(b.stop, &d)
	return d
}

// close goes behind the hole. What stands before it is dropped.
func (b *buffer) close() {
	b.stop, b.torn = nil, false
	b.pos = len(b.buf)
}

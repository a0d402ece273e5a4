package warc

import (
	"errors"
	"io"
	"sort"

	"klartext/corpus/unpack"
)

// buffer holds what the archive unpacks to, starting one byte before pos. pos stays at the
// beginning of the current record. Places in the record are relative to pos, because more moves the
// bytes.
//
// After the last byte comes nothing, the end of a member (ended), or stop: the end of the archive,
// a hole where a member is damaged, or an error of the file. torn says that this happened inside
// the member of the last bytes, so they are not verified. Bytes after a hole are read only once
// close has been called.
type buffer struct {
	in    *unpack.Reader
	buf   []byte
	pos   int
	full  int // the largest capacity of buf
	ended bool
	torn  bool
	stop  error

	marks   []mark // where the members in buf begin; the first may have begun earlier
	scanned int    // recordMember has looked at the marks before this one
	record  int    // place in buf of the last member that recordMember found
}

// mark says that a member begins at place at in buf, and gives its position in the file.
type mark struct {
	at      int
	pos     unpack.Position
	checked bool // the member has a checksum
}

const (
	chunk       = 64 << 10
	largeBuffer = 2 << 20
	maxMarks    = 1 << 15 // members over which one record may extend
)

// rest returns the bytes from pos on.
func (b *buffer) rest() []byte { return b.buf[b.pos:] }

// more reads on. Without an error, there are more bytes than before, or the member has ended.
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

// want reads on until there are n bytes from pos on. If the archive or the bytes before a hole end
// earlier, it returns how many there are, and why.
func (b *buffer) want(n int) (int, error) {
	for len(b.buf)-b.pos < n {
		if err := b.more(); err != nil {
			return len(b.buf) - b.pos, err
		}
	}
	return n, nil
}

// room makes room for a chunk: by dropping bytes already read, if that is worth moving the rest, or
// by growing.
func (b *buffer) room() {
	if cap(b.buf)-len(b.buf) >= chunk {
		return
	}
	drop := max(b.pos-1, 0)
	if drop >= len(b.buf)/5 {
		into := b.buf[:0]
		if cap(b.buf) > largeBuffer && len(b.buf)-drop < cap(b.buf)/8 {
			into = make([]byte, 0, cap(b.buf)/2) // a large record is done with
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

// mark records that a member begins after the last byte.
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

// member reports whether a member begins n bytes after pos.
func (b *buffer) member(n int) bool {
	at := b.pos + n
	i := sort.Search(len(b.marks), func(i int) bool { return b.marks[i].at >= at })
	return i < len(b.marks) && b.marks[i].at == at
}

// proven reports whether correct checksums cover all of the next n bytes, and a member ends after
// them.
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

// recordMember returns the distance from pos to the next member that begins with a record, or -1 if
// there is none in buf. It looks at each mark once, since pos only grows.
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

// hole returns the damage at which the bytes end, or nil.
func (b *buffer) hole() *unpack.Damage {
	var d *unpack.Damage
	errors.As(b.stop, &d)
	return d
}

// close moves past the hole. Bytes before it are dropped.
func (b *buffer) close() {
	b.stop, b.torn = nil, false
	b.pos = len(b.buf)
}

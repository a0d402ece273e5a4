package dedup

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"unicode/utf8"
)

// Repeat is a block that a host repeats.
type Repeat struct {
	Host  string // as returned by Host
	Pages int    // number of the host's pages with the block, at most MaxPages
	Text  string // the block as one of them has it, at most 200 bytes

	print uint64
}

// Top is a list of the most repeated blocks of a run, with at most as many entries as it was made
// for. It depends on what was added and merged, not on the order.
type Top struct {
	limit int
	list  []Repeat // in the order of before
}

// NewTop returns a list for the n most repeated blocks.
func NewTop(n int) *Top { return &Top{limit: max(0, n)} }

// before is the order of the list: by pages, then by print, which is arbitrary but always the same.
func before(a, b *Repeat) int {
	return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.print, b.print))
}

// maxRepeatText and maxRepeatHost are how many bytes of a block and of a host's name are kept. Host
// names have at most 253.
const (
	maxRepeatText = 200
	maxRepeatHost = 255
)

// add adds a block. If it is already in the list, the smaller text is kept. A block in the final
// list has been in it from the first time on, since only better ones displace it; so its text is
// the smallest of all.
func (t *Top) add(r Repeat, text []byte) {
	i, found := slices.BinarySearchFunc(t.list, r, func(a, b Repeat) int { return before(&a, &b) })
	switch {
	case i >= t.limit:
	case found:
		if text = cut(text, maxRepeatText); bytes.Compare(text, []byte(t.list[i].Text)) < 0 {
			t.list[i].Text = string(text)
		}
	default:
		if len(t.list) == t.limit {
			t.list = t.list[:t.limit-1]
		}
		r.Text, r.Host = string(cut(text, maxRepeatText)),
			string(cut([]byte(Host(r.Host)), maxRepeatHost))
		t.list = slices.Insert(t.list, i, r)
	}
}

// cut cuts a text to at most limit bytes, between two characters.
func cut(text []byte, limit int) []byte {
	if len(text) <= limit {
		return text
	}
	n := limit
	for n > limit-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// List returns the blocks, most repeated first. It is valid until the Top changes.
func (t *Top) List() []Repeat { return t.list }

// Merge adds the blocks of o, which must have been made with the same Survey.
func (t *Top) Merge(o *Top) {
	for _, r := range o.list {
		t.add(r, []byte(r.Text))
	}
}

// WriteTo writes the list, at most about 300 bytes per entry.
func (t *Top) WriteTo(w io.Writer) (int64, error) {
	e := newEncoder(w, topState)
	e.uvarint(uint64(t.limit))
	e.uvarint(uint64(len(t.list)))
	for i := range t.list {
		r := &t.list[i]
		e.uint64(r.print)
		e.uvarint(uint64(r.Pages))
		e.string(r.Host)
		e.string(r.Text)
	}
	return e.end()
}

// ReadFrom replaces the list with one that WriteTo wrote, and reads r to its end. The error is a
// *StateError or an error of r; the list is then unchanged.
func (t *Top) ReadFrom(r io.Reader) (int64, error) {
	d := newDecoder(r, topState)
	limit, n := d.uvarint(), d.uvarint()
	if limit > 1<<30 || n > limit {
		d.fail(ErrDamaged)
	}
	in := NewTop(int(limit))
	for ; n > 0 && d.err == nil; n-- {
		e := Repeat{print: d.uint64(), Pages: int(d.uvarint() & (1<<31 - 1))}
		e.Host, e.Text = d.string(maxRepeatHost), d.string(maxRepeatText)
		if k := len(in.list); k > 0 && before(&in.list[k-1], &e) >= 0 {
			d.fail(ErrDamaged)
		}
		in.list = append(in.list, e)
	}
	read, err := d.end()
	if err == nil {
		*t = *in
	}
	return read, err
}

// MarshalBinary returns what WriteTo writes.
func (t *Top) MarshalBinary() ([]byte, error) { return marshal(t) }

// UnmarshalBinary is ReadFrom for data.
func (t *Top) UnmarshalBinary(data []byte) error {
	_, err := t.ReadFrom(bytes.NewReader(data))
	return err
}

package dedup

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"testing"
	"testing/iotest"
)

type stateful interface {
	io.WriterTo
	io.ReaderFrom
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

func state(t testing.TB, s stateful) []byte {
	t.Helper()
	b, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func clone[S stateful](t testing.TB, s, into S) S {
	t.Helper()
	if err := into.UnmarshalBinary(state(t, s)); err != nil {
		t.Fatal(err)
	}
	return into
}

// small returns states of all kinds, filled or empty.
func small(filled bool) []stateful {
	exact, near, top := &Exact{}, NewNear(NearOptions{Documents: 8}), NewTop(3)
	survey := NewSurvey(SurveyOptions{Width: 64, Hosts: 8})
	if filled {
		var h Hasher
		var p Prints
		for i, text := range []string{"eins zwei drei", "vier fünf sechs", "sieben acht neun"} {
			exact.Add(h.Fingerprint([]byte(text)), uint64(i))
			s := h.Signature([]byte(text))
			near.Add(&s, uint64(i))
			h.Text(&p, "example.org", []byte(text))
			survey.Add(&p)
			top.add(Repeat{Host: "example.org", Pages: i + 2, print: uint64(i)}, []byte(text))
		}
	}
	return []stateful{exact, survey, near, top}
}

// TestState checks that each state is read back unchanged, and that any flipped bit or cut is
// refused.
func TestState(t *testing.T) {
	empty := small(false)
	for i, s := range small(true) {
		want := state(t, s)
		into := empty[i]
		before := state(t, into)
		for at := range want {
			for _, flip := range []byte{1, 0x80} {
				bad := bytes.Clone(want)
				bad[at] ^= flip
				checkRefused(t, into, bad)
			}
			checkRefused(t, into, want[:at])
		}
		checkRefused(t, into, append(bytes.Clone(want), 0))
		checkRefused(t, into, before[:len(before)-1])
		if !bytes.Equal(state(t, into), before) {
			t.Errorf("%T: a refused state changed it", s)
		}
		if n, err := into.ReadFrom(iotest.OneByteReader(bytes.NewReader(want))); err != nil ||
			n != int64(len(want)) {
			t.Errorf("%T: read %d of %d bytes: %v", s, n, len(want), err)
		}
		if !bytes.Equal(state(t, into), want) {
			t.Errorf("%T is not the same when read again", s)
		}
		fresh := reflect.New(reflect.TypeOf(s).Elem()).Interface().(stateful)
		if _, small := s.(*Survey); !small { // a zero Survey has the default size
			if err := fresh.UnmarshalBinary(want); err != nil ||
				!bytes.Equal(state(t, fresh), want) {
				t.Errorf("%T: into a zero value: %v", s, err)
			}
		}
	}
}

func checkRefused(t *testing.T, s stateful, data []byte) {
	t.Helper()
	var e *StateError
	if err := s.UnmarshalBinary(data); !errors.As(err, &e) {
		t.Fatalf("%T: %d damaged bytes were read: %v", s, len(data), err)
	}
}

func TestStateErrors(t *testing.T) {
	all := small(true)
	exact := state(t, all[0])
	version := bytes.Clone(exact)
	version[len(stateMagic)]++
	cases := []struct {
		name string
		into stateful
		data []byte
		want error
	}{
		{"other kind", all[1], exact, ErrNotState},
		{"other file", all[0], []byte("PK\x03\x04 some archive"), ErrNotState},
		{"other version", all[0], version, ErrVersion},
		{"cut", all[0], exact[:len(exact)/2], ErrDamaged},
		{"nothing", all[0], nil, ErrDamaged},
		{"other width", NewSurvey(SurveyOptions{Width: 128, Hosts: 8}),
			state(t, all[1]), ErrOptions},
		{"other limit", NewNear(NearOptions{Documents: 9}), state(t, all[2]), ErrOptions},
		{"other threshold", NewNear(NearOptions{Documents: 8, Threshold: 0.9}),
			state(t, all[2]), ErrOptions},
	}
	for _, c := range cases {
		if err := c.into.UnmarshalBinary(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	failing := errors.New("disk on fire")
	cutOff := io.MultiReader(bytes.NewReader(exact[:20]), iotest.ErrReader(failing))
	if _, err := all[0].ReadFrom(cutOff); !errors.Is(err, failing) {
		t.Errorf("the reader's error is lost: %v", err)
	}
	narrow := NewSurvey(SurveyOptions{Width: 128, Hosts: 8})
	if err := all[1].(*Survey).Merge(narrow); !errors.Is(err, ErrOptions) {
		t.Errorf("surveys of different sizes merge: %v", err)
	}
	if err := all[2].(*Near).Merge(NewNear(NearOptions{Documents: 9}), nil); !errors.Is(err,
		ErrOptions) {
		t.Errorf("indexes of different sizes merge: %v", err)
	}
}

// FuzzState reads anything. Whatever can be read is written back unchanged.
func FuzzState(f *testing.F) {
	for i, s := range small(true) {
		b, err := s.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, b[len(stateMagic)+2:len(b)-8])
	}
	f.Fuzz(func(t *testing.T, kind int, content []byte) {
		kind &= 3
		s := small(false)[kind]
		var b bytes.Buffer // with a valid head and checksum, so that the content is read
		e := newEncoder(&b, stateKind(kind+1))
		e.bytes(content)
		if _, err := e.end(); err != nil {
			t.Fatal(err)
		}
		if s.UnmarshalBinary(b.Bytes()) != nil {
			return
		}
		again := state(t, s)
		if !bytes.Equal(state(t, clone(t, s, small(false)[kind])), again) {
			t.Error("a state that was read changes when it is written")
		}
	})
}

// TestMore checks that pieces, each with what is new since the last, add up to what is written at
// once, even if there is more than is kept.
func TestMore(t *testing.T) {
	o := NearOptions{Documents: 8}
	whole, joined := NewNear(o), NewNear(o)
	var h Hasher
	saved := uint64(0)
	for id := range uint64(30) {
		s := h.Signature([]byte(fmt.Sprint("a text of its own ", id*id, id*7, id<<3)))
		if _, near := whole.Add(&s, id); near {
			continue
		}
		if id%4 != 3 && id != 29 {
			continue
		}
		var piece bytes.Buffer
		if _, err := whole.WriteSince(&piece, saved); err != nil {
			t.Fatal(err)
		}
		saved = id + 1
		if n := int64(piece.Len()); n > 4*136+64 {
			t.Errorf("a piece has %d bytes", n)
		}
		before := state(t, joined)
		if _, err := joined.ReadMore(bytes.NewReader(piece.Bytes()[:piece.Len()-1])); err == nil ||
			!bytes.Equal(state(t, joined), before) {
			t.Errorf("a piece that is cut off was taken: %v", err)
		}
		if n, err := joined.ReadMore(&piece); err != nil || n == 0 {
			t.Fatal(n, err)
		}
	}
	if whole.Len() != 8 || !bytes.Equal(state(t, joined), state(t, whole)) {
		t.Errorf("%d documents are not the same in pieces", whole.Len())
	}
	nine := NewNear(NearOptions{Documents: 9})
	if _, err := nine.ReadMore(bytes.NewReader(state(t, whole))); !errors.Is(err, ErrOptions) {
		t.Errorf("got %v", err)
	}
}

package bridge

import (
	"errors"
	"reflect"
	"testing"

	"klartext/engine"
)

var request = Request{
	Kind: HTML, Sections: Of(JSON, Blocks),
	Write:   engine.WriteOptions{Bylines: true, NoImages: true},
	Address: []byte("https://example.org/ä"), FetchedAt: []byte("2024-05-06"), Page: []byte("<p>x"),
}

// The other side is JavaScript, so that the bytes themselves are compared: whoever changes them
// must change the version.
func TestRequestBytes(t *testing.T) {
	got := AppendRequest(nil, &request)
	want := "\x01klt" + "\x01\x00\x00\x00" + "\x22\x00\x00\x00" + "\x82\x00\x00\x00" +
		"\x16\x00\x00\x00" + "\x0A\x00\x00\x00" + "\x04\x00\x00\x00" +
		"https://example.org/ä2024-05-06<p>x"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	var r Request
	if err := ReadRequest(got, &r); err != nil || !reflect.DeepEqual(r, request) {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestResultBytes(t *testing.T) {
	result := Result{Status: OK, Kind: Text, Direction: RightToLeft, Sections: []Part{
		{JSON, []byte("{}")}, {Markdown, []byte{}}, {Blocks, []byte("{}\n")},
	}}
	got := AppendResult([]byte("before"), &result)[len("before"):]
	want := "\x01klt" + "\x00\x00\x00\x00" + "\x41\x00\x00\x00" +
		"\x02\x00\x00\x00" + "\x02\x00\x00\x00" + "\x03\x00\x00\x00" +
		"\x01\x00\x00\x00" + "\x3C\x00\x00\x00" + "\x02\x00\x00\x00" +
		"\x03\x00\x00\x00" + "\x3E\x00\x00\x00" + "\x00\x00\x00\x00" +
		"\x05\x00\x00\x00" + "\x3E\x00\x00\x00" + "\x03\x00\x00\x00" + "{}{}\n"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	r := Result{Sections: make([]Part, 9)}
	if err := ReadResult(got, &r); err != nil || !reflect.DeepEqual(r, result) {
		t.Errorf("got %+v, %v", r, err)
	}
	if string(r.Data(Blocks)) != "{}\n" || r.Data(PlainText) != nil {
		t.Errorf("got %q, %q", r.Data(Blocks), r.Data(PlainText))
	}
}

// Every option has its own bit, in the order of the fields.
func TestOptionBits(t *testing.T) {
	fields := reflect.TypeFor[engine.WriteOptions]().NumField()
	for i := range fields {
		var o, again engine.WriteOptions
		reflect.ValueOf(&o).Elem().Field(i).SetBool(true)
		bits := optionBits(&o)
		if bits != 1<<i {
			t.Errorf("field %d: got bits %b", i, bits)
		}
		if !setOptions(&again, bits) || again != o {
			t.Errorf("field %d: got %+v", i, again)
		}
	}
	if setOptions(new(engine.WriteOptions), 1<<fields) {
		t.Error("a bit without an option was taken")
	}
}

// put returns b with another number at an offset.
func put(b []byte, at int, n uint32) []byte {
	b = append([]byte(nil), b...)
	for i := range 4 {
		b[at+i] = byte(n >> (8 * i))
	}
	return b
}

func TestMalformed(t *testing.T) {
	good := AppendRequest(nil, &request)
	requests := []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"nothing", nil, ErrMalformed},
		{"short", good[:27], ErrMalformed},
		{"another version", put(good, 0, magic+1), ErrVersion},
		{"kind", put(good, 4, 3), ErrMalformed},
		{"sections", put(good, 8, 1), ErrMalformed},
		{"error as a section", put(good, 8, 1<<Failure), ErrMalformed},
		{"options", put(good, 12, 1<<8), ErrMalformed},
		{"address", put(good, 16, 1<<31), ErrMalformed},
		{"time", put(good, 20, 1<<32-1), ErrMalformed},
		{"page too long", put(good, 24, 5), ErrMalformed},
		{"page too short", put(good, 24, 3), ErrMalformed},
		{"cut", good[:len(good)-1], ErrMalformed},
		{"longer", append(good[:len(good):len(good)], 0), ErrMalformed},
		{"good", good, nil},
	}
	for _, tt := range requests {
		if err := ReadRequest(tt.bytes, new(Request)); !errors.Is(err, tt.want) {
			t.Errorf("request, %s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	good = AppendResult(nil, &Result{Kind: HTML, Sections: []Part{
		{JSON, []byte("{}")}, {Blocks, []byte("{}\n")},
	}})
	results := []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"nothing", nil, ErrMalformed},
		{"another version", put(good, 0, magic+1), ErrVersion},
		{"status", put(good, 4, 9), ErrMalformed},
		{"length", put(good, 8, 9), ErrMalformed},
		{"kind", put(good, 12, 3), ErrMalformed},
		{"direction", put(good, 16, 3), ErrMalformed},
		{"count", put(good, 20, 1<<31), ErrMalformed},
		{"fewer sections", put(good, 20, 1), ErrMalformed},
		{"section", put(good, 24, 0), ErrMalformed},
		{"begins elsewhere", put(good, 28, 0), ErrMalformed},
		{"too long", put(good, 44, 1<<32-1), ErrMalformed},
		{"too short", put(good, 44, 2), ErrMalformed},
		{"cut", good[:len(good)-1], ErrMalformed},
		{"good", good, nil},
	}
	for _, tt := range results {
		if err := ReadResult(tt.bytes, new(Result)); !errors.Is(err, tt.want) {
			t.Errorf("result, %s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

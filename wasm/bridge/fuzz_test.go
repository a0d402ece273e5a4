package bridge

import (
	"bytes"
	"reflect"
	"testing"

	"klartext/engine"
	"klartext/engine/when"
)

// FuzzBridge runs arbitrary bytes as a request and reads them as a result. It also sends a
// request with an arbitrary page.
func FuzzBridge(f *testing.F) {
	good := AppendRequest(nil, &request)
	f.Add(good, uint8(1), uint8(62), uint8(255), "https://example.org/", "2024-05-06T12:00",
		[]byte("<html dir=rtl><p>Ein Absatz."))
	f.Add(good[:30], uint8(0), uint8(62), uint8(0), "", "", []byte("Ein Absatz.\n\nNoch einer."))
	result := AppendResult(nil, &Result{Kind: HTML, Sections: []Part{{JSON, []byte("{}")}}})
	f.Add(result, uint8(2), uint8(4), uint8(1), "\xFF", "gestern", []byte("\x00\x00"))
	h := New(engine.Options{MaxBytes: 1 << 20})
	f.Fuzz(func(t *testing.T, raw []byte, kind, sections, options uint8,
		address, fetched string, page []byte) {
		before := bytes.Clone(raw)
		checkRun(t, h, raw)
		if !bytes.Equal(raw, before) {
			t.Error("the request was changed")
		}
		var r Request
		if ReadRequest(raw, &r) == nil && !bytes.Equal(AppendRequest(nil, &r), raw) {
			t.Errorf("%+v is written differently", r)
		}
		var result Result
		if ReadResult(raw, &result) == nil && !bytes.Equal(AppendResult(nil, &result), raw) {
			t.Errorf("%+v is written differently", result)
		}

		sent := Request{
			Kind: Kind(kind % 3), Sections: Sections(sections) & All,
			Address: none(address), FetchedAt: none(fetched), Page: none(string(page)),
		}
		setOptions(&sent.Write, uint32(options))
		b := AppendRequest(nil, &sent)
		if err := ReadRequest(b, &r); err != nil || !reflect.DeepEqual(r, sent) {
			t.Errorf("sent %+v, got %+v, %v", sent, r, err)
		}
		got := checkRun(t, h, b)
		_, isTime := when.ParseISO(sent.FetchedAt)
		switch {
		case len(fetched) > 0 && !isTime:
			if got.Status != BadTime {
				t.Errorf("fetched at %q: got %v", fetched, got.Status)
			}
		case got.Status == OK:
			if sent.Kind != Auto && got.Kind != sent.Kind {
				t.Errorf("got kind %v, want %v", got.Kind, sent.Kind)
			}
			for s := JSON; s < Failure; s++ {
				if sent.Sections.Has(s) != (got.Data(s) != nil) {
					t.Errorf("section %d: got %q", s, got.Data(s))
				}
			}
		case got.Status != Binary && got.Status != TooLarge:
			t.Errorf("got %v", got.Status)
		}
	})
}

// checkRun runs a request and checks what is true of every result.
func checkRun(t *testing.T, h *Handler, request []byte) *Result {
	b := h.Run(request)
	var r Result
	if err := ReadResult(b, &r); err != nil {
		t.Fatalf("%v: %q", err, b)
	}
	if r.Status == Internal {
		t.Fatalf("%s", r.Data(Failure))
	}
	if (r.Status == OK) == (r.Data(Failure) != nil) {
		t.Errorf("got status %v and the error %q", r.Status, r.Data(Failure))
	}
	if !bytes.Equal(AppendResult(nil, &r), b) {
		t.Errorf("%+v is written differently", r)
	}
	return &r
}

// none returns the bytes of a string as they are read: nil if there are none.
func none(s string) []byte {
	if s == "" {
		return nil
	}
	return []byte(s)
}

package bridge

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"klartext/engine"
	"klartext/engine/when"
)

const example = "../../testdata/html/regionalzeitung.html"

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ask runs a request; the result is valid until the next one.
func ask(t testing.TB, h *Handler, r *Request) *Result {
	t.Helper()
	var result Result
	if err := ReadResult(h.Run(AppendRequest(nil, r)), &result); err != nil {
		t.Fatal(err)
	}
	return &result
}

// A result holds what the writers of the engine write with the options of the request.
func TestHandler(t *testing.T) {
	page := readFile(t, example)
	const address, time = "https://example.org/a/b", "2024-02-20T12:00"
	fetched, _ := when.ParseISO([]byte(time))
	h := New(engine.Options{})
	for _, o := range []engine.WriteOptions{
		{}, {Title: true, Comments: true}, {Captions: true, NoLinks: true, NoImages: true},
	} {
		e := engine.New(engine.Options{FetchedAt: fetched, Address: []byte(address)})
		d, err := e.HTML(page)
		if err != nil {
			t.Fatal(err)
		}
		want := map[Section][]byte{
			JSON: d.AppendJSON(nil), PlainText: d.AppendText(nil, o),
			Markdown: d.AppendMarkdown(nil, o), SafeHTML: d.AppendHTML(nil, o),
			Blocks: d.AppendBlocksJSON(nil),
		}
		r := Request{
			Sections: All, Write: o, Address: []byte(address), FetchedAt: []byte(time), Page: page,
		}
		got := ask(t, h, &r)
		if got.Status != OK || got.Kind != HTML || got.Direction != LeftToRight {
			t.Errorf("got %v, %v, %v", got.Status, got.Kind, got.Direction)
		}
		if len(got.Sections) != len(want) {
			t.Errorf("got %d sections, want %d", len(got.Sections), len(want))
		}
		for s, b := range want {
			if !bytes.Equal(got.Data(s), b) {
				t.Errorf("section %d differs with %+v", s, o)
			}
		}
		r.Sections = Of(Markdown)
		got = ask(t, h, &r)
		if len(got.Sections) != 1 || !bytes.Equal(got.Data(Markdown), want[Markdown]) {
			t.Errorf("got %d sections, want only Markdown", len(got.Sections))
		}
	}
}

func TestKind(t *testing.T) {
	html, text := []byte("<!doctype html><p>Ein Absatz."), []byte("Ein Absatz.")
	tests := []struct {
		asked, want Kind
		page        []byte
	}{
		{Auto, HTML, html}, {Auto, Text, text}, {HTML, HTML, text}, {Text, Text, html},
		{Auto, Text, nil},
	}
	h := New(engine.Options{})
	for _, tt := range tests {
		got := ask(t, h, &Request{Kind: tt.asked, Page: tt.page})
		if got.Status != OK || got.Kind != tt.want || len(got.Sections) != 0 {
			t.Errorf("%q asked for as %v: got %v, %v", tt.page, tt.asked, got.Status, got.Kind)
		}
	}
}

func TestDirection(t *testing.T) {
	hebrew := strings.Repeat("<p>זה משפט בעברית על העיר שלנו, "+
		"והוא לא נגמר כל כך מהר כמו שחשבנו.</p>", 9)
	english := strings.Repeat("<p>This is a sentence about the town in which we live, "+
		"and it is not short at all.</p>", 9)
	tests := []struct {
		page string
		kind Kind
		want Direction
	}{
		{"<html dir=rtl>" + english, HTML, RightToLeft},
		{"\uFEFF<!doctype html><!-- <html dir=ltr> --> <HTML lang=en DIR=' RTL '>" + english,
			HTML, RightToLeft},
		{"<html dir=ltr>" + hebrew, HTML, LeftToRight},
		{"<html dir=auto lang=he>" + hebrew, HTML, RightToLeft},
		{"<html lang=fa dir>" + hebrew, HTML, RightToLeft},
		{"<p><html dir=rtl>" + english, HTML, LeftToRight},
		{english, HTML, LeftToRight},
		{"<html lang=en>x", HTML, LeftToRight},
		{"<p>x", HTML, NoDirection},
		{"<html dir=rtl>" + english, Text, LeftToRight},
		{"", HTML, NoDirection},
		{"<html dir=rtl", HTML, NoDirection},
	}
	h := New(engine.Options{})
	for _, tt := range tests {
		got := ask(t, h, &Request{Kind: tt.kind, Page: []byte(tt.page)})
		if got.Direction != tt.want {
			t.Errorf("%.50q: got %v, want %v", tt.page, got.Direction, tt.want)
		}
	}
}

func TestFailures(t *testing.T) {
	good := Request{Sections: All, Page: []byte("<p>x")}
	request := func(page string) []byte {
		return AppendRequest(nil, &Request{Page: []byte(page)})
	}
	tests := []struct {
		name   string
		bytes  []byte
		status Status
		stage  string
		offset any
		about  string
	}{
		{"nothing", nil, Malformed, "bridge", nil, "format"},
		{"another version", put(request("<p>x"), 0, magic+1),
			Malformed, "bridge", nil, "version"},
		{"time", AppendRequest(nil, &Request{FetchedAt: []byte("gestern")}),
			BadTime, "bridge", nil, "ISO 8601"},
		{"too long", request(strings.Repeat("a ", 501)), TooLarge, "token", 1000.0, "longer"},
		{"PDF", request("%PDF-1.7"), Binary, "bridge", nil, "binary"},
		{"control characters", request("a\x01b\x02c"), Binary, "bridge", nil, "binary"},
		{"zeros", request(strings.Repeat("a ", 50) + "\x00\x00"),
			Binary, "token", 100.0, "binary"},
	}
	h := New(engine.Options{MaxBytes: 1000})
	for _, tt := range tests {
		var result Result
		if err := ReadResult(h.Run(tt.bytes), &result); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var e struct {
			Stage, Code, Message string
			Offset               any
		}
		if err := json.Unmarshal(result.Data(Failure), &e); err != nil {
			t.Errorf("%s: %v in %s", tt.name, err, result.Data(Failure))
		}
		if result.Status != tt.status || len(result.Sections) != 1 ||
			e.Code != tt.status.String() || e.Stage != tt.stage || e.Offset != tt.offset ||
			!strings.Contains(e.Message, tt.about) {
			t.Errorf("%s: got %v, %s", tt.name, result.Status, result.Data(Failure))
		}
		if got := ask(t, h, &good); got.Status != OK {
			t.Errorf("%s: the next page gives %v", tt.name, got.Status)
		}
	}
}

// After a panic the next page is answered as if nothing had been.
func TestPanic(t *testing.T) {
	h := New(engine.Options{})
	page := readFile(t, example)
	want := AppendResult(nil, ask(t, New(engine.Options{}), &Request{Sections: All, Page: page}))
	respond := h.answer
	for _, kind := range []Kind{HTML, Text} {
		h.answer = func(request []byte) []byte {
			respond(request)
			panic("a bug")
		}
		got := ask(t, h, &Request{Kind: kind, Sections: All, Page: page})
		if got.Status != Internal || got.Kind != kind ||
			!bytes.Contains(got.Data(Failure),
				[]byte("internal error, please report the page: a bug")) {
			t.Fatalf("got %v, %s", got.Status, got.Data(Failure))
		}
		h.answer = respond
		got = ask(t, h, &Request{Sections: All, Page: page})
		if !bytes.Equal(AppendResult(nil, got), want) {
			t.Errorf("after the panic: got %v", got.Status)
		}
	}
}

func TestReserve(t *testing.T) {
	h := New(engine.Options{MaxBytes: 1 << 20})
	if h.Reserve(-1) != nil || h.Reserve(1<<20+maxHead+1) != nil {
		t.Error("got a buffer for a request that would not be answered")
	}
	if b := h.Reserve(0); b == nil || len(b) != 0 {
		t.Error("got no buffer for nothing")
	}
	small := h.Reserve(100)
	copy(small, "held")
	if b := h.Reserve(200); &b[0] != &small[0] {
		t.Error("the buffer moved without need")
	}
	large := h.Reserve(1 << 20)
	if len(large) != 1<<20 || string(large[:4]) != "held" {
		t.Errorf("got %d bytes that begin with %q", len(large), large[:4])
	}
	if b := h.Reserve(4); &b[0] != &large[0] {
		t.Error("the large buffer is not kept")
	}
}

func TestAllocs(t *testing.T) {
	html := readFile(t, example)
	text := []byte(strings.Repeat("Ein Satz, der in einem Text steht, und noch einer. "+
		"Und „noch“ einer.\n\n", 50))
	tests := []struct {
		name, reason string
		request      []byte
	}{
		{"HTML", "the memory of document and sections is kept", AppendRequest(nil, &Request{
			Sections: All, Page: html, Address: []byte("https://a.example/"),
		})},
		{"text", "as above", AppendRequest(nil, &Request{
			Sections: All, Page: text, FetchedAt: []byte("2024-05-06"),
		})},
		{"malformed", "the message is written into the result", []byte("klt")},
	}
	h := New(engine.Options{})
	for _, tt := range tests {
		run := func() {
			copy(h.Reserve(len(tt.request)), tt.request)
			h.Run(h.Reserve(len(tt.request)))
		}
		run()
		if got := testing.AllocsPerRun(10, run); got != 0 {
			t.Errorf("%s: got %v allocations, want 0: %s", tt.name, got, tt.reason)
		}
	}
}

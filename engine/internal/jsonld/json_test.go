package jsonld

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// outline writes the values of a tape in order, as tokens. Its naive twin is outlineTwin.
func outline(src []byte) string {
	var t Tape
	t.Reset(src)
	t.Read(0, int32(len(src)))
	var out []byte
	var shut []int32 // ends of the open containers
	var signs []byte
	for i := range int32(len(t.Nodes)) {
		for len(shut) > 0 && shut[len(shut)-1] == i {
			out = append(out, signs[len(signs)-1], ' ')
			shut, signs = shut[:len(shut)-1], signs[:len(signs)-1]
		}
		n := &t.Nodes[i]
		if n.Up >= 0 && t.Nodes[n.Up].Kind == Object {
			out = append(strconv.AppendQuote(out, string(AppendString(nil, n.Key.Of(src)))), ' ')
		}
		switch n.Kind {
		case Object, Array:
			out = append(out, "{["[n.Kind], ' ')
			shut, signs = append(shut, n.Next), append(signs, "}]"[n.Kind])
		case String:
			out = append(strconv.AppendQuote(out, string(AppendString(nil, n.Raw.Of(src)))), ' ')
		default:
			out = append(append(out, n.Raw.Of(src)...), ' ')
		}
	}
	for len(signs) > 0 {
		out = append(out, signs[len(signs)-1], ' ')
		signs = signs[:len(signs)-1]
	}
	return strings.TrimSpace(string(out))
}

// outlineTwin does the same with the standard library.
func outlineTwin(src []byte) (string, error) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	var out []string
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return strings.Join(out, " "), nil
		}
		switch v := tok.(type) {
		case json.Delim:
			out = append(out, v.String())
		case string:
			out = append(out, strconv.Quote(v))
		case json.Number:
			out = append(out, v.String())
		case bool:
			out = append(out, strconv.FormatBool(v))
		case nil:
			if err != nil {
				return "", err
			}
			out = append(out, "null")
		}
	}
}

func TestJSONTolerance(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"html comment", "<!--\n{\"a\":1}\n-->", `{ "a" 1 }`},
		{"cdata", "//<![CDATA[\n{\"a\":[true,null]}\n//]]>", `{ "a" [ true null ] }`},
		{"cdata in a comment", "/* <![CDATA[ */{\"a\":\"b\"}/* ]]> */", `{ "a" "b" }`},
		{"trailing commas", `{"a":[1,2,],}`, `{ "a" [ 1 2 ] }`},
		{"missing comma", "{\"a\":\"b\"\n\"c\":\"d\"}", `{ "a" "b" "c" "d" }`},
		{"line in a string", "{\"a\":\"b\nc\td\"}", `{ "a" "b\nc\td" }`},
		{"quotation marks in a string", `{"a":"He said "yes" twice","b":2}`,
			`{ "a" "He said \"yes\" twice" "b" 2 }`},
		{"surrogates", `["\ud83d\ude00 \ud83d x"]`, `[ "😀 � x" ]`},
		{"no escape", `["a\-b\'"]`, `[ "a-b'" ]`},
		{"several values", "{\"a\":1};\n{\"b\":2}", `{ "a" 1 } { "b" 2 }`},
		{"comments", "{// one\n\"a\": /* two */ 1}", `{ "a" 1 }`},
		{"missing end", `{"a":{"b":["c"`, `{ "a" { "b" [ "c" ] } }`},
		{"missing bracket", `{"a":["c"},{"b":1}`, `{ "a" [ "c" ] } { "b" 1 }`},
		{"end too many", `{"a":1}},{"b":1}`, `{ "a" 1 } { "b" 1 }`},
		{"no name", `{"a","b":1}`, `{ "b" 1 }`},
		{"odd words", `{"a":undefined,"b":NaN}`, `{ "a" undefined "b" NaN }`},
		{"no value", `{"a":,"b":1}`, `{ "b" 1 }`},
		{"nothing", "", ""},
	} {
		if got := outline([]byte(tt.in)); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.in, got, tt.want)
		}
	}
}

// FuzzJSONLD compares the reader with encoding/json on valid input, and checks the invariants of
// the tape on any input.
func FuzzJSONLD(f *testing.F) {
	for _, s := range []string{
		`{"@graph":[{"@type":["Article"],"name":"a\u00e4\n\"","n":-1.5e3},{}],"x":null}`,
		"[[],{},\"\\ud800\"]", "<!--{\"a\":'b'}-->", "{\"a\":1}{",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		got := outline(src)
		if !utf8.ValidString(got) && utf8.Valid(src) {
			t.Errorf("not UTF-8: %q", got)
		}
		checkTape(t, src)
		if !json.Valid(src) {
			return
		}
		if want, err := outlineTwin(src); err == nil && got != want {
			t.Errorf("%q\n got %s\nwant %s", src, got, want)
		}
	})
}

func checkTape(t *testing.T, src []byte) {
	var tape Tape
	tape.Reset(src)
	tape.Read(0, int32(len(src)))
	for i := range tape.Nodes {
		n := &tape.Nodes[i]
		if n.Up >= int32(i) || n.Next <= int32(i) || int(n.Next) > len(tape.Nodes) ||
			n.Up >= 0 && tape.Nodes[n.Up].Next < n.Next {
			t.Fatalf("node %d of %q: %+v", i, src, n)
		}
		if n.Raw.Start > n.Raw.End || int(n.Raw.End) > len(src) {
			t.Fatalf("node %d of %q: range %v", i, src, n.Raw)
		}
	}
}

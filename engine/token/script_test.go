package token

import (
	"bytes"
	"strings"
	"testing"

	"klartext/engine/tag"
)

// slowScript is the naive twin of HTML.scriptEnd for the element script: the states of the
// standard, 13.2.5.4 and 13.2.5.15 to 13.2.5.31, one byte at a time.
func slowScript(src []byte) int {
	at := func(i int) byte {
		if i < len(src) {
			return src[i]
		}
		return 0xFF // no state asks for it
	}
	named := func(i int) bool { // "script" and a byte that ends a tag name are at i
		return i+6 < len(src) && strings.EqualFold(string(src[i:i+6]), "script") &&
			bytes.IndexByte([]byte("\t\n\f\r />"), src[i+6]) >= 0
	}
	state, dashes := "data", 0
	for i := 0; i < len(src); i++ {
		c := at(i)
		if state != "data" {
			switch {
			case c == '-':
				dashes++
				continue
			case c == '>' && dashes >= 2:
				state = "data"
			}
			dashes = 0
		}
		if c != '<' {
			continue
		}
		switch state {
		case "data":
			if at(i+1) == '/' && named(i+2) {
				return i
			}
			if at(i+1) == '!' && at(i+2) == '-' && at(i+3) == '-' {
				state, dashes = "escaped", 2
				i += 3
			}
		case "escaped":
			if at(i+1) == '/' && named(i+2) {
				return i
			}
			if named(i + 1) {
				state = "double escaped"
			}
		case "double escaped":
			if at(i+1) == '/' && named(i+2) {
				state = "escaped"
			}
		}
	}
	return len(src)
}

func FuzzScript(f *testing.F) {
	for _, s := range []string{
		"", "</script>", "a</SCRIPT ", "</script", "<!--</script>",
		"<!--<script></script></script>", "<!--><script></script>",
		"<!--<script>--></script>", "<!-- <<script/</script>-- ></script>",
		"<!--<scriptx></script>", "<!---<script>--><!--</script>",
		"<!--<script></script><script></script>--></script>", "<!-<script></script>",
		"<!--\n-->\n<!--\n<script\n</script\n</script\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var h HTML
		h.Reset(src)
		h.SetModel(ScriptData, tag.Script)
		if got, want := h.scriptEnd(0), slowScript(src); got != want {
			t.Fatalf("%q ends at %d, want %d", src, got, want)
		}
	})
}

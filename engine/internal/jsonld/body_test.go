package jsonld

import (
	"testing"

	"klartext/engine/block"
)

func TestFragment(t *testing.T) {
	for _, tt := range []struct {
		raw, want string
		lines     bool
	}{
		{`One\n\nTwo`, "One\n\nTwo", true},
		{`A \"mill\" \u0026 more`, `A "mill" & more`, true},
		{`<p>One</p>\n<p>Two &amp; three</p>`, "<p>One</p>\n<p>Two &amp; three</p>", false},
		{`\u003cp\u003eOne\u003c\/p\u003e`, "<p>One</p>", false},
		{`&lt;p&gt;One &amp;amp; two&lt;/p&gt;`, "<p>One &amp; two</p>", false},
		{`One\`, `One\`, true},
		{``, "", true},
	} {
		page := `{"a":"` + tt.raw + `"}`
		var f block.Fragment
		Fragment(&f, []byte(page), block.Span{Start: 6, End: int32(6 + len(tt.raw))})
		if string(f.Text) != tt.want || f.Lines != tt.lines {
			t.Errorf("%s: %q, lines %v", tt.raw, f.Text, f.Lines)
		}
	}
}

package rules

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// TestControls gives the blocks that are labelled as buttons of a listing.
func TestControls(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"above and below", "<div role=button>Copy</div><pre>a = 1</pre><button>Run it</button>",
			"Copy|Run it"},
		{"in an inline element", "<pre>a = 1</pre><button><span>Expand</span></button>", "Expand"},
		{"elsewhere", "<button>Copy</button><p>Text<pre>a = 1</pre>", ""},
		{"no button", "<p>Copy</p><pre>a = 1</pre>", ""},
	} {
		var b block.Builder
		p := b.HTML([]byte(tt.page), 0)
		s := new(sheet.Sheet)
		s.Reset(len(p.Blocks))
		new(Rules).Label(p.Text, p, p.Blocks, s)
		var got []string
		for i := range p.Blocks {
			if s.Rules[i].Label == label.Form {
				got = append(got, string(p.Blocks[i].Text(p.Text)))
			}
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

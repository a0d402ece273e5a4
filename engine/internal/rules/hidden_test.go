package rules

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// TestHidden gives the first words of the blocks that are labelled as hidden, on pages that the
// model takes for main text as a whole.
func TestHidden(t *testing.T) {
	const shown = "<p>The mill stands where the brook leaves the wood and nobody has moved it.</p>"
	for _, tt := range []struct{ name, page, want string }{
		{"attribute", shown + "<p hidden>Old<p>New", "Old"},
		{"display", shown + "<p style='display:none'>Old<p>New", "Old"},
		{"visibility, with descendants", shown + "<div style='visibility: hidden'><p>Old<p>Older" +
			"</div>", "Old Older"},
		{"off the screen", shown + "<p style='position:absolute;left:-9999px'>Old", "Old"},
		{"all of a block inline", shown + "<p><span style='display:none'>Old</span>", "Old"},
		{"hidden from screen readers only", shown + "<p aria-hidden=true>Old", ""},
		{"below a heading of more", shown + "<h2>Mill</h2><p hidden>Old<p>New", "Old"},
		{"most of the text", "<h1>The mill</h1><div style='visibility:hidden'>" + shown + "</div>", ""},
		{"tab", shown + "<div role=tabpanel hidden>Old", ""},
		{"one of tabs", shown + "<div class=tab>One</div><div class=tab hidden>Two</div>", ""},
		{"named by a link", shown + "<a href=#more-1>More</a><p>x<div id=more-1 hidden>Old</div>", ""},
		{"named by nothing", shown + "<a href=#more-1>More</a><p>x<div id=old-1 hidden>Old</div>",
			"Old"},
		{"below a control", shown + "<button>More</button><div hidden>Old</div><p>x", ""},
		{"above a control", shown + "<div hidden>Old</div><div role=button>More</div><p>x", ""},
		{"all that a heading has", shown + "<h3>One</h3><div hidden>Old</div><h3>Two</h3>" +
			"<div hidden>Older</div>", ""},
		{"items of a list", shown + "<div><div class=q>One</div><div hidden>Old</div></div>" +
			"<div><div class=q>Two</div><div hidden>Older</div></div><p>x", ""},
		{"notice", "<noscript><p>Please switch scripts on.</p></noscript>" + shown, "Please"},
		{"only without scripts", "<p>Loading<noscript>" + shown + "</noscript>", ""},
	} {
		var b block.Builder
		p := b.HTML([]byte(tt.page), 0)
		s := new(sheet.Sheet)
		s.Reset(len(p.Blocks))
		for i := range s.Estimate {
			s.Estimate[i] = 0.9
		}
		new(Rules).Label(p.Text, p, p.Blocks, s)
		var got []string
		for i := range p.Blocks {
			if v := s.Rules[i]; v.Rule == sheet.ByHiding && v.Label == label.Other {
				word, _, _ := strings.Cut(string(p.Blocks[i].Text(p.Text)), " ")
				got = append(got, word)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

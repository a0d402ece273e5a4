package engine

import (
	"strings"
	"testing"

	"klartext/engine/meta"
)

// TestBody reads pages whose text is only in JSON-LD, and pages that have one of their own.
func TestBody(t *testing.T) {
	const first = "The mill stands where the brook leaves the wood, and nobody has moved it since " +
		"the flood of the year in which the bridge was built. Its wheel turns twice a year."
	const second = "A society of eleven members looks after it, and it would be glad of a twelfth."
	const script = `<title>The mill</title><script type="application/ld+json">{"@type":"NewsArticle",` +
		`"headline":"The mill","articleBody":"`
	for _, tt := range []struct{ name, page, want string }{
		{"lines", script + first + `\n\n` + second + `"}</script><div id=app></div>`,
			first + "\n" + second},
		{"markup", script + `<p>` + first + `<\/p>\n<p>` + second + `<\/p>"}</script><div id=app>`,
			first + "\n" + second},
		{"markup with escapes", script + `\u003cp\u003e` + first + `\u003c/p\u003e<ul><li>` + second +
			`"}</script>`, first + "\n" + second},
		{"its own text", script + first + `\n` + second + `"}</script><h1>The mill</h1><article><p>` +
			strings.Repeat("Another text stands on the page. It has a few sentences, too. ", 20) +
			`</p></article>`, strings.TrimSpace(strings.Repeat(
			"Another text stands on the page. It has a few sentences, too. ", 20))},
	} {
		e := New(Options{})
		for range 2 {
			d, err := e.HTML([]byte(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(string(d.AppendText(nil, WriteOptions{}))); got != tt.want {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
			if own := tt.name == "its own text"; (d.Sources.Text == meta.JSONLD) == own {
				t.Errorf("%s: the text is from %v", tt.name, d.Sources.Text)
			}
			if json := string(d.AppendJSON(nil)); d.Sources.Text == meta.JSONLD !=
				strings.Contains(json, `"text":"json-ld"`) {
				t.Errorf("%s: %s", tt.name, json)
			}
		}
	}
}

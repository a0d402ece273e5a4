package markup

import "testing"

// TestWriteTables checks the lists of words that the writers of HTML pages use against examples.
func TestWriteTables(t *testing.T) {
	languages := []struct{ class, want string }{
		{"hljs language-go", "go"}, {"lang-c++", "c++"}, {"highlight highlight-source-js", "js"},
		{"brush: php; gutter: false", "php"},
		{"sourceCode haskell", "haskell"}, {"language-none", ""}, {"slang-x", ""},
		{"language-", ""}, {"language-a<b", ""}, {"", ""},
	}
	for _, tt := range languages {
		if got := string(classLanguage([]byte(tt.class))); got != tt.want {
			t.Errorf("class %q: got language %q, want %q", tt.class, got, tt.want)
		}
	}
	sets := []struct{ set, want string }{
		{"a.png 1x, b.png 2x", "b.png"}, {"a.png 320w,b.png 1280w, c.png 640w", "b.png"},
		{"a.png, b.png 1.5x", "b.png"},
		{"w_1,h_2/a.png 100w", "w_1,h_2/a.png"}, {"  a.png  ", "a.png"}, {"", ""}, {",,", ""},
		{"a.png 99999999999999999999w", "a.png"},
	}
	for _, tt := range sets {
		if got := string(largest([]byte(tt.set))); got != tt.want {
			t.Errorf("srcset %q: got %q, want %q", tt.set, got, tt.want)
		}
	}
	pictures := map[string]bool{
		"/img/placeholder.png": true, "/spacer.gif": true, "/a/blank.gif": true,
		"/photos/placement.jpg": false, "/rathaus.jpg": false,
	}
	for src, want := range pictures {
		if got := isPlaceholder([]byte(src)); got != want {
			t.Errorf("%s is a placeholder: got %v, want %v", src, got, want)
		}
	}
	classes := map[string]bool{
		"katex": true, "x katex y": true, "katex-display": false, "notkatex": false, "": false,
	}
	for class, want := range classes {
		if got := hasClass([]byte(class), formulaClasses); got != want {
			t.Errorf("class %q is a formula's: got %v, want %v", class, got, want)
		}
	}
}

func TestAllowed(t *testing.T) {
	tests := map[string]bool{
		"http://a.b": true, "HTTPS://a": true, "mailto:a@b": true, "tel:+4": true, "http://": false,
		"javascript:alert(1)": false,
		"data:text/html,x":    false, "vbscript:x": false, "ftp://a": false, "file:///x": false,
		"http:a": false, "": false,
	}
	for url, want := range tests {
		if got := allowed([]byte(url)); got != want {
			t.Errorf("%q: got %v, want %v", url, got, want)
		}
	}
}

func TestSafeTeX(t *testing.T) {
	tests := []struct{ tex, want string }{
		{`a<b>c`, `a\lt b\gt c`}, {`\|x\| |y|`, `\Vert x\Vert  \vert y\vert `}, {"a`b\nc", `a'b c`},
		{`[a](b)`, `[a] (b)`}, {`a&lt;b`, `a& lt;b`},
		{`\frac{1}{2}`, `\frac{1}{2}`}, {`[^1]: x`, `[ ^1] : x`},
	}
	for _, tt := range tests {
		if got := string(appendSafeTeX(nil, []byte(tt.tex))); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.tex, got, tt.want)
		}
	}
}

// TestMarkupAllocs holds the writers of HTML pages to no allocation.
func TestMarkupAllocs(t *testing.T) {
	page := []byte(`<base href="https://a.b/c/">`)
	for _, p := range markupSeeds {
		page = append(append(page, "<div>"...), p...)
	}
	page = append(page, `<p>x<sup><a href="#n1">1</a></sup>`+
		`<math alttext="x^2"><mi>x</mi></math></p><ol><li id="n1">note</ol>`...)
	p, o := markupPage(t, page, "captions")
	dst := make([]byte, 0, 64*len(page))
	tests := []struct {
		name, reason string
		call         func()
	}{
		{"Markdown", "what is decoded or escaped stands at the end of dst at first", func() {
			w := BeginMarkdown(dst, p, o)
			w.End()
		}},
		{"HTML", "as above", func() {
			w := BeginHTML(dst, p, o)
			w.End()
		}},
		{"Text", "parts of the text are copied to dst", func() {
			w := BeginText(dst, p, o)
			w.End()
		}},
	}
	for _, tt := range tests {
		tt.call()
		if got := testing.AllocsPerRun(10, tt.call); got != 0 {
			t.Errorf("%s: got %v allocations, want 0: %s", tt.name, got, tt.reason)
		}
	}
}

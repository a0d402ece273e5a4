package meta_test

import (
	"fmt"
	"strings"
	"testing"

	"klartext/engine/meta/train/facts"
)

// TestHostile reads pages that have 40,000 of one thing. A reader that compared all of them with
// each other would not finish within the time limit of the test.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, one := range map[string]string{
		"meta elements": `<meta name=author content='Eva %d'>
			<meta property='og:title' content='Titel %d'>`,
		"headlines": `<h1>Die Nachricht Nummer %d aus dem Tal hinter dem Wald %d</h1>`,
		"dates":     `<p><time datetime='2025-03-04T10:%d'>4. März 20%d</time></p>`,
		"authors":   `<a class='author-name' rel=author href='/author/%d'>Eva Winter %d</a> `,
		"objects": `<script type='application/ld+json'>
			{"@type":"Article","@id":"%d","headline":"Titel %d","author":{"@id":"1"}}</script>`,
		"one object": `<script type='application/ld+json'>
			{"@graph":[{"@type":"Person","@id":"%d","name":[{"x":"%d"`,
		"items": `<p itemprop=author itemscope><b itemprop=name>%d</b>
			<i itemprop=datePublished>%d`,
		"separators": `<title>A%d | B%d - `,
		"bases":      `<base href='/%d/../%d'><link rel=canonical href='../../x'>`,
	} {
		var b strings.Builder
		b.WriteString("<title>Titel 7 | Bote</title>")
		for i := range 40_000 {
			fmt.Fprintf(&b, one, i, i%100)
		}
		p := &facts.Page{HTML: b.String(), URL: "https://bote.example/titel-7"}
		var s facts.Stages
		page, v, th := s.Blocks([]byte(p.HTML))
		if f := s.Reader.HTML(page, v, th, []byte(p.URL)); f.Title.Empty() {
			t.Errorf("%s: no title", name)
		}
	}
}

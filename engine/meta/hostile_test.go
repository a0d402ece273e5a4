package meta_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"klartext/engine/meta/train/facts"
)

// TestHostile reads pages that hold very much of one thing, at two sizes: four times as much takes four times as long, and not
// sixteen times.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, one := range map[string]string{
		"meta elements": "<meta name=author content='Eva %d'><meta property='og:title' content='Titel %d'>",
		"headlines":     "<h1>Die Nachricht Nummer %d aus dem Tal hinter dem Wald %d</h1>",
		"dates":         "<p><time datetime='2025-03-04T10:%d'>4. März 20%d</time></p>",
		"authors":       "<a class='author-name' rel=author href='/author/%d'>Eva Winter %d</a> ",
		"objects":       "<script type='application/ld+json'>{\"@type\":\"Article\",\"@id\":\"%d\",\"headline\":\"Titel %d\",\"author\":{\"@id\":\"1\"}}</script>",
		"one object":    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"%d\",\"name\":[{\"x\":\"%d\"",
		"items":         "<p itemprop=author itemscope><b itemprop=name>%d</b><i itemprop=datePublished>%d",
		"separators":    "<title>A%d | B%d - ",
		"bases":         "<base href='/%d/../%d'><link rel=canonical href='../../x'>",
	} {
		var took [2]time.Duration
		for k, n := range []int{4000, 16000} {
			var b strings.Builder
			b.WriteString("<title>Titel 7 | Bote</title>")
			for i := range n {
				fmt.Fprintf(&b, one, i, i%100)
			}
			p := &facts.Page{HTML: b.String(), URL: "https://bote.example/titel-7"}
			var s facts.Stages
			page, v, th := s.Blocks([]byte(p.HTML))
			start := time.Now()
			s.Reader.HTML(page, v, th, []byte(p.URL))
			took[k] = time.Since(start)
		}
		t.Logf("%-14s %v, %v", name, took[0], took[1])
		if took[1] > 10*took[0]+200*time.Millisecond {
			t.Errorf("%s: %v for 4,000, %v for 16,000", name, took[0], took[1])
		}
	}
}

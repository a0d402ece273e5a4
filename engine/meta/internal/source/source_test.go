package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"klartext/engine/block"
)

// entries lists what a page says, one entry per line.
func entries(page, address string) (lines []string) {
	var b block.Builder
	var s Sources
	s.Read(b.HTML([]byte(page), 0), []byte(address))
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		lines = append(lines, line(e.Field, e.Kind, e.Rank, string(s.Pool.Text(e))))
	}
	return lines
}

func line(f Field, k Kind, rank uint8, text string) string {
	return fmt.Sprintf("field %d, kind %d, rank %d: %s", f, k, rank, text)
}

func TestRead(t *testing.T) {
	const address = "https://bote.example/rat/bruecke"
	own := line(CanonicalField, URL, 9, address)
	for _, tt := range []struct {
		name, page string
		want       []string
	}{
		{"nothing", "<p>Text", nil},
		{
			"head", `<html lang=de><title>Die  Br&uuml;cke</title>
				<meta name=DC.Creator content="Eva &amp;amp; Jan"><meta name=viewport content=x>
				<meta property=og:image content="../b.jpg"><meta property=og:url content="mailto:x">
				<link rel="alternate CANONICAL" href="/rat/b"><link rel=icon href=x>`,
			[]string{
				line(TitleField, TitleElement, 8, "Die Brücke"),
				line(AuthorField, DublinCore, 4, "Eva & Jan"),
				line(ImageField, OpenGraph, 1, "https://bote.example/b.jpg"),
				line(CanonicalField, LinkRel, 1, "https://bote.example/rat/b"),
				line(LanguageField, HTMLLang, 0, "de"),
			},
		},
		{
			"main entity and page", `<title>Die Brücke</title><script type=application/ld+json>
				[{"@type":"WebPage","name":"Rat"},{"@type":"Article","headline":"Freibad",
				"url":"https://bote.example/freibad"},{"@type":"Article","headline":"Die Brücke",
				"author":{"@type":"Organization","name":"Bote"}}]</script>`,
			[]string{
				line(TitleField, TitleElement, 8, "Die Brücke"),
				line(TitleField, JSONLD, 0, "Die Brücke"),
				line(AuthorField, JSONLD, 0, "Bote"),
				line(TitleField, JSONLD, 1+RankOfPage, "Rat"),
			},
		},
		{
			"microdata", `<p itemprop=author itemscope>Von <b itemprop="name">Eva<br>Winter</b>
				<time itemprop=datePublished datetime=2025-03-04>gestern</time>
				<i property="schema:headline" content="Die Brücke">x</i>`,
			[]string{
				line(AuthorField, Microdata, 5, "Eva Winter"),
				line(PublishedField, Microdata, 2, "2025-03-04"),
				line(TitleField, Microdata, 2, "Die Brücke"),
			},
		},
		{
			"marks", `<a rel="author nofollow" href=/x>Eva</a><a href="/author/jan">Jan</a>
				<p class="post-author">Ada</p><p class="author-bio">Ada schreibt</p>`,
			[]string{
				line(AuthorField, Class, RankRel, "Eva"),
				line(AuthorField, Class, RankLink, "Jan"),
				line(AuthorField, Class, RankClass, "Ada"),
			},
		},
		{
			"card", `<meta name=twitter:label1 content=Lesedauer><meta name=twitter:data1 content=4>
				<meta name=twitter:label2 content="Verfasst von">
				<meta name=twitter:data2 content=Eva>`,
			[]string{
				line(CardLabelField, Twitter, 1, "Lesedauer"),
				line(CardDataField, Twitter, 1, "4"),
				line(CardLabelField, Twitter, 2, "Verfasst von"),
				line(CardDataField, Twitter, 2, "Eva"),
				line(AuthorField, Twitter, 2, "Eva"),
			},
		},
	} {
		want := append([]string{own}, tt.want...)
		if got := entries(tt.page, address); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name,
				strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestEachTime(t *testing.T) {
	var b block.Builder
	page := b.HTML([]byte(`<time datetime="2025-03-04" class="entry-date">x</time>
		<time datetime="2025-03-05" class="updated">x</time><time datetime="2025-03">x</time>
		<p class="posted-on"><time datetime="6. März 2025">x</time>`), 0)
	var got []string
	n := EachTime(page, func(x Time) {
		got = append(got, fmt.Sprintf("%s %v %v", x.AppendISO(nil), x.First, x.Published))
	})
	want := []string{"2025-03-04 true true", "2025-03-06 false true"}
	if !slices.Equal(got, want) || n != 4 {
		t.Errorf("%q of %d, want %q of 4", got, n, want)
	}
}

package meta_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/meta"
	"klartext/engine/meta/train/facts"
)

// body is the text of the test pages.
const body = `<p>Die Gemeinde Niederbach will ihre alte Holzbrücke über den Mühlbach bis zum Herbst
	abreißen und durch einen Neubau aus Beton ersetzen. Das beschloss der Rat am Dienstagabend nach
	langer Debatte mit knapper Mehrheit.</p>
<p>Die Brücke stammt aus dem Jahr 1911 und gilt seit einer Prüfung im Frühjahr als nicht mehr
	tragfähig. Seither ist sie für Lastwagen gesperrt, Busse fahren einen Umweg von sechs Kilometern
	über den Nachbarort.</p>
<p>Die Bürgerinitiative kündigte Widerstand an. Sie verweist auf ein Gutachten, nach dem die
	Sanierung der Holzbrücke nur wenig mehr kosten würde als der Neubau. Über den Antrag will das
	Landesamt im Juni entscheiden.</p>`

// fields are the fields of a page as text, with their sources.
func fields(f *meta.Fields, text []byte) map[string]string {
	m := map[string]string{}
	put := func(name, value string, s meta.Source) {
		if value != "" {
			m[name] = value + " (" + s.String() + ")"
		}
	}
	for name, v := range map[string]meta.Value{
		"title": f.Title, "section": f.Section, "site": f.Site, "description": f.Description,
		"canonical": f.Canonical, "image": f.Image,
	} {
		put(name, string(v.Of(text)), v.Source)
	}
	put("published", string(f.Published.AppendISO(nil)), f.PublishedSource)
	put("modified", string(f.Modified.AppendISO(nil)), f.ModifiedSource)
	put("language", f.Language, f.LanguageSource)
	var authors, tags []string
	for _, a := range f.Authors {
		kind := ""
		if a.Organization {
			kind = " organization"
		}
		authors = append(authors, string(a.Of(text))+" ("+a.Source.String()+kind+")")
	}
	for _, t := range f.Tags {
		tags = append(tags, string(t.Of(text)))
	}
	if len(authors) > 0 {
		m["authors"] = strings.Join(authors, " ")
	}
	if len(tags) > 0 {
		m["tags"] = strings.Join(tags, " ")
	}
	if f.Paywalled {
		m["paywalled"] = f.PaywalledSource.String()
	}
	return m
}

func readHTML(page, address string) (*meta.Fields, *block.Page) {
	var s facts.Stages
	p, v, t := s.Blocks([]byte(page))
	return s.Reader.HTML(p, v, t, []byte(address)), p
}

func TestHTML(t *testing.T) {
	const address = "https://bote.example/rat/bruecke-wird-abgerissen"
	const title = "Rat opfert die alte Holzbrücke"
	for _, tt := range []struct {
		name, head, body string
		want             map[string]string
	}{
		{
			name: "open graph",
			head: `<title>Rat opfert die alte Holzbrücke | Niederbacher Bote</title>
				<meta property="og:title" content="Rat opfert die alte Holzbrücke">
				<meta property="og:site_name" content="Niederbacher Bote">
				<meta property="og:type" content="article">
				<meta property="article:published_time" content="2025-03-04T19:40:00+01:00">
				<meta property="article:modified_time" content="2025-03-05T07:30:00+01:00">
				<meta property="article:section" content="Lokales">
				<meta name="author" content="Eva Winter">
				<meta property="og:image" content="/bild/bruecke.jpg?a=1&amp;b=2">
				<meta name="description" content="Der Abriss kommt &bdquo;schon&ldquo; im Herbst.">
				<meta name="keywords" content="Br&uuml;cke, Rat">
				<link rel="canonical" href="../rat/bruecke-wird-abgerissen">`,
			body: `<article><h1>Rat opfert die alte Holzbrücke</h1>` + body + `</article>`,
			want: map[string]string{
				"title":       title + " (visible)",
				"site":        "Niederbacher Bote (open-graph)",
				"published":   "2025-03-04T19:40:00+01:00 (open-graph)",
				"modified":    "2025-03-05T07:30:00+01:00 (open-graph)",
				"section":     "Lokales (open-graph)",
				"authors":     "Eva Winter (meta)",
				"image":       "https://bote.example/bild/bruecke.jpg?a=1&b=2 (open-graph)",
				"description": "Der Abriss kommt „schon“ im Herbst. (meta)",
				"tags":        "Brücke Rat",
				"canonical":   address + " (link rel)",
				"language":    "de (visible)",
			},
		},
		{
			name: "json-ld graph",
			head: `<title>Rat opfert die alte Holzbrücke - Niederbacher Bote</title>
				<script type="application/ld+json">//<![CDATA[
				{"@context":"https://schema.org","@graph":[
				{"@type":"Organization","@id":"#o","name":"Niederbacher Bote"},
				{"@type":"Person","@id":"#eva","name":"Eva Winter"},
				{"@type":"NewsArticle","headline":"Rat opfert die alte Holzbr\u00fccke",
					"author":[{"@id":"#eva"},{"@type":"Person","name":"Jan Sommer"}],
					"datePublished":"2025-03-04T19:40","publisher":{"@id":"#o"},
					"isAccessibleForFree":"False","articleSection":["Lokales"],"inLanguage":"de",},
				{"@type":"NewsArticle","headline":"Freibad öffnet im Mai",
					"url":"https://bote.example/freibad","datePublished":"2025-01-01",
					"author":"Ada Herbst"}
				]}
				//]]></script>`,
			body: `<article><h1>Rat opfert die alte Holzbrücke</h1>` + body + `</article>`,
			want: map[string]string{
				"title":     title + " (visible)",
				"site":      "Niederbacher Bote (json-ld)",
				"published": "2025-03-04T19:40 (json-ld)",
				"section":   "Lokales (json-ld)",
				"authors":   "Eva Winter (json-ld) Jan Sommer (json-ld)",
				"paywalled": "json-ld",
				"canonical": address + " (url)",
				"language":  "de (visible)",
			},
		},
		{
			name: "microdata",
			head: `<title>Rat opfert die alte Holzbrücke</title>`,
			body: `<article itemscope itemtype="https://schema.org/NewsArticle">
				<h1 itemprop="headline">Rat opfert die alte Holzbrücke</h1>
				<span itemprop="author" itemscope itemtype="https://schema.org/Person">Von
					<b itemprop="name">Eva Winter</b>, Redakteurin</span>
				<time itemprop="datePublished" datetime="2025-03-04">gestern</time>` + body +
				`</article>`,
			want: map[string]string{
				"title":     title + " (visible)",
				"published": "2025-03-04 (microdata)",
				"authors":   "Eva Winter (microdata)",
				"canonical": address + " (url)",
				"language":  "de (visible)",
			},
		},
		{
			name: "visible",
			head: `<title>Rat opfert die alte Holzbrücke</title>`,
			body: `<h1>Rat opfert die alte Holzbrücke</h1><div class="meta">4. März 2025</div>
				<div>Von <span>Eva Winter</span></div>` + body,
			want: map[string]string{
				"title":     title + " (visible)",
				"published": "2025-03-04 (visible)",
				"authors":   "Eva Winter (visible)",
				"canonical": address + " (url)",
				"language":  "de (visible)",
			},
		},
		{ // a year in a copyright notice is not a date, and the name of the site is not an author
			name: "nothing but text",
			head: `<title>Holzbrücken</title>`,
			body: `<h1>Holzbrücken</h1>` + body + `<footer>© 2024 Niederbacher Bote</footer>`,
			want: map[string]string{
				"title":     "Holzbrücken (visible)",
				"canonical": address + " (url)",
				"language":  "de (visible)",
			},
		},
		{
			name: "site as author",
			head: `<title>Rat opfert die alte Holzbrücke</title>
				<meta property="og:site_name" content="Niederbacher Bote">
				<script type="application/ld+json">{"@type":"NewsArticle",
					"headline":"Rat opfert die alte Holzbrücke","datePublished":"2025-03-04",
					"author":{"@type":"Organization","name":"Niederbacher Bote"}}</script>`,
			body: `<h1>Rat opfert die alte Holzbrücke</h1>` + body,
			want: map[string]string{
				"title":     title + " (visible)",
				"site":      "Niederbacher Bote (open-graph)",
				"published": "2025-03-04 (json-ld)",
				"authors":   "Niederbacher Bote (json-ld organization)",
				"canonical": address + " (url)",
				"language":  "de (visible)",
			},
		},
	} {
		page := "<!DOCTYPE html><html lang=de><head>" + tt.head + "</head><body>" + tt.body
		f, p := readHTML(page+"</body></html>", address)
		got := fields(f, p.Text)
		for name := range tt.want {
			if got[name] != tt.want[name] {
				t.Errorf("%s: %s is %q, want %q", tt.name, name, got[name], tt.want[name])
			}
		}
		for name := range got {
			if _, ok := tt.want[name]; !ok {
				t.Errorf("%s: %s is %q, want none", tt.name, name, got[name])
			}
		}
	}
}

// TestNoDate reads pages that show dates of other things.
func TestNoDate(t *testing.T) {
	list := ""
	for d := '1'; d <= '8'; d++ {
		list += strings.ReplaceAll(`<li><h3><a href="/b#">Nachricht Nummer # aus dem Tal</a></h3>
			<time datetime="2025-03-0#">#. März 2025</time></li>`, "#", string(d))
	}
	for _, tt := range []struct{ name, address, page string }{
		{
			"home page", "https://bote.example/",
			`<title>Niederbacher Bote</title><meta property="og:type" content="website">
				<h1>Niederbacher Bote</h1><ul>` + list + `</ul>`,
		},
		{
			"shop", "https://laden.example/leim",
			`<title>Holzleim</title><meta property="og:type" content="product">
				<script type="application/ld+json">{"@type":"Product","name":"Holzleim",
				"review":{"@type":"Review","datePublished":"2024-01-01","author":"Ada Herbst"}}
				</script><h1>Holzleim</h1><p>12,90 Euro</p>`,
		},
	} {
		f, p := readHTML(tt.page, tt.address)
		if f.PublishedSource != meta.NoSource || len(f.Authors) > 0 {
			t.Errorf("%s: %v", tt.name, fields(f, p.Text))
		}
	}
}

func TestHTMLAllocs(t *testing.T) {
	page := []byte(`<!DOCTYPE html><html lang=de>
		<title>Rat opfert die alte Holzbrücke | Bote</title>
		<meta name=author content="Eva Winter"><link rel=canonical href="/rat">
		<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
			"headline":"Rat opfert die alte Holzbrücke","author":{"name":"Eva Winter","url":"x"},
			"datePublished":"2025-03-04T10:00:00Z","keywords":"a,b"}]}</script>
		<h1>Rat opfert die alte Holzbrücke</h1>
		<a rel=author class="author-name" href="/author/eva">Eva Winter</a>
		<time datetime="2025-03-04">4. März 2025</time>` + body)
	var s facts.Stages
	address := []byte("https://bote.example/rat")
	read := func() {
		page, sheet, thread := s.Blocks(page)
		s.Reader.HTML(page, sheet, thread, address)
	}
	read()
	read()
	if n := testing.AllocsPerRun(20, read); n != 0 {
		t.Errorf("the stages up to Reader.HTML allocate %v times once they have grown", n)
	}
}

// FuzzHTML reads any page: all values must be ranges of its text and valid UTF-8, and a reused
// Reader must give the same result as a new one.
func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<title>A | B</title><meta name=author content="Eva &amp; Jan">
		<script type="application/ld+json">{"@type":"Article","author":["x",{"name":["y"]}],
		"datePublished":"2025"}</script><h1>A</h1>by Eva Winter`), "https://b.example/a-b")
	f.Add([]byte(`<base href="//x/"><link rel=canonical href="?a"><time datetime=2025-03-04>x</time>
		<p itemprop=author itemscope><i itemprop=name>Z`), "")
	var reused facts.Stages
	f.Fuzz(func(t *testing.T, page []byte, address string) {
		var s facts.Stages
		p, v, th := s.Blocks(page)
		first := fields(s.Reader.HTML(p, v, th, []byte(address)), p.Text)
		p, v, th = reused.Blocks(page)
		again := fields(reused.Reader.HTML(p, v, th, []byte(address)), p.Text)
		for name, text := range first {
			if again[name] != text {
				t.Errorf("%s is %q, of a reused reader %q", name, text, again[name])
			}
			if name != "canonical" && !utf8.ValidString(text) && utf8.Valid(p.Text) {
				t.Errorf("%s is not UTF-8: %q", name, text)
			}
		}
	})
}

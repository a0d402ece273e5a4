package htmlnode_test

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"klartext/engine"
	"klartext/engine/htmlnode"
)

const page = `<!DOCTYPE html><html lang="de"><body>
<nav><a href="/">Start</a> <a href="/orte">Orte</a></nav>
<main><h1>Die Schleuse öffnet wieder</h1>
<p>Nach elf Monaten Bauzeit fahren ab Montag wieder Schiffe durch die Schleuse am Unterlauf,
teilte das Amt am Freitag mit.</p>
<div class="werbung"><p>Jetzt 30 Tage kostenlos testen!</p></div>
<p>Für die Schifffahrt bedeutet das: keine Umwege mehr über den alten Kanal, der nur kleine Boote
trägt und oft gesperrt ist.</p>
</main><footer><a href="/impressum">Impressum</a></footer></body></html>`

// Clean a page that has already been parsed for other reasons, without parsing it again.
func ExampleCleaner_Clean() {
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	c := htmlnode.NewCleaner(engine.New(engine.Options{}))
	doc, err := c.Clean(n)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", doc.Title)
	// Output: Die Schleuse öffnet wieder
}

// Callers that know better than the engine what to leave out remove it from the tree first. With
// goquery that is page.Find(".werbung").Remove(), and the nodes are page.Nodes.
func ExampleCleaner_Clean_part() {
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	remove(n, "werbung")
	doc, err := htmlnode.Clean(engine.New(engine.Options{}), n)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Contains(string(doc.Source), "kostenlos"))
	// Output: false
}

// remove removes all elements of a class.
func remove(root *html.Node, class string) {
	var found []*html.Node
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "class" && a.Val == class {
				found = append(found, n)
			}
		}
	}
	for _, n := range found {
		n.Parent.RemoveChild(n)
	}
}

// AppendHTML is useful by itself: it writes nodes that html.Render does not.
func ExampleAppendHTML() {
	n, err := html.Parse(strings.NewReader(`<body><noscript><p>Ohne <b>Skripte</b></p></noscript>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", htmlnode.AppendHTML(nil, n))
	// Output:
	// <html><head></head><body><noscript><p>Ohne <b>Skripte</b></p></noscript></body></html>
}

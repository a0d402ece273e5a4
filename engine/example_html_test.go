package engine_test

import (
	"fmt"

	"klartext/engine"
)

const htmlPage = `<!doctype html><html lang="en"><head><title>Ferry gets a solar roof | The Estuary</title>
<meta property="article:published_time" content="2024-02-19T06:12:00+01:00"></head><body>
<nav class="menu"><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav>
<article><h1>Ferry gets a solar roof</h1>
<p class="byline">By Hilke Brannhoff</p>
<p>From April the old ferry will run on power from its own roof, the operator said on Monday. The rest comes from
<a href="/harbour">the harbour</a>, where a battery is charged at night.</p>
<h2>What it costs</h2>
<p>About two million euros have been set aside for the work. A third of that is paid by the villages on both banks of the river.</p>
<ul><li>Adults pay <b>2.60 euros</b>.<li>Children travel for half of that.</ul>
</article><footer class="footer">Imprint</footer></body></html>`

func ExampleEngine_HTML() {
	e := engine.New(engine.Options{Address: []byte("https://estuary.example/ferry")})
	doc, err := e.HTML([]byte(htmlPage))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, %s, from %s\n\n", doc.Authors[0], doc.Date.AppendISO(nil), doc.Sources.Date)
	fmt.Printf("%s", doc.AppendMarkdown(nil, engine.WriteOptions{Title: true}))
	// Output:
	// Hilke Brannhoff, 2024-02-19T06:12:00+01:00, from open-graph
	//
	// # Ferry gets a solar roof
	//
	// From April the old ferry will run on power from its own roof, the operator said on Monday. The rest comes from [the harbour](https://estuary.example/harbour), where a battery is charged at night.
	//
	// ## What it costs
	//
	// About two million euros have been set aside for the work. A third of that is paid by the villages on both banks of the river.
	//
	// - Adults pay **2.60 euros**.
	// - Children travel for half of that.
}

// Package htmlnode cleans pages that have already been parsed by golang.org/x/net/html, as goquery
// and colly do.
//
// The engine reads bytes, so the nodes are first written as HTML, to memory that the Cleaner keeps
// for the next page. That is cheap compared with the parsing that was done (in the benchmark of
// this package, about 1 GB/s against 60 MB/s). It has one consequence: byte ranges in the Document
// refer to the written page, which is Document.Source, not to the page that was fetched. Callers
// that have the fetched bytes and do not need the nodes should pass the bytes to Engine.HTML.
//
// With goquery, a page is cleaned by
//
//	c := htmlnode.NewCleaner(engine.New(engine.Options{}))
//	doc, err := c.Clean(page.Nodes...)              // page is a *goquery.Document
//	doc, err = c.Clean(page.Find("main").Nodes...)  // or a part of it
//
// and with colly, in OnHTML("html", …), by c.Clean(e.DOM.Nodes...).
package htmlnode

// Package htmlnode takes pages apart that have been parsed by golang.org/x/net/html already, as goquery and colly do.
//
// The engine reads bytes, so the nodes are written as HTML first, into memory that the Cleaner keeps for the next page.
// That is cheap beside the parsing that was done (the benchmark of this package: about 1 GB/s against 60 MB/s), and has one
// consequence: byte ranges in the Document are those of the written page, which is Document.Source, and not those of the
// page that was fetched. Who has the fetched bytes and needs nothing of the nodes should give them to Engine.HTML.
//
// With goquery a page is cleaned by
//
//	c := htmlnode.NewCleaner(engine.New(engine.Options{}))
//	doc, err := c.Clean(page.Nodes...)              // page is a *goquery.Document
//	doc, err = c.Clean(page.Find("main").Nodes...)  // or a part of it
//
// and with colly, in OnHTML("html", …), by c.Clean(e.DOM.Nodes...).
package htmlnode

// Package engine takes web pages apart, into their main text, their metadata and the comments of
// their readers. For every block of the page it says what it is, and why.
//
// Terms: a block is a paragraph, heading, list item or line of the page, given by its byte range. A
// label says what a block is (see package label). Boilerplate is what is neither text nor comment:
// navigation, consent boxes, player controls and so on, by family. A comment thread is the comments
// with who replied to whom. The reason is the rule or the estimate that decided a label.
//
// Make an Engine once, and use it for many pages:
//
//	e := engine.New(engine.Options{})
//	doc, err := e.HTML(page) // or e.Text(page) for plain text
//	if err != nil { … }
//	text := doc.AppendText(nil, engine.WriteOptions{})
//
// The Document refers to the page's bytes and to memory of the Engine. It is valid until the
// Engine's next call; Clone keeps it. After the first pages nothing is allocated any more. An
// Engine serves one goroutine at a time; make one for each.
package engine

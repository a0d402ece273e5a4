// Package engine takes web pages apart: into their main text, their metadata and the comments of
// their readers. It says of every block of the page what it is and why.
//
// The words used: a block is a paragraph, heading, list item or line of the page, given by its byte
// range; a label says what a block is (see package label); boilerplate is what is neither text nor
// comment: navigation, consent boxes, player controls and so on, by family; a comment thread is the
// comments with who replied to whom; the reason is the rule or the estimate that decided a label.
//
// An Engine is made once and used for many pages:
//
//	e := engine.New(engine.Options{})
//	doc, err := e.HTML(page) // or e.Text(page) for plain text
//	if err != nil { … }
//	text := doc.AppendText(nil, engine.WriteOptions{})
//
// The Document refers to the page's bytes and to memory of the Engine: it is valid until the
// Engine's next call; Clone keeps it. After the first pages nothing is allocated any more. An
// Engine serves one goroutine at a time; make one for each.
package engine

// Package markup writes a page as Markdown, as HTML and as plain text.
//
// The input is a Page: the tape of elements of an HTML page (see package block), the text, and for
// every block its label and whether it belongs to the main text; then, one by one, the comments in
// the order of their thread. The output is appended to a byte slice, and is valid UTF-8 whatever
// the page contains. If the slice has room, nothing is allocated.
//
//	w := markup.BeginMarkdown(dst, &page, options) // title and main text
//	for … {
//		w.Comment(&comment)
//	}
//	dst = w.End()
//
// Terms: a container is a visible element around blocks, such as a list, an item or a quote. A leaf
// is a paragraph, heading or program, which is one block, or several that only a br element
// separates. A span is inline markup. A mark is what Markdown has for it, such as stars.
//
// An HTML page is written by a walk over its tape. There is one walker, and a dialect for each
// format pulls it: walker.next says which container opens or closes, which leaf begins or ends and
// what is between two; walker.piece does the same for the text of a block, and rows for a table.
// The dialect writes it. The walker knows nothing about the formats, except that in Markdown the
// text of a footnote is separate. Dialects are not an interface that the walker calls: what is
// passed through one moves to the heap, and a walker has 28 KB.
//
//	page.go         what is written: Page, Block, Options
//	comment.go      Comment, and the lines of its text
//
//	walk.go         the walker: the blocks in page order, and what is between them
//	container.go    the containers around a block
//	leaf.go         which blocks make one leaf
//	line.go         the text of a block and the spans in it
//	table.go        which tables have data; their rows and cells
//	tape.go         what the walker needs to know about elements, with the following files
//	note.go         footnotes
//	picture.go      which pictures are written; file.go where their files are
//	formula.go      formulas, as TeX
//	language.go     the language of a program
//	address.go      addresses: resolved, and only those that do no harm
//
//	html.go         HTML: the article, plain text by its labels, comments
//	html_tape.go    containers and leaves; html_line.go their text; html_table.go tables
//
//	markdown.go     Markdown: plain text by its labels, comments
//	markdown_tape.go, markdown_line.go, markdown_table.go
//	margin.go       what lines start with: the marks of quotes and items
//	emphasis.go     where there can be stars
//	code.go         code within a line
//	typography.go   quotation marks, raised and lowered figures
//
//	text.go         plain text; texts.go the cells of a row on one line
//	run.go, list.go blocks of plain text with one label, and the marks of its list items
//	buffer.go       what is being written; escape.go keeps text from being markup
//	limits.go       all limits
package markup

// Command digest shows whether a change affects the answers of klartext. For every page of testdata
// and of the corpora, as HTML and as plain text, it writes one line: the name of the page and a
// hash of each part of the answer. The parts are
//
//	blocks    range, kind, label, score, main flag, estimate, reason and text of every block
//	meta      every field of the metadata with its source
//	comments  every field of every comment, and the comment section
//	text, markdown, html, json, jsonld, record, rows   the output of each writer
//
// testdata.txt holds the lines of testdata; a test compares them. The corpora are not part of the
// repository, so their lines go to a file that the first run writes and later runs compare with:
//
//	make digest                       # compare with .cache/digest.txt, or write it
//	make digest UPDATE=1              # rewrite it
//	go run ./bench/digest -show NAME  # print what is hashed for a page, to diff two versions
//
// A name is SET/ID/FORM, for example "wcxb/0001/html". The hashes are for amd64; processors that
// fuse multiplication and addition may round some scores differently.
package main

// Package peers compares klartext with other extractors, in Go and in JavaScript: the same pages,
// one after another, each peer in its own process. It is a separate module, so that users of
// klartext need not download what it is compared with.
//
//	make peers                                    the table, kept in bench/results for
//	                                              "make report"; ROUNDS=3 PEERPAGES=100
//	go test -run TestTable -timeout 0 -rounds 3   only the table; needs js/node_modules
//	go test -bench Peers                          each Go peer alone; compare with benchstat
//	                                              over -count 10
//
// The pages are a selection of wcxb-dev and evaldata-dev (KLARTEXT_CORPUS, by default
// ../shared/corpus next to the repository), spread evenly over the files and in UTF-8. Without the
// corpora they are those of testdata/html, which are too few for meaningful figures. A peer is a
// name and a function from page to text and comments. Extractors return the main text and are
// scored against the gold. Tokenizers and parsers return counts, and show the minimum cost of a
// page.
//
// A process receives one page at a time and returns text, time and memory (serve_test.go,
// js/run.js), so a peer that crashes or never ends loses only that page. A page on which a peer
// fails counts as failed, never as fast: it does not count in the times, and its text counts as
// empty.
//
// The models of klartext were trained on pages of both sets. So its quality here shows that nothing
// broke while it became fast, not how good it is. With -models, a folder filled by "make train", an
// additional row uses models that have not seen the page.
package peers

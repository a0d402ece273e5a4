// Package peers measures klartext beside other extractors, in Go and in JavaScript: the same pages, one after the other, each
// peer in a process of its own. It is a module of its own, so that nobody who uses klartext has to load what it is compared with.
//
//	make peers                                    the table, kept in bench/results for "make report"; ROUNDS=3 PEERPAGES=100
//	go test -run TestTable -timeout 0 -rounds 3   the table only, when js/node_modules is there
//	go test -bench Peers                          each Go peer for itself; compare with benchstat over -count 10
//
// The pages are some of wcxb-dev and evaldata-dev (KLARTEXT_CORPUS, by default ../shared/corpus beside the repository), spread
// evenly over the files and in UTF-8; without the corpora those of testdata/html, too few for figures. A peer is a name and a
// function from page to text and comments. Extractors answer with the main text and are scored against what is right;
// tokenizers and parsers answer with counts, and are there to tell what a page costs at least.
//
// A process is sent one page and answers with text, time and memory (serve_test.go, js/run.js), so that a peer that crashes
// or never ends costs it one page. A page that a peer fails on counts as failed, never as fast: it has no part in its times,
// and nothing was found on it.
//
// klartext's models were trained on pages of both sets, so that its quality here tells that nothing broke while it became
// fast, not how good it is. With -models, a folder that "make train" filled, a row more has models that have not seen the page.
package peers

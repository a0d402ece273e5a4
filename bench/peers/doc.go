// Package peers measures klartext beside other Go packages: the same pages, one process, one run. It is a module of its own,
// so that nobody who uses klartext has to load what it is compared with.
//
//	go test -run TestRatios -v -rounds 5   the table: best times, ratios, memory, word-F1; about ten seconds a round
//	go test -bench .                       each peer for itself; compare with benchstat over -count 10
//
// The pages are the first 100 of wcxb-dev (KLARTEXT_CORPUS, by default ../shared/corpus beside the repository), without it
// those of testdata/html, too few for figures. A peer is a function from page to answer. Extractors answer with the main text
// and are scored against the gold text; tokenizers answer with counts, and are there to tell what a page costs at least.
// A page that a peer fails on counts as failed, never as fast: it has no part in the ratio and word-F1 0.
//
// klartext's model was trained on wcxb-dev, so that its word-F1 here ("seen") tells that nothing broke while it became fast,
// not how good it is. With -models, a folder that "make train" filled, it is that of models which have not seen the page.
package peers

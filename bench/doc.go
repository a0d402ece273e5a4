// Package bench measures the engine: how fast it takes pages apart, stage by stage, what it allocates, and how good the answers
// are that it is fast with.
//
//	go test -bench . ./bench                          everything
//	go test -bench 'Page/testdata' -count 10 ./bench | tee new.txt
//	benchstat old.txt new.txt                         golang.org/x/perf/cmd/benchstat
//	go test ./bench -bench Scale -scale 100           pages of up to 100 MB
//	go test -run TestBaseline ./bench                 allocations and quality against baseline.txt
//
// The sets are the pages of testdata and, where the corpora are present (KLARTEXT_CORPUS, by default ../shared/corpus
// beside the repository), real ones. One operation is a set from its first page to its last, with one engine; the speed in
// MB/s is what compares between sets. The names:
//
//	Tokenize, Block, Label, Thread, Meta      the stages of an HTML page, each for itself
//	Write/{format}, Charset/{encoding}, Read/{compression}
//	Page/{set}/{all, type of page, size}      Engine.HTML and AppendText, with the quality of what they answer
//	Text/{set}                                the same for plain text
//	Scale/{shape}/{size}, Scale/goroutines=N  time and memory against size, speed against engines
//	Split, Stage, HTML, EngineText, IndexByteHop
//
// Quality (quality_test.go) is measured once, before the clock runs. The models were trained on the pages of wcxb and news, so
// that these figures tell whether a change broke something, not how good the engine is on other pages; README has those, of
// cross-validation.
package bench

// Package bench measures the engine: how fast it cleans pages, stage by stage, how much it
// allocates, and how good its answers are.
//
//	go test -bench . ./bench                          everything
//	go test -bench 'Page/testdata' -count 10 ./bench | tee new.txt
//	benchstat old.txt new.txt                         golang.org/x/perf/cmd/benchstat
//	go test ./bench -bench Scale -scale 100           pages of up to 100 MB
//	go test -run TestBaseline ./bench                 allocations and quality against baseline.txt
//
// The sets are the pages of testdata and, if the corpora are present (KLARTEXT_CORPUS, by default
// ../shared/corpus next to the repository), real pages. One operation is a set from its first page
// to its last, with one engine. To compare sets, use the speed in MB/s. The names:
//
//	Tokenize, Block, Label, Thread, Meta      the stages of an HTML page, one by one
//	Write/{format}, Charset/{encoding}, Read/{compression}
//	Page/{set}/{all, type of page, size}      Engine.HTML and AppendText, with their quality
//	Text/{set}                                the same for plain text
//	Scale/{shape}/{size}, Scale/goroutines=N  time and memory by size, speed by number of engines
//	Split, Stage, HTML, EngineText, IndexByteHop
//
// Quality (quality_test.go) is measured once, before the clock starts. The models were trained on
// the pages of wcxb and news, so these figures show whether a change broke something, not how good
// the engine is on other pages. README has figures from cross-validation.
package bench

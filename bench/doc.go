// Package bench measures the engine: how fast it takes pages apart, stage by stage, and what it allocates.
//
//	go test -bench . ./bench                          everything
//	go test -bench 'EngineText/testdata' -count 10 ./bench | tee new.txt
//	benchstat old.txt new.txt                         golang.org/x/perf/cmd/benchstat
//
// The sets are the pages of testdata and, where the corpora are present (KLARTEXT_CORPUS, by default ../shared/corpus
// beside the repository), real ones. One operation is a set from its first page to its last, with one engine; the speed in
// MB/s is what compares between sets. BenchmarkIndexByteHop is how fast the same bytes can be looked at at all.
package bench

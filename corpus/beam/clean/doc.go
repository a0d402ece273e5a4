// Package clean provides "klartext batch" as transforms for Apache Beam. A crawl comes in as the
// names of its files and goes out as files of the same rows, on as many machines as the runner has.
//
//	patterns ─▶ Match ─┐
//	list     ─▶ List  ─┴▶ Shards ─▶ Survey ──┐ side input, with Options.Lines only
//	                         └────▶ Write ◀──┘ ─▶ batch.Counts of each shard ─▶ WriteCounts
//
// # Words
//
// A shard is what one worker reads from beginning to end and writes as one output: an archive, or
// all page files (.html, .txt and so on) whose names hash to one of Options.PageShards. The shard
// of a file and the name of its output depend only on the file's name, so a second run over more
// files writes the same names for the same files.
//
//	news.warc.gz-0123456789ab.jsonl.zst      the rows, as package sink writes them
//	news.warc.gz-0123456789ab.damage.jsonl   only if something was damaged (1)
//	counts.json                              batch.Counts of all shards; written last
//
//	(1) {"file", "offset", "within", "id", "error"}
//
// # Retries
//
// A runner may run a bundle again, or twice at the same time. Every output is made on the worker's
// own disk, copied to a unique name next to the final one, and renamed once it is complete. (If the
// file system cannot rename, it is copied and the source removed.) So whatever has a final name is
// always complete, and since it depends only on the shard and the options, one attempt may replace
// another's. If a shard has no rows or no damage, what an earlier run left under that name is
// removed. A worker that dies may leave a file ".NAME.NUMBER.tmp"; these are never read.
//
// Damage in the input is not an error: it is counted, logged with its position, and listed in the
// output. A file that cannot be opened or read to its end is an error, because trying again may
// help; the runner decides when to give up.
//
// # Memory
//
// Archives are read as streams through Beam's file systems. Each instance of a DoFn keeps one
// Engine. With Lines a worker process has one dedup.Survey, which all instances share, plus one per
// instance while surveying; see dedup.SurveyOptions for the size. The Survey counts all shards
// together. For a crawl of more than 100,000 pages its Width should grow, or the crawl should be
// divided by host.
package clean

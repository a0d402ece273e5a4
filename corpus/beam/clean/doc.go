// Package clean is "klartext batch" as transforms of Apache Beam: a crawl comes in as the names of its files, and goes out as files of
// the same rows, on as many machines as the runner has.
//
//	patterns ─▶ Match ─┐
//	list     ─▶ List  ─┴▶ Shards ─▶ Survey ──┐ side input, with Options.Lines only
//	                         └────▶ Write ◀──┘ ─▶ batch.Counts of each shard ─▶ WriteCounts
//
// # Words
//
// A shard is what one worker reads from beginning to end and writes as one output: an archive, or all page files (.html, .txt and
// so on) whose names fall into one of Options.PageShards. Which shard a file belongs to, and what its output is called, depends on
// its name only, so that a second run over more files writes the same names for the same files.
//
//	news.warc.gz-0123456789ab.jsonl.zst      the rows, as package sink writes them
//	news.warc.gz-0123456789ab.damage.jsonl   {"file", "offset", "within", "id", "error"}; only where something was damaged
//	counts.json                              batch.Counts of all shards; written last
//
// # Retries
//
// A runner may run a bundle again, or twice at once. Every output is made on the worker's own disk, copied to a name of its
// own beside the final one, and renamed when all of it is there (where the file system cannot rename: copied by it and removed).
// What stands under a final name is always whole, and since it depends on the shard and the options only, one attempt may
// replace another's. Where a shard has no rows or no damage, what an earlier run left under that name is removed. A worker that dies may leave a file ".NAME.NUMBER.tmp"; none of these is ever read.
//
// Damage in the input is no error: it is counted, logged with its position, and in the output. A file that cannot be opened or
// read on is an error, for reading it again may help; so it is the runner that gives up, or not.
//
// # Memory
//
// Archives are read as streams over Beam's file systems. Each instance of a DoFn keeps one Engine. With Lines a worker process
// has one dedup.Survey, which all instances share, and while surveying one for each instance; see dedup.SurveyOptions for its
// size. It counts all shards together: for a crawl of more than 100,000 pages its Width is to grow, or the crawl is to be
// cut by host.
package clean

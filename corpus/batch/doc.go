// Package batch cleans crawls: it reads the inputs, cleans their pages on all cores, and writes
// them in the order of the input.
//
//	 reader ─▶ records ─▶ workers ─▶ items ─▶ writer ─▶ parts, manifest
//	one per input        an Engine each      one per input
//
// The output depends only on the inputs and the options, never on timing, on the number of workers,
// or on how often the run was stopped and resumed.
//
// # Words
//
// An event of an input is a record or a damage, as the reader reports them; events are numbered. A
// part is a sequence of events: it ends with the event at which their pages reach Options.PartSize
// bytes. The rows of a part, what was damaged in it and what was left out as duplicate are files,
// each written under a temporary name and renamed. The manifest of an input lists the complete
// parts and what was counted in them. It is rewritten after each part. So at whatever moment a run
// ends, everything up to the last part in the manifest is complete, and the rest is written again,
// with the same result.
//
//	news.warc.gz-0123456789ab-00000.jsonl.zst         the rows of part 0
//	news.warc.gz-0123456789ab-00000.damage.jsonl      only if something was damaged (1)
//	news.warc.gz-0123456789ab-00000.duplicates.jsonl  only with Exact and Near (2)
//	news.warc.gz-0123456789ab-00000.seen              only with Exact and Near
//	news.warc.gz-0123456789ab.manifest.json
//	lines-0123456789abcdef.survey                     only with Lines
//
//	(1) {"file", "offset", "within", "id", "error"}
//	(2) {"id", "url", "file", "offset", "within", "of": {"part", "row"}, "similarity"}
//
// The names depend on the names of the inputs as given, see OutputName, and not on what other
// inputs there are. So more inputs can be cleaned into the same directory later, except with Lines;
// with Exact and Near only inputs that come after the others. Files in the output directory are not
// read as input, even if it is below an input.
//
// # Resuming
//
// Inputs that are complete according to their manifest are skipped. For the others, the events of
// complete parts are skipped without cleaning their pages. Exact and Near store what was new in a
// part in a file next to it. They decide in the order of the inputs, so the inputs are read one
// after another, and must be the same up to the last one with results. Lines reads everything
// twice, so its inputs must be files. What its first pass counted is kept in a separate file, which
// is valid only for these inputs and this shard.
//
// # Errors of inputs
//
// Damage costs only the records that it hits. An input that cannot be opened or read to its end is
// an *InputError. Its complete parts stay. The part being written is dropped, because its end must
// not depend on the error. The other inputs are still cleaned, except with Exact and Near: there
// the run ends, because the following inputs depend on this one. With Lines both passes continue.
// What the first pass could read is counted, and is not counted again by a resumed run.
//
// # Disk
//
// The manifest of an input takes about 200 bytes per part and is rewritten after each part. An
// archive of 1 GB with 5 GB of pages has 80 parts and writes 1 MB of manifests. A set of pages with
// 1 TB has 16,000 parts and writes 25 GB, so it is better cleaned in shards. The .seen files of
// Exact take 16 bytes per row in total, those of Near 136; all are read when a run is resumed.
//
// # Memory
//
// Records between reader and writer are bounded by their bytes, and memory is reused. Pages over a
// megabyte are cleaned one at a time, and the Engine that grew with such a page is dropped. After a
// page over 8 MB nothing is read until it is done. With two workers and the limit that klartext
// batch sets for the garbage collector, a run takes at most 280 MB with pages of 32 MB, including
// Lines and Near, which take 68 and 76 MB however much is read. Exact takes 21 to 43 bytes more for
// each different document, and 64 while its table grows: 0.6 GB for ten million documents, divided
// by the number of shards. Unpacking comes on top: a zstd frame asks for a window of up to 128
// MB, but of 8 MB or less unless it was made with --long or --ultra. An Engine takes about 25 bytes
// per byte of an HTML page and at least 1.4 KB per block; Options.Engine.MaxBlocks bounds that.
package batch

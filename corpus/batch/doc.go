// Package batch cleans crawls: it reads the inputs, takes their pages apart on all cores, and writes them in the order of the
// input.
//
//	 reader ─▶ records ─▶ workers ─▶ items ─▶ writer ─▶ parts, manifest
//	one per input        an Engine each      one per input
//
// What is written is a function of the inputs and the options, never of timing, of the number of workers, or of how often
// the run was ended and resumed.
//
// # Words
//
// An event of an input is a record or a damage, as the reader reports them; they are counted through. A part is a run of events: it
// ends with the event by which their pages have Options.PartSize bytes. Its rows, what was damaged in it and what was left out as
// duplicate are files, each written under a temporary name and renamed. The manifest of an input says which parts are
// complete and what was counted in them. It is written anew after each part, so that whatever the moment at which a run
// ends, everything up to the last part that it names is complete, and what is behind is written again, the same.
//
//	news.warc.gz-0123456789ab-00000.jsonl.zst         the rows of part 0
//	news.warc.gz-0123456789ab-00000.damage.jsonl      {"file", "offset", "within", "id", "error"}; only where something was damaged
//	news.warc.gz-0123456789ab-00000.duplicates.jsonl  {"id", "url", "file", "offset", "within", "of": {"part", "row"}, "similarity"}; only with Exact and Near
//	news.warc.gz-0123456789ab-00000.seen              only with Exact and Near
//	news.warc.gz-0123456789ab.manifest.json
//	lines-0123456789abcdef.survey                     only with Lines
//
// The names are made of those of the inputs as they are given, see OutputName, and not of what other inputs there are: but with Lines more inputs
// can be cleaned into the same directory later, with Exact and Near those that come behind. What is in the output directory is no input, though it be below one.
//
// # Resuming
//
// Inputs whose manifest says that they are complete are skipped. Of the others the events of complete parts are read over,
// without taking the pages apart. Exact and Near have what was new in a part in a file beside it; they decide in the order of
// the inputs, which are then read one after the other, and must be the same up to the last one with results. Lines reads everything
// twice, so that its inputs are files: what the first pass counted is kept in a file of its own, which goes with these inputs and this shard only.
//
// # Errors of inputs
//
// Damage costs the records that it hits. An input that cannot be opened or read on is an *InputError: the complete parts stay, the one that
// was being written is not, since where it ends must not depend on the error, and the other inputs are cleaned, but with Exact
// and Near, where the run ends, since the inputs behind depend on it. With Lines both passes go on; what the first could read is counted,
// and not counted again by a run that resumes.
//
// # Disk
//
// The manifest of an input has some 200 bytes for each part and is written anew with each: an archive of 1 GB with 5 GB of pages has 80 parts
// and writes 1 MB of manifests; a set of pages with 1 TB 16,000 and 25 GB, and is better cleaned in shards. The .seen files of Exact have 16
// bytes for each row together, those of Near 136; all are read when a run is resumed.
//
// # Memory
//
// Records between reader and writer are bounded by their bytes, memory is used again, pages over a megabyte are taken apart one
// at a time, after which the Engine that grew with them is dropped, and behind a page over 8 MB nothing is read until it is done. With
// two workers and klartext batch's limit for the garbage collector that makes at most 280 MB, with pages of 32 MB, and with Lines and Near, which
// take 68 and 76 MB however much is read. Exact takes 21 to 43 bytes more for each different document, and 64 while its table
// grows: 0.6 GB for ten million, which shards divide. What an input is packed with comes on top: a zstd frame asks for a window, which is 8 MB or less but with --long and --ultra, up to 128 MB. An Engine takes about 25 bytes for each byte of an HTML page
// and 1.4 KB for each block at least; Options.Engine.MaxBlocks bounds that.
package batch

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
//	news.warc.gz-00000.jsonl.zst         the rows of part 0
//	news.warc.gz-00000.damage.jsonl      {"file", "offset", "within", "id", "error"}; only where something was damaged
//	news.warc.gz-00000.duplicates.jsonl  {"id", "url", "file", "offset", "within", "of": {"part", "row"}, "similarity"}; only with Exact and Near
//	news.warc.gz.manifest.json
//
// # Resuming
//
// Inputs whose manifest says that they are complete are skipped. Of the others the events of complete parts are read over,
// without taking the pages apart. Exact and Near have what they have seen in a file beside the last part that was
// written, whatever its input; they decide in the order of the inputs, which are then read one after the other. Lines reads everything
// twice: what the first pass counted is kept in a file of its own.
//
// # Memory
//
// Records between reader and writer are bounded by their bytes, memory is used again, pages over a megabyte are taken apart one
// at a time, after which the Engine that grew with them is dropped, and behind a page over 8 MB nothing is read until it is done. With
// two workers and klartext batch's limit for the garbage collector that makes at most 280 MB, with pages of 32 MB and with any Dedup. What an
// input is packed with comes on top: a zstd frame asks for a window, which is 8 MB or less but with --long and --ultra, up to 128 MB. An Engine takes about 25 bytes for each byte of an HTML page
// and 1.4 KB for each block at least; Options.Engine.MaxBlocks bounds that.
package batch

// Package sink writes the cleaned pages of a crawl.
//
// A page flows in as the Record that was read and the Document that the engine made of it. A worker encodes them into an
// Item, which shares no memory with them, and so can be done by many at once:
//
//	record, document ─▶ Format.Encode ─▶ Item ─▶ Part.Write ─▶ Part.Commit
//	                    in any order             in the order of the input
//
// # Words
//
// A row is what is written of a page: an object in JSON lines, a row in Parquet, a file. A part is a run of rows that appears
// in one piece: it is written under a temporary name beside its own, synced, and renamed when it is complete, so that what
// stands under a part's name is always whole. With plain files the part is a directory.
//
// # Rows
//
// JSON lines, packed with zstd (one frame, without threads: the same rows always give the same bytes):
//
//	{"id", "url", "file", "offset", "within", "fetched_at",
//	 "title", "author", "date", "language", "text", "state", "announced", "provider", "comments": […]}
//
// id and url are the record's, file, offset and within its Position (bytes), fetched_at when the page was fetched, in ISO 8601
// as exact as it is known. url, within and fetched_at are left out where they are not known, within is left out where it is 0.
// The rest is what engine.Document.AppendRecord writes and what "klartext pipe" answers.
//
// Parquet has the same columns with the same names, packed with zstd, comments as a list of structs. What a JSON row leaves
// out or has as null is null; a comment's parent is null when the page does not say, and -1 at the top level. Row groups are
// bounded by their bytes.
//
// Plain files are text or Markdown, one per page, in a directory per part: the number of the page in its input, six digits or
// more, and what its URL or id has of letters and digits: 000041-example.org-a-b.txt. The file index.jsonl beside them says
// which is which: {"name", "id", "url", "file", "offset", "within", "fetched_at", "language"}.
package sink

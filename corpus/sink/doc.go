// Package sink writes the cleaned pages of a crawl.
//
// A page comes in as the Record that was read and the Document that the engine made of it. A worker
// encodes both into an Item. An Item shares no memory with them, so many workers can encode at
// once:
//
//	record, document ─▶ Format.Encode ─▶ Item ─▶ Part.Write ─▶ Part.Commit
//	                    in any order             in the order of the input
//
// # Words
//
// A row is what is written for a page: an object in JSON lines, a row in Parquet, or a file. A part
// is a sequence of rows that appears all at once. It is written under a temporary name next to its
// own, synced, and renamed once it is complete, so whatever has a part's name is always complete.
// For plain files the part is a directory.
//
// # Rows
//
// JSON lines, packed with zstd (one frame, without threads, so the same rows always give the same
// bytes):
//
//	{"id", "url", "file", "offset", "within", "fetched_at",
//	 "title", "author", "date", "language", "text",
//	 "state", "announced", "provider", "comments": […]}
//
// id and url come from the record; file, offset and within are its Position (in bytes). fetched_at
// is the time when the page was fetched, in ISO 8601 and as exact as known. url, within and
// fetched_at are left out if unknown, and within also if it is 0. The rest is what
// engine.Document.AppendRecord writes and "klartext pipe" answers.
//
// Parquet has the same columns under the same names, packed with zstd, with comments as a list of
// structs. Anything that a JSON row leaves out or has as null is null. A comment's parent is null
// if the page does not say, and -1 at the top level. Row groups are bounded by their size in bytes.
//
// Plain files are text or Markdown, one per page, in one directory per part. A file is named after
// the number of the page in its input, with at least six digits, and the letters and digits of its
// URL or id: 000041-example.org-a-b.txt. The file index.jsonl next to them lists the pages:
// {"name", "id", "url", "file", "offset", "within", "fetched_at", "language"}.
package sink

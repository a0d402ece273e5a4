// Package dedup finds what a crawl holds more than once: whole documents, documents that are nearly the same, and the blocks
// that a host repeats over its pages.
//
// The words used: a print is the 64-bit hash of a folded text; folded means lower case, with single spaces and plain
// apostrophes, see block.Fold; the id of a document is a number that its caller gives it, rising in the order of the crawl, such
// as the record's number. The host of a page is written without case, "www." and port.
//
//	                  workers, a Hasher each                one goroutine, in order
//	Exact   text  ─▶  Hasher.Fingerprint, 8 bytes      ─▶  Exact.Add: the first document with this text
//	Near    text  ─▶  Hasher.Signature, 128 bytes      ─▶  Near.Add: the most similar document before
//	Lines   page  ─▶  Hasher.HTML, Hasher.Text: Prints ─▶  Survey.Add: pass 1, counts
//	        doc   ─▶  Dropper.Drop: pass 2, blocks out ─▶  Top.Merge: the most repeated blocks
//
// What takes time is done by the workers; Add costs some hash table accesses. All results are functions of the input and its
// order, those of Survey and Top not even of its order. Exact, Survey, Near and Top can be merged, written and read again: by
// WriteTo and ReadFrom, or MarshalBinary and UnmarshalBinary. What is read is checked, and refused with a *StateError.
//
// # Memory
//
//   - Exact: 16 bytes a document when written, 21 to 43 in memory, without limit.
//   - Survey: 68 MB, however large the crawl; what grows is its error, see Survey.
//   - Near: 264 bytes a document that is kept, 76 MB at most unless NearOptions.Documents is set.
//   - Top: at most as many entries as it was made for, some 400 bytes each.
package dedup

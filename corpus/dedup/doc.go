// Package dedup finds what a crawl contains more than once: identical documents, nearly identical
// documents, and blocks that a host repeats on its pages.
//
// A print is the 64-bit hash of a folded text. Folded means lower case, with single spaces and
// plain apostrophes; see block.Fold. The id of a document is a number given by the caller that
// rises in the order of the crawl, such as the record's number. The host of a page is written in
// lower case, without "www." and port.
//
//	                  workers, a Hasher each                one goroutine, in order
//	Exact   text  ─▶  Hasher.Fingerprint, 8 bytes      ─▶  Exact.Add: the first document with it
//	Near    text  ─▶  Hasher.Signature, 128 bytes      ─▶  Near.Add: the most similar one before
//	Lines   page  ─▶  Hasher.HTML, Hasher.Text: Prints ─▶  Survey.Add: pass 1, counts
//	        doc   ─▶  Dropper.Drop: pass 2, blocks out ─▶  Top.Merge: the most repeated blocks
//
// The workers do what takes time; Add costs a few hash table accesses. All results depend only on
// the input and its order, those of Survey and Top not even on its order. Exact, Survey, Near and
// Top can be merged, written and read back with WriteTo and ReadFrom, or MarshalBinary and
// UnmarshalBinary. What is read is checked, and refused with a *StateError.
//
// # Memory
//
//   - Exact: 16 bytes per document when written, 21 to 43 in memory, without limit.
//   - Survey: 68 MB, however large the crawl; what grows is its error, see Survey.
//   - Near: 264 bytes per document kept, at most 76 MB unless NearOptions.Documents is set.
//   - Top: at most as many entries as it was made for, about 400 bytes each.
package dedup

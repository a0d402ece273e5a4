// Package warc reads the records of web archives: WARC 0.17 to 1.1, packed with gzip or zstd or not, as a stream.
//
// A record is a version line, named fields, an empty line, the block, and two line ends:
//
//	WARC/1.0
//	WARC-Type: response
//	Content-Length: 1270
//
//	HTTP/1.1 200 OK …
//
// Usually each record is a gzip member of its own. Such a record is returned only after the checksum of its member was found
// right; of several records in one member each is returned as soon as the next one begins, for the end may be far.
//
// What cannot be read is an unpack.Damage with the position of the record, and reading goes on with the next good record, searched
// from right behind the header of the damaged one: a wrong length does not swallow its neighbours. One error is returned for
// each damaged member that still looks like one, and one for each stretch of a member without a readable record. Of a block over
// Options.MaxBlock that is an archive itself, and begins its member, nothing is read: the next record begins with a member, even
// if the length was wrong and others of the same member are lost under that one error. No damage are:
// line ends without CR, missing ones and additional ones. Where as many are missing as the block ends with, the Content-Length is
// too large by so much: the block comes without them, unless its digest says otherwise or the archive has other records that lack
// line ends.
//
// A WARC-Block-Digest is verified where no checksum of a member proves the record, see Options.NoDigests.
//
// The memory is bounded by 1.25 times Options.MaxHeader and Options.MaxBlock together, and as much again for a moment while the buffer grows,
// and by what package unpack keeps. It is given back when a large record is gone.
package warc

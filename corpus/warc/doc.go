// Package warc reads the records of web archives as a stream: WARC 0.17 to 1.1, plain or packed
// with gzip or zstd.
//
// A record is a version line, named fields, an empty line, the block, and two line ends:
//
//	WARC/1.0
//	WARC-Type: response
//	Content-Length: 1270
//
//	HTTP/1.1 200 OK …
//
// Usually each record is a gzip member of its own. Such a record is returned only after the
// checksum of its member has proved right. If a member holds several records, each is returned as
// soon as the next one begins, because the end may be far away.
//
// Anything that cannot be read is an unpack.Damage with the position of the record, and reading
// continues with the next good record. The search for it starts right after the header of the
// damaged one, so a wrong length does not swallow its neighbours. There is one error for each
// damaged member that still looks like one, and one for each stretch of a member without a readable
// record. If a block over Options.MaxBlock is itself an archive, and its record begins its member,
// nothing in it is read: the next record must begin a member. That holds even if the length was
// wrong and other records of the same member are lost under that one error.
//
// Line ends without CR, missing line ends and extra ones are not damage. If exactly the missing
// ones are at the end of the block, Content-Length is too large by that much. The block is then
// returned without them, unless its digest says otherwise or the archive has other records that
// lack line ends.
//
// A WARC-Block-Digest is verified if no checksum of a member proves the record; see
// Options.NoDigests.
//
// Memory is bounded by 1.25 times Options.MaxHeader and Options.MaxBlock together, as much again
// for a moment while the buffer grows, and what package unpack keeps. It is released once a large
// record is done with.
package warc

// Package corpus reads crawls: WARC and WET archives, JSON lines, and files with HTML or plain text, packed with gzip or zstd
// or not.
//
// # What flows in and out
//
// Inputs finds what the patterns of a command line name, Shard takes one of several machines' part of it. Open gives a Reader of an
// input, NewReader one of any stream. The Reader's Next gives one Record after the other, always with the page as it was fetched:
// HTTP headers, chunks and content encodings are gone, the encoding of its characters is still there. Record.Page undoes that
// too, and gives what an engine takes.
//
//	Inputs ─▶ Shard ─▶ Open ─▶ Next ─▶ Record.Page ─▶ engine
//
// # What is read
//
//   - Of WARC files the "response" records of successful HTTP requests, whatever the status 2xx, and the "resource" records, if they
//     hold HTML, XHTML, plain text, or something of unknown type that is not binary. Kind is Unknown where servers send HTML and text under the
//     same name: text/plain, no type at all. Of a record that the crawler cut short (WARC-Truncated) or wrote in parts it is
//     what is there.
//   - Of WET files the "conversion" records with plain text.
//   - Of JSON lines every object; its keys are those of "klartext pipe", see Line.
//   - Page files, each a Record whose ID is the name of the file.
//
// Records of other kinds, answers of other types and empty pages are Ignored: counted, but not returned.
//
// # Damage
//
// A record that cannot be read is a Damage with its position, and reading goes on with the next one that can (packages warc and
// jsonl say how it is found). Damage may hide several records at once. What has no checksum, and no digest in the header of its
// WARC record, may be damaged without anybody's noticing: of lines in one large packed file, those before the place where the damage shows are returned.
//
// # Bounds
//
// A page has at most Options.MaxBytes bytes in each form that it takes: packed, unpacked, in chunks. What would be longer is
// Damage with ErrTooLong as soon as the limit is reached; what is no page, such as a long video, is Ignored. A Reader keeps a few such buffers, each as large as the largest page
// until then, and what package unpack keeps of a damaged file to search it.
package corpus

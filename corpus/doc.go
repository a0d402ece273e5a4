// Package corpus reads crawls: WARC and WET archives, JSON lines, and files of HTML or plain text,
// either plain or packed (compressed with gzip or zstd).
//
// # What flows in and out
//
// Inputs finds what the patterns on a command line name, and Shard picks one machine's share of it.
// Open returns a Reader of an input, NewReader a Reader of any stream. The Reader's Next returns
// one Record after another, always with the page as it was fetched: HTTP headers, chunks and
// content encodings are removed, the character encoding is left. Record.Page decodes that too and
// returns what an engine takes.
//
//	Inputs ─▶ Shard ─▶ Open ─▶ Next ─▶ Record.Page ─▶ engine
//
// # What is read
//
//   - From WARC files, the "response" records of successful HTTP requests (any status 2xx) and
//     the "resource" records, if they hold HTML, XHTML, plain text, or data of unknown type that
//     is not binary. Kind is Unknown for types under which servers send both HTML and text:
//     text/plain, or no type at all. A record that the crawler cut short (WARC-Truncated) or
//     wrote in segments yields whatever is there.
//   - From WET files, the "conversion" records with plain text.
//   - From JSON lines, every object. The keys are those of "klartext pipe"; see Line.
//   - Page files. Each is one Record whose ID is the name of the file.
//
// Records of other kinds, responses of other types and empty pages are Ignored: counted, but not
// returned.
//
// # Damage
//
// A record that cannot be read is reported as a Damage with its position, and reading continues
// with the next readable record; packages warc and jsonl describe how they find it. One Damage may
// hide several records. Data without a checksum, and without a digest in its WARC header, may be
// damaged unnoticed. For example, the lines of one large packed file are returned up to the
// place where the damage becomes apparent.
//
// # Bounds
//
// A page has at most Options.MaxBytes bytes in each of its forms: packed, unpacked, chunked. A
// longer page is reported as Damage with ErrTooLong as soon as it reaches the limit; a longer
// record that is not a page, such as a video, is Ignored. A Reader keeps a few buffers, each as
// large as the largest page so far, and the part of a damaged file that package unpack keeps to
// search it.
package corpus

// Package unpack reads a file that is packed with gzip or zstd, or not at all, as a stream, and goes on behind damage.
//
// A packed file is a row of members: gzip members or zstd frames, of any number and size, one behind the other. A Reader goes
// through them as an archive/tar.Reader goes through files: Next moves to the next member, Read reads what it unpacks to and
// says io.EOF once the member has ended and its checksum was found right. What was read from a member before its io.EOF is not
// checked yet: hold it back, or know that it is a part of what may still turn out to be damaged. A file that is not packed is
// one member.
//
//	for {
//		err := r.Next() // io.EOF: the file has ended; *Damage: what stands here is no member
//		…
//		n, err := r.Read(buf) // io.EOF: the member has ended and is whole; *Damage: it is not
//	}
//
// Damage is where a member cannot be unpacked, or where no member begins. It is an error of its own type, and after it Next goes
// on: with the next place, searched from right behind the start of the damaged member, where a member begins and its first
// bytes can be unpacked. (A damaged stream may run on far into its neighbours before that is noticed; for this the last
// Options.Window packed bytes are kept.) Such a member was found, not reached, and Found says so: its head may be bytes
// inside the damaged member that only look like one, or a packed file inside it. Reject makes the Reader search on from there.
//
// A zstd frame in front of others may hold the dictionary that they are packed with, as the WARC specification for zstd has it. Other
// frames of user data are passed over.
//
// The memory is bounded: by 1.5 times Options.Window, by the window that zstd frames need, up to Options.MaxZstdWindow, and by the
// tables of the decoders. (A frame may ask for a larger window than its blocks, or its size, show that it needs; it does not get it.)
// Nothing runs in the background.
package unpack

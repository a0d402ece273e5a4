// Package unpack reads a file as a stream, packed with gzip or zstd or not packed at all, and
// continues after damage.
//
// A packed file is a sequence of members: any number of gzip members or zstd frames of any size. A
// Reader walks through them like an archive/tar.Reader through files. Next moves to the next
// member. Read reads its unpacked data and returns io.EOF once the member has ended and its
// checksum has proved right. Data read from a member before its io.EOF is not verified: hold it
// back, or accept that it may be part of a damaged member. A file that is not packed is one member.
//
//	for {
//		err := r.Next() // io.EOF: end of the file; *Damage: no member begins here
//		…
//		n, err := r.Read(buf) // io.EOF: end of the member, which is sound; *Damage: it is not
//	}
//
// Damage is where a member cannot be unpacked, or where no member begins. It is an error of its own
// type. After it, Next continues with the next place at which a member begins and its first bytes
// can be unpacked; the search starts right after the first byte of the damaged member. (A damaged
// stream may run far into its neighbours before that is noticed, so the last Options.Window packed
// bytes are kept.) Such a member was found rather than reached, and Found reports so: its head may
// be bytes inside the damaged member that only look like one, or belong to a packed file inside it.
// Reject makes the Reader resume the search from there.
//
// A zstd frame before the others may hold the dictionary with which they are packed, as in the WARC
// specification for zstd. Other frames of user data are passed over.
//
// Memory is bounded by 1.5 times Options.Window, by the window that zstd frames need, up to
// Options.MaxZstdWindow, and by the tables of the decoders. (A frame that asks for a larger window
// than its blocks, or its size, show that it needs does not get it.) Nothing runs in the
// background.
package unpack

package unpack

// Options are the limits of a Reader. The zero value is a good default.
type Options struct {
	// Window is how many packed bytes are kept to search for the next member when one is damaged.
	// It is also the largest zstd frame of user data that is skipped by its length. 0 means 8 MB;
	// the minimum is 512 KB.
	Window int

	// A member is damaged if it unpacks to more than MaxBytes bytes and to more than MaxRatio times
	// its packed size. 0 means 256 MB and 100. Human writing packs to between a third and a
	// twentieth; deflate can reach a ratio of 1032.
	MaxBytes int64
	MaxRatio int64

	// MaxZstdWindow is the largest window that a zstd frame may ask for, in bytes. 0 means 128 MB,
	// like zstd without --long.
	MaxZstdWindow uint64

	// Brief says that at most the first 64 KB of a member will be read, and that no more need be
	// unpacked. No memory is spent on a larger window.
	Brief bool
}

func (o Options) withDefaults() Options {
	if o.Window == 0 {
		o.Window = 8 << 20
	}
	o.Window = max(o.Window, 512<<10)
	if o.MaxBytes == 0 {
		o.MaxBytes = 256 << 20
	}
	if o.MaxRatio == 0 {
		o.MaxRatio = 100
	}
	if o.MaxZstdWindow == 0 {
		o.MaxZstdWindow = 128 << 20
	}
	return o
}

// Format is how a member is packed.
type Format uint8

// Formats of members.
const (
	Plain Format = iota // not packed
	Gzip
	Zstd
)

// String returns "plain", "gzip" or "zstd".
func (f Format) String() string { return [...]string{"plain", "gzip", "zstd"}[f] }

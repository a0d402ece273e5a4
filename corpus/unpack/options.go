package unpack

// Options are the limits of a Reader. The zero value is right.
type Options struct {
	// Window is how many packed bytes are kept to search for the next member when one is damaged, and the largest zstd frame
	// of user data that is skipped by its length. 0 means 8 MB; at least 512 KB.
	Window int

	// A member that unpacks to more than MaxBytes bytes, and to more than MaxRatio times what it is packed in, is damaged.
	// 0 means 256 MB and 100. What people write comes in 3 to 20 times smaller, deflate can reach 1032.
	MaxBytes int64
	MaxRatio int64

	// MaxZstdWindow is the largest window that a zstd frame may ask for, in bytes. 0 means 128 MB, as zstd has it without --long.
	MaxZstdWindow uint64

	// Brief says that no more than the first 64 KB of a member will be read, or that it need not be unpacked any further: no memory is
	// spent on a window larger than that.
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

package corpus

// Options control how inputs are read. The zero value is a good default.
type Options struct {
	// MaxBytes is the length of the longest page that is read, in bytes, unpacked and without its
	// content encodings; 0 means 32 MB. A longer page is Damage with ErrTooLong and takes only
	// bounded memory. A JSON line may be three times as long, to allow for its escapes.
	MaxBytes int

	// NoDigests ignores the WARC-Block-Digest of records, for archives whose writer computed it
	// wrongly. The digest is checked only for records that no checksum of the file covers, as in a
	// WARC file that is not packed.
	NoDigests bool

	// Kind is the kind of pages that do not declare it. It also selects the page of a
	// JSON line: with Text always its "text", with HTML never.
	Kind Kind
}

const defaultMaxBytes = 32 << 20

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return o
}

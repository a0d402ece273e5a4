package corpus

// Options say how inputs are read. The zero value is right.
type Options struct {
	// MaxBytes is the length of the longest page that is read, unpacked and without its content encodings; 0 means 32 MB. A longer
	// one is Damage with ErrTooLong, and bounded memory is spent on it. A JSON line may be three times as long, for its escapes.
	MaxBytes int

	// NoDigests leaves the WARC-Block-Digest of records alone, for archives whose writer got it wrong. It is looked at where no checksum
	// of the file's own covers the record, as in a WARC file that is not packed.
	NoDigests bool

	// Kind is what pages are when nothing but their content would tell, and which page of a JSON line is taken: with Text its
	// "text", with HTML never that.
	Kind Kind
}

const defaultMaxBytes = 32 << 20

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return o
}

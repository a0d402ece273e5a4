package engine

import (
	"klartext/engine/internal/model"
	"klartext/engine/when"
)

// Options sets what an Engine reads, and how much. The zero value is right for most uses. Nothing
// in it can fail later.
type Options struct {
	// MaxBytes is the length of the longest page that is read; longer ones give ErrTooLarge. 0
	// means DefaultMaxBytes. The maximum is MaxMaxBytes.
	MaxBytes int

	// MaxBlocks is how many blocks of a page are read. If there are more, they are left out and
	// Document.Truncated is set. 0 means DefaultMaxBlocks.
	MaxBlocks int

	// FetchedAt is when the pages were fetched or rendered, an absolute time (see when.ParseISO).
	// It turns relative times ("vor 8 Stunden") into dates. With the zero value they stay ages: a
	// date is never guessed.
	FetchedAt when.Time

	// LineModel replaces the built-in model for lines of plain text, unless it is nil.
	LineModel *model.Model

	// HTMLModel replaces the built-in model for HTML pages, unless it is nil.
	HTMLModel *model.Model

	// Address is the URL of the pages, against which their links are resolved; nil if unknown. If
	// each page has its own, see Engine.SetAddress.
	Address []byte
}

// Limits.
const (
	DefaultMaxBytes  = 256 << 20
	MaxMaxBytes      = 1<<31 - 1 // offsets are 32 bits
	DefaultMaxBlocks = 1 << 20
)

func (o *Options) setDefaults() {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	o.MaxBytes = min(o.MaxBytes, MaxMaxBytes)
	if o.MaxBlocks <= 0 {
		o.MaxBlocks = DefaultMaxBlocks
	}
}

// SetFetchedAt sets Options.FetchedAt for the following pages, for crawls in which each page has
// its own.
func (e *Engine) SetFetchedAt(t when.Time) { e.opts.FetchedAt = t }

// SetAddress sets Options.Address for the following pages. The Engine keeps the slice.
func (e *Engine) SetAddress(url []byte) { e.opts.Address = url }

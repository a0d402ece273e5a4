package batch

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"klartext/corpus"
	"klartext/engine"
	"klartext/engine/label"
)

// Counts are what a run, or a part of it, has seen. They depend only on the input and the options.
type Counts struct {
	// Records are pages read: Pages, Unwanted, Duplicates, and those of Damaged that could be
	// read but not cleaned.
	Records    int64            `json:"records"`
	Pages      int64            `json:"pages"`      // pages written
	Bytes      int64            `json:"bytes"`      // bytes of the pages read
	Unwanted   int64            `json:"unwanted"`   // pages not written because of their language
	Duplicates int64            `json:"duplicates"` // pages not written because they are duplicates
	Truncated  int64            `json:"truncated"`  // of Pages, those cut at Engine.MaxBlocks
	Damaged    int64            `json:"damaged"`    // records that could not be read or cleaned
	Damage     map[string]int64 `json:"damage"`     // Damaged by cause
	// Languages are pages read and cleaned, by language; "und" if it is unknown.
	Languages map[string]int64 `json:"languages"`
	Labels    map[string]int64 `json:"labels"`   // blocks of the pages written, by label
	Threads   int64            `json:"threads"`  // pages written that have comments
	Comments  int64            `json:"comments"` // comments of the pages written
	// Repeated are blocks removed from the main text because the host repeats them.
	Repeated  int64 `json:"repeated"`
	TextBytes int64 `json:"text_bytes"` // bytes of the encoded pages, before packing
	PartBytes int64 `json:"part_bytes"` // bytes of the parts on disk
	Parts     int64 `json:"parts"`      // complete parts
	Ignored   int64 `json:"ignored"`    // sound records that are not pages: requests, images, …
	Packed    int64 `json:"packed"`     // bytes read from the inputs
	Unpacked  int64 `json:"unpacked"`   // bytes that these unpack to
}

// unknownLanguage stands for an unknown language, as in ISO 639-2.
const unknownLanguage = "und"

// Some errors quote what they could not parse. These bound the number of different causes of damage
// and the length of each in bytes.
const (
	maxCauses  = 64
	causeBytes = 80
)

// Tally is what is counted for a page.
type Tally struct {
	Language string // "und" if it is unknown
	Repeated int    // blocks removed from the main text because the host repeats them

	labels    [label.NumLabels]int32
	comments  int
	truncated bool
}

// Fill counts a cleaned page, without repeated blocks.
func (t *Tally) Fill(d *engine.Document) {
	*t = Tally{Language: d.Language, comments: len(d.Comments), truncated: d.Truncated}
	if t.Language == "" {
		t.Language = unknownLanguage
	}
	for i := range d.Blocks {
		t.labels[d.Blocks[i].Label]++
	}
}

// In reports whether the page is in one of the languages. Without languages it returns true.
func (t *Tally) In(languages []string) bool {
	return len(languages) == 0 || slices.Contains(languages, t.Language)
}

// AddLanguage counts the language of a cleaned page.
func (c *Counts) AddLanguage(t *Tally) { add(&c.Languages, t.Language, 1) }

// AddPage counts a page that is written. textBytes is the length of its row.
func (c *Counts) AddPage(t *Tally, textBytes int) {
	c.Pages++
	c.TextBytes += int64(textBytes)
	c.Comments += int64(t.comments)
	c.Repeated += int64(t.Repeated)
	if t.comments > 0 {
		c.Threads++
	}
	if t.truncated {
		c.Truncated++
	}
	for l, n := range t.labels {
		if n > 0 {
			add(&c.Labels, label.Label(l).String(), int64(n))
		}
	}
}

// AddDamage counts a damage by its innermost cause.
func (c *Counts) AddDamage(err error) {
	c.Damaged++
	c.addCause(rootCause(err), 1)
}

func (c *Counts) addCause(cause string, n int64) {
	if _, known := c.Damage[cause]; !known && len(c.Damage) >= maxCauses {
		cause = "other"
	}
	add(&c.Damage, cause, n)
}

func rootCause(err error) string {
	var p *engine.PanicError
	if errors.As(err, &p) {
		return "internal error"
	}
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			next = several.Unwrap()[0]
		}
		if next == nil {
			return shortened(err.Error())
		}
		err = next
	}
}

// shortened cuts a cause that is too long.
func shortened(cause string) string {
	if len(cause) <= causeBytes {
		return cause
	}
	return strings.ToValidUTF8(cause[:causeBytes], "") + "…"
}

// read sets what the reader has counted.
func (c *Counts) read(r corpus.Counts) {
	c.Ignored, c.Packed, c.Unpacked = r.Ignored, r.Packed, r.Bytes
}

func add(m *map[string]int64, key string, n int64) {
	if *m == nil {
		*m = map[string]int64{}
	}
	(*m)[key] += n
}

// clone returns a copy on which counting can continue.
func (c *Counts) clone() Counts {
	d := *c
	d.Damage, d.Languages, d.Labels = maps.Clone(c.Damage), maps.Clone(c.Languages),
		maps.Clone(c.Labels)
	return d
}

// Add adds what another run or part has seen.
func (c *Counts) Add(o *Counts) {
	c.Records += o.Records
	c.Pages += o.Pages
	c.Bytes += o.Bytes
	c.Unwanted += o.Unwanted
	c.Duplicates += o.Duplicates
	c.Truncated += o.Truncated
	c.Damaged += o.Damaged
	c.Threads += o.Threads
	c.Comments += o.Comments
	c.Repeated += o.Repeated
	c.TextBytes += o.TextBytes
	c.PartBytes += o.PartBytes
	c.Parts += o.Parts
	c.Ignored += o.Ignored
	c.Packed += o.Packed
	c.Unpacked += o.Unpacked
	// in a fixed order, because it decides which causes become "other"
	for _, cause := range slices.Sorted(maps.Keys(o.Damage)) {
		c.addCause(cause, o.Damage[cause])
	}
	for key, n := range o.Languages {
		add(&c.Languages, key, n)
	}
	for key, n := range o.Labels {
		add(&c.Labels, key, n)
	}
}

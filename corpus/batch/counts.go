package batch

import (
	"errors"

	"klartext/corpus"
	"klartext/engine"
	"klartext/engine/label"
)

// Counts are what a run, or a part of it, has seen. They depend on the input and the options only.
type Counts struct {
	Records    int64            `json:"records"`    // pages read; the sum of the next five and of Damage that was found in cleaning
	Pages      int64            `json:"pages"`      // written
	Bytes      int64            `json:"bytes"`      // of the pages read
	Unwanted   int64            `json:"unwanted"`   // pages not written for their language
	Duplicates int64            `json:"duplicates"` // pages not written because they were there before
	Truncated  int64            `json:"truncated"`  // pages written with their first Options.Engine.MaxBlocks blocks
	Damaged    int64            `json:"damaged"`    // records that could not be read or cleaned
	Damage     map[string]int64 `json:"damage"`     // these by cause
	Languages  map[string]int64 `json:"languages"`  // pages read and cleaned by language, "und" where it cannot be told
	Labels     map[string]int64 `json:"labels"`     // blocks of the pages written by label
	Threads    int64            `json:"threads"`    // pages written that have comments
	Comments   int64            `json:"comments"`   // of the pages written
	Repeated   int64            `json:"repeated"`   // blocks taken out of the main text because the host repeats them
	TextBytes  int64            `json:"text_bytes"` // of the encoded pages, not packed
	PartBytes  int64            `json:"part_bytes"` // of the parts on the disk
	Parts      int64            `json:"parts"`      //
	Ignored    int64            `json:"ignored"`    // whole records that are no pages: requests, pictures, redirects
	Packed     int64            `json:"packed"`     // bytes read of the inputs
	Unpacked   int64            `json:"unpacked"`   // bytes that these unpack to
}

// unknownLanguage stands for a language that cannot be told, as in ISO 639-2.
const unknownLanguage = "und"

// maxCauses bounds how many causes of damage are told apart: some errors quote what they do not understand.
const maxCauses = 64

// Tally is what is counted of a page.
type Tally struct {
	Language string // "und" where it cannot be told
	Repeated int    // blocks taken out of the main text because the host repeats them

	labels    [label.NumLabels]int32
	comments  int
	truncated bool
}

// Fill counts a page that was cleaned; nothing is repeated in it.
func (t *Tally) Fill(d *engine.Document) {
	*t = Tally{Language: d.Language, comments: len(d.Comments), truncated: d.Truncated}
	if t.Language == "" {
		t.Language = unknownLanguage
	}
	for i := range d.Blocks {
		t.labels[d.Blocks[i].Label]++
	}
}

// AddLanguage counts the language of a page that was cleaned.
func (c *Counts) AddLanguage(t *Tally) { add(&c.Languages, t.Language, 1) }

// AddPage counts a page that is written, with the length of its row.
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
	cause := rootCause(err)
	if _, known := c.Damage[cause]; !known && len(c.Damage) >= maxCauses {
		cause = "other"
	}
	add(&c.Damage, cause, 1)
}

func rootCause(err error) string {
	var p *PanicError
	if errors.As(err, &p) {
		return "internal error"
	}
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			next = several.Unwrap()[0]
		}
		if next == nil {
			return err.Error()
		}
		err = next
	}
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
	for key, n := range o.Damage {
		if _, known := c.Damage[key]; !known && len(c.Damage) >= maxCauses {
			key = "other"
		}
		add(&c.Damage, key, n)
	}
	for key, n := range o.Languages {
		add(&c.Languages, key, n)
	}
	for key, n := range o.Labels {
		add(&c.Labels, key, n)
	}
}

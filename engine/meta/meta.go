package meta

import (
	"slices"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/url"
	"klartext/engine/jsonld"
	"klartext/engine/label"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// Fields is the metadata of a page. Its slices are valid until the Reader's next call; all Values are ranges of the page's
// text: the input of a plain-text page, Page.Text of an HTML page. A field that the page does not show is empty; nothing is
// guessed.
type Fields struct {
	Title, Kicker, Lead, Byline, Section Value

	Site        Value // the name of the site
	Description Value // what the head says of the page
	Canonical   Value // the page's address, resolved
	Image       Value // the address of its picture, resolved
	Tags        []Value

	Authors   []Author
	Agencies  []Value
	Published when.Time // None when the page shows no date; its offsets count from the start of its block or value
	Modified  when.Time
	Date      when.Time // the date that the page shows of itself: of publication, or of a change when it shows no other
	Language  string    // ISO 639-1, "" when neither the text nor the page tells
	Paywalled bool

	PublishedSource, ModifiedSource, DateSource, LanguageSource, PaywalledSource Source
}

// reset empties the fields and keeps their memory.
func (f *Fields) reset() {
	*f = Fields{Tags: f.Tags[:0], Authors: f.Authors[:0], Agencies: f.Agencies[:0]}
}

// Reader reads the metadata of pages. It is to be reused: its slices grow to the largest page seen and stay.
type Reader struct {
	src    []byte
	blocks []block.Block
	labels labels
	thread *thread.Thread

	fields  Fields
	times   []when.Time
	folded  []byte
	vocab   vocabulary
	body    int // first block of the body, len(blocks) when there is none
	end     int // end of the body
	title   int // block of the title, -1
	heads   []scored
	row     TitleFeatures
	dated   []dating                  // of the blocks
	hashes  hashtable.Counter[uint64] // of the blocks, once counted
	counted bool
	below   []below // of the blocks, while headlines are measured

	// Of HTML pages only.
	page      *block.Page
	home      url.URL // the page's own, when it is known
	base      []byte
	pool      []byte
	entries   []entry
	json      jsonld.Tape
	items     []ldItem
	main      int32 // object of the page's main entity, -1
	webPage   int32 // object that stands for the page itself, -1
	mainClass ldClass
	titles    []candidate
	titleKeys []titleKey // of the titles
	site      site
	dates     []dateCandidate
	authors   []authorSet
	names     []poolName
	folds     []byte
	slug      []byte
	scratch   []byte
	resolved  []byte
	folded2   []byte
}

// Text reads the metadata of a plain-text page and writes the labels of the blocks that show it into verdicts.
func (r *Reader) Text(src []byte, blocks []block.Block, verdicts []label.Verdict, t *thread.Thread) *Fields {
	r.page = nil
	r.load(src, blocks, verdicts, t)
	r.fields.reset()
	if r.fields.Language = r.language(); r.fields.Language != "" {
		r.fields.LanguageSource = Visible
	}
	r.findBody()
	r.findTitle()
	r.labelHead()
	r.labelLead()
	r.labelFoot()
	r.labelTicker()
	r.readAgencies()
	r.readPaywall()
	r.labels.write()
	f := &r.fields
	if f.Date, f.DateSource = f.Published, f.PublishedSource; f.DateSource == NoSource {
		f.Date, f.DateSource = f.Modified, f.ModifiedSource
	}
	return f
}

// Candidates calls f for every headline of a page that can be its title, with its features; for the training of the weights.
func (r *Reader) Candidates(src []byte, blocks []block.Block, verdicts []label.Verdict, t *thread.Thread, f func(i int, f *TitleFeatures)) {
	r.load(src, blocks, verdicts, t)
	r.eachCandidate(f)
}

func (r *Reader) load(src []byte, blocks []block.Block, verdicts []label.Verdict, t *thread.Thread) {
	r.src, r.blocks, r.thread = src, blocks, t
	r.labels.load(verdicts)
	r.dated = slices.Grow(r.dated[:0], len(blocks))[:len(blocks)]
	clear(r.dated)
	r.counted = false
}

func (r *Reader) text(i int) []byte { return r.blocks[i].Text(r.src) }

// span is the text of block i as a value.
func (r *Reader) span(i int) Value {
	return Value{block.Span{Start: r.blocks[i].Start, End: r.blocks[i].End}, Visible}
}

// open reports whether block i exists and no rule has decided it.
func (r *Reader) open(i int) bool {
	return i >= 0 && i < len(r.blocks) && !r.labels.fixed(i)
}

func (r *Reader) is(i int, l label.Label) bool {
	return i >= 0 && i < len(r.blocks) && r.labels.of(i) == l
}

// proseWords is the number of words from which an open block that the model likes counts as a paragraph of the body.
const proseWords = 18

// findBody finds the first and the end of the paragraphs of the body.
func (r *Reader) findBody() {
	r.body, r.end = len(r.blocks), 0
	best := float32(0)
	for i := range r.blocks {
		if r.prose(i, proseWords) {
			best = max(best, r.labels.estimate(i))
		}
	}
	for i := range r.blocks {
		if r.prose(i, proseWords) && r.labels.estimate(i) >= min(0.5, best*0.8) {
			r.body = min(r.body, i)
			r.end = i + 1
		}
	}
	if r.body == len(r.blocks) && r.thread.First >= 0 {
		r.body = int(r.thread.First)
	}
}

// prose reports whether block i is an open paragraph of at least so many words.
func (r *Reader) prose(i, words int) bool {
	return r.open(i) && int(r.blocks[i].Words) >= words && r.blocks[i].Letters*2 > r.blocks[i].Runes
}

// readPaywall notes whether the page offers a subscription in place of the rest of the text.
func (r *Reader) readPaywall() {
	n := 0
	for i := range r.blocks {
		if r.labels.of(i) == label.Paywall && r.labels.by(i) == label.ByLexicon {
			n++
		}
	}
	if r.fields.Paywalled = n >= 2; n >= 2 {
		r.fields.PaywalledSource = Visible
	}
}

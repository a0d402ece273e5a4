package lines

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
)

// Page says what the lines of a page are. Reuse it: its slices grow to the largest page seen.
type Page struct {
	Src    []byte
	Blocks []block.Block
	Facts  []Fact     // of each block
	Times  []TimeLine // in the order of their blocks, followed by those that other parts add

	phrases *lexicon.Phrases
	seen    hashtable.Table[uint64, place] // of keys and first words
	named   hashtable.Counter[uint64]      // keys of the names in quote heads and mentions
	times   timeReader
	fold    []byte
	matches []lexicon.Match
}

// place is where and how often a key is on the page.
type place struct{ first, times int32 }

// Read measures every block: its lexicon role, its times and its shape, then how often the page
// repeats it.
func (p *Page) Read(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	p.Src, p.Blocks, p.phrases, p.times.page = src, blocks, phrases, p
	p.Facts = p.Facts[:0]
	p.Times = p.Times[:0]
	p.seen.Reset(2 * len(blocks))
	for i := range blocks {
		b := &blocks[i]
		t := b.Text(src)
		f := Fact{Time: -1}
		fold := p.phrases.Folded(i)
		f.Key = b.Hash
		if len(t) <= MaxFold {
			f.Key = xxhash.Sum64(fold)
		}
		if n := bytes.IndexByte(fold, ' '); n > 0 && b.Words <= 8 {
			f.Lead = xxhash.Sum64(fold[:n])
			p.see(f.Lead, i)
		}
		p.see(f.Key, i)
		p.role(&f, b, fold, p.phrases.Matches(i))
		p.Facts = append(p.Facts, f)
		if len(t) <= MaxLine && (b.Digits > 0 || b.Words <= maxWorded) {
			p.times.read(int32(i), t)
		} else {
			p.times.readEnd(int32(i), t)
		}
	}
	p.times.settleEnds()
	for i := range p.Facts {
		f := &p.Facts[i]
		f.Count = p.seen.At(f.Key).times
		if k := p.seen.Find(f.Lead); k != nil {
			f.Leads = k.times
		}
		f.Dup = i > 0 && p.Facts[i-1].Key == f.Key ||
			i+1 < len(p.Facts) && p.Facts[i+1].Key == f.Key
		if p.initials(int32(i)) {
			f.Role = lexicon.RoleAvatar
		}
		f.Symbol = p.shape(f, &blocks[i], src)
		if f.Symbol == Name && f.Role == lexicon.NoRole && f.Count == 1 && blocks[i].Commas > 0 &&
			blocks[i].LastRune != ',' && signsOff(p.phrases.Folded(i)) {
			f.Symbol = Short
		}
		if f.Role == lexicon.NoRole && (f.Symbol == Name || f.Symbol == Short) &&
			blocks[i].Words <= 2*maxTwice && Twice(blocks[i].Text(src)) > 0 {
			f.Symbol, f.Dup = Name, true
		}
	}
	p.times.barQuestion()
	p.noteNamed()
}

// see counts a key of block i.
func (p *Page) see(key uint64, i int) {
	k := p.seen.At(key)
	if k.times == 0 {
		k.first = int32(i)
	}
	k.times++
}

// FirstOf is the first block of the page with a key that a fact has.
func (p *Page) FirstOf(key uint64) int32 { return p.seen.At(key).first }

// IsNamed reports whether a quote head or a mention names what a line with the key says.
func (p *Page) IsNamed(key uint64) bool { return p.named.Of(key) > 0 }

// Span is the text of a block.
func (p *Page) Span(i int32) comment.Span {
	return comment.SpanOf(p.Blocks[i].Start, p.Blocks[i].End)
}

package lexicon

import (
	"klartext/engine/block"
	"klartext/engine/internal/scratch"
)

// Phrases is what the lexicon finds on a page: the text of every block, folded, and the entries
// that match in it. It is read once per page and serves all stages. The zero value is ready for
// use, and its slices grow to the largest page seen.
type Phrases struct {
	folded  []byte
	matches []Match
	starts  []phraseStart // of each block, and of one after the last

	fold  []byte // scratch: buttons that are glued, folded
	glued [2 * maxGlued]byte
}

// phraseStart is where the text and the matches of a block start.
type phraseStart struct{ folded, matches int32 }

// maxFolded is how many bytes of a block the lexicon sees: phrases are at the start of a block or
// in its first sentences.
const maxFolded = 300

// Read reads the blocks of a page.
func (p *Phrases) Read(src []byte, blocks []block.Block) {
	p.folded, p.matches = p.folded[:0], p.matches[:0]
	p.starts = scratch.Resize(p.starts, len(blocks)+1)
	for i := range blocks {
		from := len(p.folded)
		p.starts[i] = phraseStart{int32(from), int32(len(p.matches))}
		text := blocks[i].Text(src)
		p.folded = block.Fold(p.folded, text[:min(len(text), maxFolded)], true)
		if len(text) > maxFolded {
			// No phrase is at the end, or the whole, of a block that continues.
			p.folded = append(p.folded, " \x00"...)
		}
		p.matches = AppendMatches(p.matches, p.folded[from:])
	}
	p.starts[len(blocks)] = phraseStart{int32(len(p.folded)), int32(len(p.matches))}
}

// Folded returns the text of block i as block.Fold writes it, digits as '#'. It is valid until the
// next Read.
func (p *Phrases) Folded(i int) []byte { return p.folded[p.starts[i].folded:p.starts[i+1].folded] }

// Matches returns the entries that hold in block i, as AppendMatches does. They are valid until the
// next Read.
func (p *Phrases) Matches(i int) []Match {
	return p.matches[p.starts[i].matches:p.starts[i+1].matches]
}

// best returns the best entry for block i with a label of the set, as Lookup does.
func (p *Phrases) best(i int, set Set) (best *Match) {
	matches := p.Matches(i)
	for k := range matches {
		if m := &matches[k]; set.Has(m.Label) && (best == nil || m.better(best)) {
			best = m
		}
	}
	return best
}

package markup

import "iter"

// Plain text has no elements. Only the labels of its blocks say what they are, and neighbours with
// the same label are written together: the items of a list, the lines of a program.

// runs yields the blocks to be written, neighbours with the same label together.
func (p *Page) runs(o *Options) iter.Seq[[]Block] {
	return func(yield func([]Block) bool) {
		for i := 0; i < len(p.Blocks); {
			from, l := i, p.Blocks[i].Label
			for i < len(p.Blocks) && p.Blocks[i].Label == l && o.writes(&p.Blocks[i]) {
				i++
			}
			if i == from {
				i++
			} else if !yield(p.Blocks[from:i]) {
				return
			}
		}
	}
}

// raw returns the text of neighbouring blocks with all that is between them, from the start of the
// first one's line, so that code keeps its indentation.
func (p *Page) raw(run []Block) []byte {
	start := run[0].Start
	for start > 0 && (p.Text[start-1] == ' ' || p.Text[start-1] == '\t') {
		start--
	}
	return p.Text[start:run[len(run)-1].End]
}

package rules

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// galleries labels what is directly around the counter of a gallery ("1 / 8", a phrase) as
// boilerplate:gallery: the captions and credits of its pictures.
type galleries struct{ *page }

const (
	galleryBelow = 3 // blocks below its counter that a gallery reaches
	twinReach    = 2 // blocks from a caption to the same line as alternative text
)

// label labels the blocks around block i when that is the counter of a gallery.
func (p galleries) label(i int) {
	if !p.is(i, label.Gallery) || p.sheet.At(i).Rule == sheet.ByNeighbour {
		return
	}
	for j := i - 1; j >= 0 && p.blocks[j+1].Gap == 0 && p.holds(j); j-- {
		p.set(j, label.Gallery, sheet.ByNeighbour, likely)
	}
	last := min(len(p.blocks)-1, i+galleryBelow)
	for j := i + 1; j <= last && p.blocks[j].Gap == 0 && p.holds(j); j++ {
		p.set(j, label.Gallery, sheet.ByNeighbour, likely)
	}
}

// holds reports whether block j can be a part of a gallery.
func (p galleries) holds(j int) bool {
	return p.is(j, label.Caption) || p.is(j, label.Credit) || p.open(j) && p.twin(j)
}

// twin reports whether block j occurs twice.
func (p galleries) twin(j int) bool {
	for k := max(0, j-twinReach); k <= min(len(p.blocks)-1, j+twinReach); k++ {
		if k != j && p.blocks[k].Hash == p.blocks[j].Hash {
			return true
		}
	}
	return false
}

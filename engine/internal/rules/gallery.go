package rules

import "klartext/engine/label"

// galleries labels what stands directly around the counter of a gallery ("1 / 8", a phrase) as
// boilerplate:gallery: the captions and credits of its pictures.
type galleries struct{ *page }

// How many blocks above and below its counter a gallery reaches.
const (
	galleryAbove = 2
	galleryBelow = 3
)

const (
	twinReach       = 2   // blocks between the caption of a picture and the same line as its alternative text
	galleryEstimate = 0.9 // the model's estimate from which a block is main text all the same
)

// label labels the blocks around block i when that is the counter of a gallery.
func (p galleries) label(i int) {
	if !p.is(i, label.Gallery) || p.sheet.At(i).Rule == label.ByNeighbour {
		return
	}
	for j := i - 1; j >= max(0, i-galleryAbove) && p.blocks[j+1].Gap == 0 && p.holds(j); j-- {
		p.set(j, label.Gallery, label.ByNeighbour, likely)
	}
	last := min(len(p.blocks)-1, i+galleryBelow)
	for j := i + 1; j <= last && p.blocks[j].Gap == 0 && p.holds(j); j++ {
		p.set(j, label.Gallery, label.ByNeighbour, likely)
	}
}

// holds reports whether block j can be a part of a gallery.
func (p galleries) holds(j int) bool {
	if p.is(j, label.Caption) || p.is(j, label.Credit) {
		return true
	}
	return p.open(j) && p.blocks[j].Words <= maxCaption && p.sheet.Estimate[j] < galleryEstimate &&
		!p.sheet.Family(j).Boilerplate() && (p.creditInside(j) || p.twin(j))
}

// twin reports whether block j stands twice.
func (p galleries) twin(j int) bool {
	for k := max(0, j-twinReach); k <= min(len(p.blocks)-1, j+twinReach); k++ {
		if k != j && p.blocks[k].Hash == p.blocks[j].Hash {
			return true
		}
	}
	return false
}

package rules

import "klartext/engine/label"

// gallery labels a gallery: the counter ("1 / 8") and what stands directly around it.
func (p *labelling) gallery(i int) {
	if !p.is(i, label.Gallery) || p.sheet.At(i).Rule == label.ByNeighbour {
		return
	}
	for j := i - 1; j >= max(0, i-2) && p.blocks[j+1].Gap == 0 && p.inGallery(j); j-- {
		p.set(j, label.Gallery, label.ByNeighbour, 0.8)
	}
	for j := i + 1; j < min(len(p.blocks), i+4) && p.blocks[j].Gap == 0 && p.inGallery(j); j++ {
		p.set(j, label.Gallery, label.ByNeighbour, 0.8)
	}
}

func (p *labelling) inGallery(j int) bool {
	if p.is(j, label.Caption) || p.is(j, label.Credit) {
		return true
	}
	return p.open(j) && p.blocks[j].Words <= maxCaption && p.sheet.Estimate[j] < 0.9 &&
		!p.sheet.Family(j).Boilerplate() && p.creditOrTwin(j)
}

// creditOrTwin reports whether block j shows that it belongs to a picture.
func (p *labelling) creditOrTwin(j int) bool {
	if p.creditInside(j) {
		return true
	}
	for k := max(0, j-2); k <= min(len(p.blocks)-1, j+2); k++ {
		if k != j && p.blocks[k].Hash == p.blocks[j].Hash {
			return true
		}
	}
	return false
}

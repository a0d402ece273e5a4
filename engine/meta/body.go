package meta

// proseWords is the number of words from which an open block with a good estimate counts as a
// paragraph of the body.
const proseWords = 18

// findBody finds the first paragraph and the end of the body.
func findBody(p *page) {
	p.body, p.end = len(p.blocks), 0
	best := float32(0)
	for i := range p.blocks {
		if p.prose(i) {
			best = max(best, p.labels.estimate(i))
		}
	}
	for i := range p.blocks {
		if p.prose(i) && p.labels.estimate(i) >= min(0.5, best*0.8) {
			p.body = min(p.body, i)
			p.end = i + 1
		}
	}
	if p.body == len(p.blocks) && p.thread.First >= 0 {
		p.body = int(p.thread.First)
	}
}

// prose reports whether block i is an open paragraph.
func (p *page) prose(i int) bool {
	b := &p.blocks[i]
	return !p.labels.fixed(i) && b.Words >= proseWords && b.Letters*2 > b.Runes
}

// mass is the expected number of words of main text in block i.
func (p *page) mass(i int) float32 {
	if p.labels.fixed(i) && !p.labels.of(i).Comment() {
		return 0
	}
	return p.labels.estimate(i) * float32(p.blocks[i].Words)
}

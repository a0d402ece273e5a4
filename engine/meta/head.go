package meta

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// How many blocks above the title and below the start of the body belong to the head of the
// article.
const (
	headAbove = 8
	headBelow = 6
	headReach = 24 // farthest that the head reaches below the first paragraph
)

// headRange returns the range of blocks in which date, byline and section of the article are: from
// some blocks above the title to the second paragraph of the body, because buttons and pictures may
// separate the first one, the lead, from the others.
func headRange(p *page) (from, to int) {
	top := p.body
	if p.title >= 0 {
		top = min(p.title, p.body)
	}
	to = min(len(p.blocks), max(p.body, p.title+1)+headBelow)
	for n := to; n < min(len(p.blocks), p.body+headReach, p.end); n++ {
		if p.prose(n) && p.labels.estimate(n) >= 0.5 {
			to = n
			break
		}
	}
	return max(0, top-headAbove), to
}

// readHead reads the dates, bylines and section names around the title.
func readHead(p *page, f *Fields) {
	from, to := headRange(p)
	for i := from; i < to; i++ {
		if l := p.labels.of(i); l == label.CommentUI || l.Comment() {
			if i >= p.body {
				break
			}
			continue
		}
		readHeadLine(p, i, f)
	}
	readNameLines(p, from, to, f)
	readSections(p, to, f)
}

// readHeadLine reads block i if it is a date or a byline.
func readHeadLine(p *page, i int, f *Fields) {
	if p.labels.fixed(i) && p.labels.of(i) != label.Marker || p.blocks[i].Words > 30 {
		return
	}
	switch {
	case p.dates.Only(i):
		readDates(p, i, f)
		p.labels.set(i, label.Date, sheet.ByTime, 0.9)
	case readByline(p, i, f):
		readDates(p, i, f)
	}
}

// inHead reports whether the label of block i is one of those around a title.
func inHead(p *page, i int) bool {
	switch p.labels.of(i) {
	case label.Title, label.Kicker, label.Marker, label.Date, label.Byline, label.Caption,
		label.Credit, label.Share:
		return true
	}
	return false
}

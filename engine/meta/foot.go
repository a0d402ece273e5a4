package meta

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/meta/internal/source"
)

// footReach is how many blocks after the body are searched.
const footReach = 6

// readFoot reads what directly follows the body: a date, the author's initials, a byline.
func readFoot(p *page, f *Fields) {
	for i := p.end; i < min(len(p.blocks), p.end+footReach); i++ {
		if !p.open(i) || p.blocks[i].Words > maxByline {
			continue
		}
		l := p.labels.of(i)
		switch {
		case l.Comment() || l == label.CommentUI:
			return
		case p.dates.Only(i) && p.dates.Phrased(p.text(i)):
			readDates(p, i, f)
			p.labels.set(i, label.Date, sheet.ByTime, 0.8)
		case source.Initials(p.text(i)):
			p.labels.set(i, label.Byline, sheet.ByShape, 0.7)
		default:
			readFootByline(p, i, f)
		}
	}
}

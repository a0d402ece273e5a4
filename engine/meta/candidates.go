package meta

import "klartext/engine/meta/internal/candidate"

// Candidates returns the candidates for a choice on the page that Text or HTML read last, and the
// index of the feature that only the answer "none" has; -1 if that is not a possible answer. If it
// is, it comes first. engine/meta/train learns from them.
func (r *Reader) Candidates(c candidate.Choice) (all []candidate.Candidate, none int) {
	add := func(features []float32, values ...string) {
		all = append(all, candidate.Candidate{Values: values, Features: features})
	}
	p, pool := &r.page, &r.sources.Pool
	switch c {
	case candidate.Headline:
		for i := range r.headlines.all {
			x := &r.headlines.all[i]
			add(x.f[:], string(p.text(x.block)))
		}
	case candidate.Title:
		for i := range r.titles.all {
			x := &r.titles.all[i]
			text := pool.Of(x.text)
			if x.block >= 0 {
				text = headlineText(p, int(x.block)).Of(p.src)
			}
			add(x.f[:], string(text))
		}
	case candidate.Date:
		for i := range r.dates.all {
			x := &r.dates.all[i]
			if i == 0 {
				add(x.f[:])
				continue
			}
			add(x.f[:], string(x.time.AppendISO(nil)))
		}
		return all, noDate
	case candidate.Authors:
		for i := range r.authors.all {
			x := &r.authors.all[i]
			var names []string
			for _, n := range r.authors.names[x.from:x.to] {
				names = append(names, string(pool.Of(n.text)))
			}
			add(x.f[:], names...)
		}
		return all, noAuthor
	}
	return all, -1
}

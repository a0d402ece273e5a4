package meta

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/meta/internal/source"
)

// about describes an HTML page, as far as that shows whether it has a date and authors. All fields
// are features: 1 for true, 0 for false, or a measure.
type about struct {
	home      float32 // the home page of its site
	openGraph float32 // og:type calls it an article
	website   float32 // or a website
	product   float32 // or a product
	article   float32 // JSON-LD says that it is about an article
	forum     float32 // or a thread
	thing     float32 // or a thing
	short     float32 // the body is short
	bodyless  float32 // there is no body
	links     float32 // share of the text that is links
	thread    float32 // it has several comments
}

// aboutPage describes a page.
func aboutPage(p *page, s *source.Sources) (a about) {
	own := &s.Location.Own
	a.home = bit(own.Web() && own.Home())
	if e := s.Pool.Best(source.TypeField); e != nil {
		switch v := s.Pool.Text(e); {
		case ascii.EqualFold(v, "article"):
			a.openGraph = 1
		case ascii.EqualFold(v, "website"):
			a.website = 1
		case ascii.ContainsFold(v, "product"):
			a.product = 1
		}
	}
	a.article = bit(s.LD.Main == source.Article)
	a.forum = bit(s.LD.Main == source.Forum)
	a.thing = bit(s.LD.Main == source.Thing)
	words, linked := float32(0), float32(0)
	for i := range p.blocks {
		words += p.mass(i)
		linked += float32(p.blocks[i].Linked)
	}
	a.short = max(0, 10-logf(words+1))
	a.bodyless = bit(p.body == len(p.blocks))
	a.links = linked / float32(len(p.src)+1)
	a.thread = bit(len(p.thread.Comments) > 2)
	return a
}

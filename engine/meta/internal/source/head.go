package source

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// readHead adds what title, meta, link and html elements say.
func readHead(p *block.Page, l *Location, pool *Pool) {
	if i := p.Head.Title; i > 0 {
		pool.add(TitleField, TitleElement, 8, p.Content(i))
	}
	for _, i := range p.Head.Meta {
		if p.Elements[i].Flags&block.Foreign != 0 || len(pool.Entries) >= maxEntries/2 {
			continue
		}
		if p.Elements[i].Tag == tag.Link {
			readLink(p, i, l, pool)
		} else {
			readMeta(p, i, l, pool)
		}
	}
	if i := p.Head.HTML; i > 0 {
		lang, _ := p.Attr(i, "lang")
		if len(lang) == 0 {
			lang, _ = p.Attr(i, "xml:lang")
		}
		pool.add(LanguageField, HTMLLang, 0, lang)
	}
}

func readMeta(p *block.Page, i int32, l *Location, pool *Pool) {
	var m *metaName
	for _, attr := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if name, ok := p.Attr(i, attr); ok {
			if m = lookupMeta(name); m != nil {
				break
			}
		}
	}
	if m == nil {
		return
	}
	content, _ := p.Attr(i, "content")
	switch m.field {
	case CanonicalField, ImageField:
		pool.addAddress(m.field, m.kind, m.rank, l.base, content)
	default:
		pool.add(m.field, m.kind, m.rank, content)
	}
}

func readLink(p *block.Page, i int32, l *Location, pool *Pool) {
	rel, _ := p.Attr(i, "rel")
	switch {
	case lists(rel, "canonical"):
		href, _ := p.Attr(i, "href")
		pool.addAddress(CanonicalField, LinkRel, 1, l.base, href)
	case lists(rel, "image_src"):
		href, _ := p.Attr(i, "href")
		pool.addAddress(ImageField, LinkRel, 5, l.base, href)
	}
}

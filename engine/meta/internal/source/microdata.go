package source

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// Microdata (https://html.spec.whatwg.org/multipage/microdata.html) and RDFa name parts of the page
// by attributes: itemprop="author", property="datePublished". The value of an element is its
// content attribute, its datetime, or its text.

// itemNames are the names that are read.
var itemNames = [...]struct {
	name  string
	field Field
	rank  uint8
}{
	{"headline", TitleField, 2},
	{"author", AuthorField, 5},
	{"creator", AuthorField, 5},
	{"datePublished", PublishedField, 2},
	{"dateModified", ModifiedField, 2},
	{"articleSection", SectionField, 3},
	{"dateCreated", PublishedField, 4},
}

// maxItems is how many elements with such names are read, and maxText the maximum length of the
// text of one.
const (
	maxItems = 64
	maxText  = 2 << 10
)

// readItems adds the values of elements with itemprop or property.
func readItems(p *block.Page, pool *Pool) {
	n := 0
	for _, i := range p.Head.Times {
		if p.Elements[i].Flags&block.Foreign != 0 || n >= maxItems {
			continue
		}
		name, ok := p.Attr(i, "itemprop")
		if !ok {
			if name, ok = p.Attr(i, "property"); !ok {
				continue
			}
		}
		if k := len("schema:"); len(name) > k && name[k-1] == ':' {
			name = name[k:]
		}
		for k := range itemNames {
			if m := &itemNames[k]; string(name) == m.name {
				readItem(p, i, m.field, m.rank, pool)
				n++
				break
			}
		}
	}
}

func readItem(p *block.Page, i int32, f Field, rank uint8, pool *Pool) {
	if v, ok := p.Attr(i, "content"); ok {
		pool.add(f, Microdata, rank, v)
		return
	}
	if p.Elements[i].Tag == tag.Time {
		if v, ok := p.Attr(i, "datetime"); ok {
			pool.add(f, Microdata, rank, v)
			return
		}
	}
	if f == AuthorField {
		if _, ok := p.Attr(i, "itemscope"); ok {
			if k := nameOfItem(p, i); k > 0 {
				if v, ok := p.Attr(k, "content"); ok {
					pool.add(f, Microdata, rank, v)
					return
				}
				i = k
			}
		}
	}
	pool.addContent(f, Microdata, rank, p, i)
}

// nameReach is how many elements inside an item are searched for its name.
const nameReach = 64

// nameOfItem returns the element with the name of an item, or 0 if there is none.
func nameOfItem(p *block.Page, i int32) int32 {
	for k := i + 1; k < min(p.Elements[i].Next, i+nameReach); k++ {
		if p.Elements[k].Flags&block.HasAttrs == 0 {
			continue
		}
		if name, ok := p.Attr(k, "itemprop"); ok && lists(name, "name") {
			return k
		}
	}
	return 0
}

package meta

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// Microdata and RDFa name parts of the page by attributes: itemprop="author", property="datePublished". The value of an
// element is its content attribute, its datetime, or its text.

// itemNames are the names that are read.
var itemNames = [...]struct {
	name  string
	field field
	rank  uint8
}{
	{"headline", titleField, 2}, {"author", authorField, 5}, {"creator", authorField, 5}, {"datePublished", publishedField, 2},
	{"dateModified", modifiedField, 2}, {"articleSection", sectionField, 3}, {"dateCreated", publishedField, 4},
}

// maxItems is how many elements with such names are read, and maxText how long the text of one may be.
const (
	maxItems = 64
	maxText  = 2 << 10
)

// readItems enters the values of elements with itemprop or property.
func (r *Reader) readItems() {
	p := r.page
	n := 0
	for _, i := range p.Head.Times {
		e := &p.Elements[i]
		if e.Flags&block.Foreign != 0 || n >= maxItems {
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
				r.readItem1(i, m.field, m.rank)
				n++
				break
			}
		}
	}
}

func (r *Reader) readItem1(i int32, f field, rank uint8) {
	p := r.page
	if v, ok := p.Attr(i, "content"); ok {
		r.enter(f, Microdata, rank, v)
		return
	}
	if p.Elements[i].Tag == tag.Time {
		if v, ok := p.Attr(i, "datetime"); ok {
			r.enter(f, Microdata, rank, v)
			return
		}
	}
	if f == authorField {
		if _, ok := p.Attr(i, "itemscope"); ok {
			if k := r.itemName(i); k > 0 {
				if v, ok := p.Attr(k, "content"); ok {
					r.enter(f, Microdata, rank, v)
					return
				}
				i = k
			}
		}
	}
	r.enterContent(f, Microdata, rank, i)
}

// itemName returns the element with the name of an item, 0 when there is none.
func (r *Reader) itemName(i int32) int32 {
	p := r.page
	for k := i + 1; k < min(p.Elements[i].Next, i+64); k++ {
		if p.Elements[k].Flags&block.HasAttrs == 0 {
			continue
		}
		if name, ok := p.Attr(k, "itemprop"); ok && holds(name, "name") {
			return k
		}
	}
	return 0
}

// enterContent enters the text of an element.
func (r *Reader) enterContent(f field, s Source, rank uint8, i int32) bool {
	e := &r.page.Elements[i]
	if len(r.entries) >= maxEntries || e.Close-e.Open > maxText {
		return false
	}
	from := len(r.pool)
	r.pool = r.appendContent(r.pool, i)
	if !r.commit(f, s, rank, from) {
		return false
	}
	r.entries[len(r.entries)-1].at = e.First
	return true
}

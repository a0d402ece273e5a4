package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/url"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/thread"
	"klartext/engine/token"
)

// HTML reads the metadata of an HTML page and writes the labels of the blocks that show it into verdicts. address is the page's
// own, nil when it is not known. All spans of the Fields are ranges of page.Text: of its blocks, or of values of the head
// that HTML appends behind them, decoded.
//
// The head enters its values into a list (see pool.go): meta elements, JSON-LD, microdata. Then the title is chosen among
// them and the headlines of the page; around it the text is read as that of a plain-text page is; and at the end each field takes the
// value whose source is right most often.
func (r *Reader) HTML(page *block.Page, verdicts []label.Verdict, t *thread.Thread, address []byte) *Fields {
	r.gather(page, verdicts, t, address)
	r.findPageTitle()
	r.labelHead()
	r.labelLead()
	r.labelFoot()
	r.labelTicker()
	r.readAgencies()
	r.readPaywall()
	r.readMarks()
	r.takeFields()
	r.labels.write()
	return &r.fields
}

// gather enters what the head and the elements of a page say, and finds its body.
func (r *Reader) gather(page *block.Page, verdicts []label.Verdict, t *thread.Thread, address []byte) {
	r.begin(page, verdicts, t)
	r.locate(address)
	r.readHead()
	r.readJSONLD()
	r.findMain()
	r.readMain()
	r.readItems()
	r.findBody()
}

func (r *Reader) begin(page *block.Page, verdicts []label.Verdict, t *thread.Thread) {
	r.page = page
	r.load(page.Text, page.Blocks, verdicts, t)
	r.fields.reset()
	r.pool, r.entries = r.pool[:0], r.entries[:0]
	r.base, r.home = r.base[:0], url.URL{}
}

// locate sets the base that addresses of the page are resolved against: its own, or what its base element says.
func (r *Reader) locate(own []byte) {
	if a := url.Parse(own); a.Web() {
		r.enter(canonicalField, URL, 9, own)
		r.home = a
		r.base = append(r.base, trimSpace(own)...)
	}
	i := r.page.Head.Base
	if i == 0 {
		return
	}
	href, _ := r.page.Attr(i, "href")
	r.scratch = token.AppendDecoded(r.scratch[:0], href, true)
	r.resolved = url.AppendResolved(r.resolved[:0], r.base, r.scratch)
	if a := url.Parse(r.resolved); a.Web() {
		r.base = append(r.base[:0], r.resolved...)
	}
}

// located reports whether anything tells the page's address.
func (r *Reader) located() bool { return r.best(canonicalField) != nil }

// here reports whether an address is one that the page has or gives as its own.
func (r *Reader) here(a *url.URL) bool {
	n := 0
	for i := range r.entries {
		if e := &r.entries[i]; e.field == canonicalField && e.source != JSONLD {
			if b := url.Parse(r.value(e)); url.SamePage(a, &b) {
				return true
			}
			if n++; n == 8 {
				break
			}
		}
	}
	return false
}

// readHead enters what title, meta and link elements say.
func (r *Reader) readHead() {
	p := r.page
	if i := p.Head.Title; i > 0 {
		r.enter(titleField, TitleElement, 8, p.Content(i))
	}
	for _, i := range p.Head.Meta {
		if p.Elements[i].Flags&block.Foreign != 0 || len(r.entries) >= maxEntries/2 {
			continue
		}
		if p.Elements[i].Tag == tag.Link {
			r.readLink(i)
		} else {
			r.readMeta(i)
		}
	}
	if i := p.Head.HTML; i > 0 {
		lang, _ := p.Attr(i, "lang")
		if len(lang) == 0 {
			lang, _ = p.Attr(i, "xml:lang")
		}
		r.enter(languageField, HTMLLang, 0, lang)
	}
}

func (r *Reader) readMeta(i int32) {
	var m *metaName
	for _, attr := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if name, ok := r.page.Attr(i, attr); ok {
			if m = lookupMeta(name); m != nil {
				break
			}
		}
	}
	if m == nil {
		return
	}
	content, _ := r.page.Attr(i, "content")
	switch m.field {
	case canonicalField, imageField:
		r.enterAddress(m.field, m.source, m.rank, content)
	default:
		r.enter(m.field, m.source, m.rank, content)
	}
}

func (r *Reader) readLink(i int32) {
	rel, _ := r.page.Attr(i, "rel")
	switch {
	case holds(rel, "canonical"):
		href, _ := r.page.Attr(i, "href")
		r.enterAddress(canonicalField, LinkRel, 1, href)
	case holds(rel, "image_src"):
		href, _ := r.page.Attr(i, "href")
		r.enterAddress(imageField, LinkRel, 5, href)
	}
}

// enterAddress enters an address of the web, resolved against the base.
func (r *Reader) enterAddress(f field, s Source, rank uint8, raw []byte) {
	if len(raw) > url.MaxLen || len(r.entries) >= maxEntries {
		return
	}
	r.scratch = token.AppendDecoded(r.scratch[:0], raw, true)
	from := len(r.pool)
	r.pool = url.AppendResolved(r.pool, r.base, r.scratch)
	if a := url.Parse(r.pool[from:]); !a.Web() {
		r.pool = r.pool[:from]
		return
	}
	r.commit(f, s, rank, from)
}

// appendContent appends the text inside element i, without tags and what is no text, decoded.
func (r *Reader) appendContent(dst []byte, i int32) []byte {
	p := r.page
	at, end := p.Elements[i].Open, max(p.Elements[i].Open, p.Elements[i].Close)
	k := i + 1
	for at < end {
		n := bytes.IndexByte(p.Source[at:end], '<')
		if n < 0 {
			return token.AppendDecoded(dst, p.Source[at:end], false)
		}
		dst = append(token.AppendDecoded(dst, p.Source[at:at+int32(n)], false), ' ')
		at += int32(n)
		for k < p.Elements[i].Next && p.Elements[k].Start < at {
			k++
		}
		switch e := &p.Elements[k%int32(len(p.Elements))]; {
		case k < p.Elements[i].Next && e.Start == at && e.Flags&block.Skipped != 0:
			at = max(e.Close, e.Open)
			if n := bytes.IndexByte(p.Source[at:end], '>'); n >= 0 && e.Close > e.Open {
				at += int32(n) + 1
			}
		case k < p.Elements[i].Next && e.Start == at:
			at = e.Open
		default:
			n := bytes.IndexByte(p.Source[at:end], '>')
			if n < 0 {
				return dst
			}
			at += int32(n) + 1
		}
	}
	return dst
}

package source

import (
	"klartext/engine/block"
	"klartext/engine/internal/url"
	"klartext/engine/token"
)

// Location is the address of a page.
type Location struct {
	Own url.URL // its address; not valid if unknown

	base    []byte // addresses on the page are resolved against it
	scratch []byte
}

// read takes the page's own address and adds it as an entry. The base is that address, or what the
// base element says.
func (l *Location) read(p *block.Page, own []byte, pool *Pool) {
	l.Own, l.base = url.URL{}, l.base[:0]
	if u := url.Parse(own); u.Web() {
		pool.add(CanonicalField, URL, 9, own)
		l.Own = u
		l.base = append(l.base, trimSpace(own)...)
	}
	i := p.Head.Base
	if i == 0 {
		return
	}
	href, _ := p.Attr(i, "href")
	l.scratch = token.AppendDecoded(l.scratch[:0], href, true)
	ref := l.scratch
	l.scratch = url.AppendResolved(l.scratch, l.base, ref)
	if base := l.scratch[len(ref):]; isWeb(base) {
		l.base = append(l.base[:0], base...)
	}
}

func isWeb(address []byte) bool {
	u := url.Parse(address)
	return u.Web()
}

// Address returns the page's own address, or the best that the page gives as its own. It reports
// whether there is one.
func (l *Location) Address(pool *Pool) (u url.URL, ok bool) {
	if l.Own.Web() {
		return l.Own, true
	}
	if e := pool.Best(CanonicalField); e != nil {
		return url.Parse(pool.Text(e)), true
	}
	return u, false
}

// maxOwn is the number of the page's addresses with which another one is compared.
const maxOwn = 8

// leadsTo reports whether an address is one that the page has or gives as its own, not counting
// JSON-LD.
func (l *Location) leadsTo(u *url.URL, pool *Pool) bool {
	n := 0
	for i := range pool.Entries {
		if e := &pool.Entries[i]; e.Field == CanonicalField && e.Kind != JSONLD {
			if own := url.Parse(pool.Text(e)); url.SamePage(u, &own) {
				return true
			}
			if n++; n == maxOwn {
				break
			}
		}
	}
	return false
}

package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/url"
)

// site is what the page is on, as far as its head tells, in the form in which texts are compared with it.
type site struct {
	folds []byte
	names []block.Span // of folds: the names that the head gives, at most maxSites
	best  block.Span   // of folds: the one taken for Fields.Site
	host  []byte
	known bool // whether the host is
}

const maxSites = 6

// readSite folds the names of the site. All entries that give them have been made.
func (r *Reader) readSite() {
	s := &r.site
	*s = site{folds: s.folds[:0], names: s.names[:0], host: s.host[:0]}
	fold := func(e *entry) block.Span {
		from := len(s.folds)
		s.folds = block.Fold(s.folds, r.value(e), false)
		return block.Span{Start: int32(from), End: int32(len(s.folds))}
	}
	for i := range r.entries {
		if e := &r.entries[i]; e.field == siteField && len(s.names) < maxSites {
			s.names = append(s.names, fold(e))
		}
	}
	if e := r.best(siteField); e != nil {
		s.best = fold(e)
	}
	a := r.home
	if !a.Web() {
		e := r.best(canonicalField)
		if e == nil {
			return
		}
		a = url.Parse(r.value(e))
	}
	s.host, s.known = append(s.host, a.Host()...), true
}

// siteName reports whether a folded text is the name of the site: what the head calls it, or the name in its host.
func (r *Reader) siteName(fold []byte) bool {
	for _, name := range r.site.names {
		if bytes.Equal(fold, name.Of(r.site.folds)) {
			return true
		}
	}
	return r.site.known && r.hostName(fold)
}

// hostName reports whether a folded text, without its spaces, is the host of the page or the name in it: "niederbacher bote" on
// niederbacher-bote.example.
func (r *Reader) hostName(fold []byte) bool {
	host := r.site.host
	if dot := bytes.LastIndexByte(host, '.'); dot > 0 {
		if equalSqueezed(fold, host) {
			return true
		}
		host = host[:dot]
	}
	if dot := bytes.LastIndexByte(host, '.'); dot > 0 {
		if last := host[dot+1:]; len(last) <= 3 { // co.uk
			host = host[:dot]
			dot = bytes.LastIndexByte(host, '.')
		}
		if equalSqueezed(fold, host[dot+1:]) {
			return true
		}
	}
	return equalSqueezed(fold, host)
}

// equalSqueezed reports whether two texts are the same without white space, hyphens, full stops and case.
func equalSqueezed(a, b []byte) bool {
	i, j := 0, 0
	for {
		for i < len(a) && joint(a[i]) {
			i++
		}
		for j < len(b) && joint(b[j]) {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b) && len(a) > 0
		}
		if a[i] != b[j] && (a[i]|0x20 != b[j]|0x20 || a[i]|0x20-'a' >= 26) {
			return false
		}
		i++
		j++
	}
}

func joint(c byte) bool { return c == ' ' || c == '-' || c == '.' || c == '_' || c == '\'' || c == '&' }

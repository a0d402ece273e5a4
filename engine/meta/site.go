package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/meta/internal/source"
)

// site is the site of an HTML page, in the form in which texts are compared with its name.
type site struct {
	folds []byte
	names []block.Span // of folds: the names that the head gives, at most maxSites
	best  block.Span   // of folds: the one taken for Fields.Site
	host  []byte
	known bool // whether the host is
}

const maxSites = 6

// read folds the names of the site.
func (x *site) read(s *source.Sources) {
	*x = site{folds: x.folds[:0], names: x.names[:0], host: x.host[:0]}
	for i := range s.Pool.Entries {
		if e := &s.Pool.Entries[i]; e.Field == source.SiteField && len(x.names) < maxSites {
			x.names = append(x.names, x.fold(s.Pool.Text(e)))
		}
	}
	if e := s.Pool.Best(source.SiteField); e != nil {
		x.best = x.fold(s.Pool.Text(e))
	}
	if u, ok := s.Location.Address(&s.Pool); ok {
		x.host, x.known = append(x.host, u.Host()...), true
	}
}

// fold appends a name to folds.
func (x *site) fold(t []byte) block.Span {
	from := len(x.folds)
	x.folds = block.Fold(x.folds, t, false)
	return block.Span{Start: int32(from), End: int32(len(x.folds))}
}

// name returns the name of the site, folded.
func (x *site) name() []byte { return x.best.Of(x.folds) }

// named reports whether a folded text is the name of the site: as in the head, or as in its host.
func (x *site) named(fold []byte) bool {
	for _, name := range x.names {
		if bytes.Equal(fold, name.Of(x.folds)) {
			return true
		}
	}
	return x.known && x.hosted(fold)
}

// hosted reports whether a folded text, without its spaces, is the host of the page or the name in
// it: "niederbacher bote" on niederbacher-bote.example.
func (x *site) hosted(fold []byte) bool {
	host := x.host
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

// equalSqueezed reports whether two texts are equal, ignoring white space, hyphens, full stops and
// case.
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
		if a[i] != b[j] && (a[i]|0x20 != b[j]|0x20 || !ascii.IsLetter(a[i])) {
			return false
		}
		i++
		j++
	}
}

func joint(c byte) bool {
	return c == ' ' || c == '-' || c == '.' || c == '_' || c == '\'' || c == '&'
}

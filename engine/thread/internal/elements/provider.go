package elements

import (
	"bytes"
	"strings"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// Provider is the external comment system of the page, an index into Providers, 0 for none.
// Containers for the comments take precedence over frames, and frames over scripts.
func (r *Reader) Provider() (p uint8) {
	frame := false
	for i := range r.page.Elements {
		t := r.page.Elements[i].Tag
		// a link leads to the page that the comments are on
		if p := r.meanings[i].provider; p != 0 && t != tag.A {
			return p
		}
		if t != tag.Script && t != tag.Iframe || frame || p != 0 && t == tag.Script {
			continue
		}
		if src, ok := r.page.Attr(int32(i), "src"); ok {
			if of := providerOf(src); of != 0 {
				p, frame = of, t == tag.Iframe
			}
		}
	}
	return p
}

// providerOf is the provider whose script or frame an address is, 0 for none.
func providerOf(address []byte) uint8 {
	address = TrimSpace(address)
	if i := bytes.Index(address, []byte("//")); i >= 0 {
		address = address[i+2:]
	}
	if i := bytes.IndexAny(address, "?#"); i >= 0 {
		address = address[:i]
	}
	host, path, _ := bytes.Cut(address, []byte("/"))
	file := path[bytes.LastIndexByte(path, '/')+1:]
	if bytes.HasPrefix(file, []byte("count")) { // it counts the comments of other pages
		return 0
	}
	for i := range hosts {
		h := &hosts[i]
		name, under, _ := strings.Cut(h.address, "/")
		switch {
		case !strings.Contains(name, "."):
			if len(file) >= len(name) && ascii.EqualFold(file[:len(name)], name) {
				return h.provider
			}
		case !ascii.HasSuffixFold(host, name),
			len(host) > len(name) && host[len(host)-len(name)-1] != '.':
		case len(path) >= len(under) && string(path[:len(under)]) == under:
			return h.provider
		}
	}
	return 0
}

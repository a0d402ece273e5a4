package elements

import (
	"bytes"
	"strings"

	"klartext/engine/tag"
)

// Provider is the external comment system of the page, an index into Providers, and the element where its comments are to
// appear or that loads them; 0 and -1 when there is none. What is to hold the comments goes before frames, frames before scripts.
func (m *Reader) Provider() (p uint8, element int32) {
	loader, best := int32(-1), uint8(0)
	frame := false
	for i := range m.page.Elements {
		t := m.page.Elements[i].Tag
		if p := m.names[i].provider; p != 0 && t != tag.A { // a link leads to where the comments are
			return p, int32(i)
		}
		if t != tag.Script && t != tag.Iframe || frame || loader >= 0 && t == tag.Script {
			continue
		}
		if src, ok := m.page.Attr(int32(i), "src"); ok {
			if p := providerOf(src); p != 0 {
				loader, best, frame = int32(i), p, t == tag.Iframe
			}
		}
	}
	return best, loader
}

// providerOf is the provider whose script or frame an address is, 0 when it is none's.
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
			if len(file) >= len(name) && EqualFold(file[:len(name)], name) {
				return h.provider
			}
		case !EndsFold(host, name) || len(host) > len(name) && host[len(host)-len(name)-1] != '.':
		case len(path) >= len(under) && string(path[:len(under)]) == under:
			return h.provider
		}
	}
	return 0
}

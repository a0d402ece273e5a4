package meta

import "bytes"

// Addresses, by RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986): cut into their parts, and relative ones resolved against
// a base. FuzzAddress holds it to net/url.

// maxAddress is the length of the longest address that is read; longer ones are data or mistakes.
const maxAddress = 4096

// address is an address cut into its parts (RFC 3986, section 3 and appendix B). The parts are ranges of one slice.
type address struct {
	scheme             []byte // without its colon
	authority          []byte // without its slashes
	path               []byte
	query, fragment    []byte // without ? and #
	hasHost, hasQuery  bool
	hasFragment, valid bool
}

// cutAddress cuts an address into its parts. It is not valid when it is empty, too long or holds white space or control
// characters.
func cutAddress(s []byte) (a address) {
	s = trimSpace(s)
	if len(s) == 0 || len(s) > maxAddress {
		return a
	}
	for _, c := range s {
		if c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"' {
			return a
		}
	}
	a.valid = true
	if i := bytes.IndexByte(s, '#'); i >= 0 {
		s, a.fragment, a.hasFragment = s[:i], s[i+1:], true
	}
	if i := bytes.IndexByte(s, '?'); i >= 0 {
		s, a.query, a.hasQuery = s[:i], s[i+1:], true
	}
	if i := bytes.IndexByte(s, ':'); i > 0 && isScheme(s[:i]) {
		a.scheme, s = s[:i], s[i+1:]
	}
	if len(s) >= 2 && s[0] == '/' && s[1] == '/' {
		s, a.hasHost = s[2:], true
		end := bytes.IndexByte(s, '/')
		if end < 0 {
			end = len(s)
		}
		a.authority, s = s[:end], s[end:]
	}
	a.path = s
	return a
}

func isScheme(s []byte) bool {
	for i, c := range s {
		if !(c|0x20-'a' < 26 || i > 0 && (c-'0' < 10 || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return true
}

// web reports whether the address is one of the web, with a host.
func (a *address) web() bool {
	return a.valid && a.hasHost && len(a.authority) > 0 && (bytes.EqualFold(a.scheme, httpScheme) || bytes.EqualFold(a.scheme, httpsScheme))
}

var httpScheme, httpsScheme = []byte("http"), []byte("https")

// host returns the host of the address, without user, port and "www.".
func (a *address) host() []byte {
	h := a.authority
	if i := bytes.LastIndexByte(h, '@'); i >= 0 {
		h = h[i+1:]
	}
	if i := bytes.LastIndexByte(h, ':'); i >= 0 && bytes.IndexByte(h[i:], ']') < 0 {
		h = h[:i]
	}
	if len(h) > 4 && (h[0]|0x20 == 'w') && bytes.EqualFold(h[:4], []byte("www.")) {
		h = h[4:]
	}
	return h
}

// appendResolved appends the address that ref means on a page with the address base (RFC 3986, section 5.2). A ref with a
// scheme needs no base; without one nothing is appended when base is not valid.
func appendResolved(dst, base, ref []byte) []byte {
	r := cutAddress(ref)
	if !r.valid {
		return dst
	}
	if len(r.scheme) > 0 {
		return r.append(dst, r.path, nil)
	}
	b := cutAddress(base)
	if !b.web() {
		return dst
	}
	r.scheme = b.scheme
	if r.hasHost {
		return r.append(dst, r.path, nil)
	}
	r.authority, r.hasHost = b.authority, true
	switch {
	case len(r.path) == 0:
		if !r.hasQuery {
			r.query, r.hasQuery = b.query, b.hasQuery
		}
		return r.append(dst, b.path, nil)
	case r.path[0] == '/':
		return r.append(dst, r.path, nil)
	}
	return r.append(dst, b.path[:bytes.LastIndexByte(b.path, '/')+1], r.path)
}

// append appends the address with the path that the two parts make together, without its dot segments.
func (a *address) append(dst, dir, rest []byte) []byte {
	dst = append(append(dst, a.scheme...), ':')
	if a.hasHost {
		dst = append(append(dst, "//"...), a.authority...)
	}
	from := len(dst)
	if a.hasHost && len(dir) == 0 && len(rest) > 0 {
		dst = append(dst, '/')
	}
	dst = append(append(dst, dir...), rest...)
	if a.hasHost {
		dst = removeDots(dst, from)
	}
	if a.hasQuery {
		dst = append(append(dst, '?'), a.query...)
	}
	if a.hasFragment {
		dst = append(append(dst, '#'), a.fragment...)
	}
	return dst
}

// removeDots takes the segments . and .. out of the path dst[from:], which starts with a slash (RFC 3986, section 5.2.4).
func removeDots(dst []byte, from int) []byte {
	to := from
	for i := from; i < len(dst); {
		end := i + 1
		for end < len(dst) && dst[end] != '/' {
			end++
		}
		last := end == len(dst)
		switch seg := dst[i+1 : end]; {
		case len(seg) == 1 && seg[0] == '.':
			if last {
				dst[to] = '/'
				to++
			}
		case len(seg) == 2 && seg[0] == '.' && seg[1] == '.':
			for to > from {
				to--
				if dst[to] == '/' {
					break
				}
			}
			if last {
				dst[to] = '/'
				to++
			}
		default:
			to += copy(dst[to:], dst[i:end])
		}
		i = end
	}
	return dst[:to]
}

// sameAddress reports whether two addresses are those of one page: the hosts and paths are the same, scheme, "www.", query,
// fragment and a slash at the end apart. Where the path is that of the whole site, the queries must be the same too.
func sameAddress(a, b *address) bool {
	if !a.web() || !b.web() || !bytes.EqualFold(a.host(), b.host()) {
		return false
	}
	p, q := bytes.TrimRight(a.path, "/"), bytes.TrimRight(b.path, "/")
	return bytes.EqualFold(p, q) && (len(p) > 0 || bytes.Equal(a.query, b.query))
}

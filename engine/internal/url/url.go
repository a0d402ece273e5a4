// Package url parses web addresses and resolves relative ones, by RFC 3986
// (https://www.rfc-editor.org/rfc/rfc3986) and without allocations. FuzzResolve compares it with
// net/url, which is too large for the browser.
package url

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/token"
)

// MaxLen is the length in bytes of the longest address that is read; longer ones are data or
// mistakes.
const MaxLen = 4096

// URL is an address in its parts (RFC 3986, section 3 and appendix B), which are ranges of the
// slice that was parsed. The zero URL is not valid.
type URL struct {
	Scheme          []byte // without its colon
	Authority       []byte // without its slashes
	Path            []byte
	Query, Fragment []byte // without ? and #

	HasAuthority, HasQuery, HasFragment bool

	Valid bool // not empty, not too long, without white space and control characters inside
}

// Parse parses an address. White space around it is ignored.
func Parse(s []byte) (u URL) {
	from, to := token.Trim(s, 0, len(s))
	s = s[from:to]
	if len(s) == 0 || len(s) > MaxLen {
		return u
	}
	for _, c := range s {
		if c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"' {
			return u
		}
	}
	u.Valid = true
	if i := bytes.IndexByte(s, '#'); i >= 0 {
		s, u.Fragment, u.HasFragment = s[:i], s[i+1:], true
	}
	if i := bytes.IndexByte(s, '?'); i >= 0 {
		s, u.Query, u.HasQuery = s[:i], s[i+1:], true
	}
	if i := bytes.IndexByte(s, ':'); i > 0 && isScheme(s[:i]) {
		u.Scheme, s = s[:i], s[i+1:]
	}
	if len(s) >= 2 && s[0] == '/' && s[1] == '/' {
		s, u.HasAuthority = s[2:], true
		end := bytes.IndexByte(s, '/')
		if end < 0 {
			end = len(s)
		}
		u.Authority, s = s[:end], s[end:]
	}
	u.Path = s
	return u
}

func isScheme(s []byte) bool {
	for i, c := range s {
		other := ascii.IsDigit(c) || c == '+' || c == '-' || c == '.'
		if !ascii.IsLetter(c) && (i == 0 || !other) {
			return false
		}
	}
	return true
}

// Web reports whether the address is one of the web, with a host.
func (u *URL) Web() bool {
	return u.Valid && len(u.Authority) > 0 &&
		(ascii.EqualFold(u.Scheme, "http") || ascii.EqualFold(u.Scheme, "https"))
}

// Host returns the host of the address, without user, port and "www.".
func (u *URL) Host() []byte {
	h := u.Authority
	if i := bytes.LastIndexByte(h, '@'); i >= 0 {
		h = h[i+1:]
	}
	if i := bytes.LastIndexByte(h, ':'); i >= 0 && bytes.IndexByte(h[i:], ']') < 0 {
		h = h[:i]
	}
	if len(h) > 4 && ascii.HasPrefixFold(h, "www.") {
		h = h[4:]
	}
	return h
}

// Home reports whether the address is that of a whole site: it has neither path nor query.
func (u *URL) Home() bool { return len(bytes.Trim(u.Path, "/")) == 0 && len(u.Query) == 0 }

// SamePage reports whether two web addresses lead to one page: hosts and paths are the same except
// for "www." and a slash at the end. Schemes, queries and fragments may differ; but if the path is
// that of the whole site, the queries must be the same.
func SamePage(a, b *URL) bool {
	if !a.Web() || !b.Web() || !bytes.EqualFold(a.Host(), b.Host()) {
		return false
	}
	p, q := bytes.TrimRight(a.Path, "/"), bytes.TrimRight(b.Path, "/")
	return bytes.EqualFold(p, q) && (len(p) > 0 || bytes.Equal(a.Query, b.Query))
}

package url

import "bytes"

// AppendResolved appends the address that ref means on a page with the address base (RFC 3986,
// section 5.2). Nothing is appended when ref is not an address, or when it has no scheme and base
// is not an address of the web.
func AppendResolved(dst, base, ref []byte) []byte {
	r := Parse(ref)
	if !r.Valid {
		return dst
	}
	if len(r.Scheme) > 0 {
		return r.append(dst, r.Path, nil)
	}
	b := Parse(base)
	if !b.Web() {
		return dst
	}
	r.Scheme = b.Scheme
	if r.HasAuthority {
		return r.append(dst, r.Path, nil)
	}
	r.Authority, r.HasAuthority = b.Authority, true
	switch {
	case len(r.Path) == 0:
		if !r.HasQuery {
			r.Query, r.HasQuery = b.Query, b.HasQuery
		}
		return r.append(dst, b.Path, nil)
	case r.Path[0] == '/':
		return r.append(dst, r.Path, nil)
	}
	return r.append(dst, b.Path[:bytes.LastIndexByte(b.Path, '/')+1], r.Path)
}

// append appends the address with the path that dir and rest make together, without its dot
// segments.
func (u *URL) append(dst, dir, rest []byte) []byte {
	dst = append(append(dst, u.Scheme...), ':')
	if u.HasAuthority {
		dst = append(append(dst, "//"...), u.Authority...)
	}
	from := len(dst)
	if u.HasAuthority && len(dir) == 0 && len(rest) > 0 {
		dst = append(dst, '/')
	}
	dst = append(append(dst, dir...), rest...)
	if u.HasAuthority {
		dst = removeDots(dst, from)
	}
	if u.HasQuery {
		dst = append(append(dst, '?'), u.Query...)
	}
	if u.HasFragment {
		dst = append(append(dst, '#'), u.Fragment...)
	}
	return dst
}

// removeDots takes the segments . and .. out of the path dst[from:], which starts with a slash
// (RFC 3986, section 5.2.4).
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

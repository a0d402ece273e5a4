package meta

// AppendResolved appends the address that ref means on a page with the address base (RFC 3986, section 5.2): nothing when
// ref is no address, or when it is relative and base is no address of the web. Package engine writes links with it.
func AppendResolved(dst, base, ref []byte) []byte { return appendResolved(dst, base, ref) }

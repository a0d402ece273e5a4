package main

import "strings"

// The descriptions of types name types and fields for package reflect, which the engine does not use, and for messages
// (internal/abi/type.go). Those names are taken out. Names of methods stay: types are matched with interfaces by them.

// noReflection panics when the program uses package reflect.
func (m *module) noReflection(live []bool) {
	for i, f := range m.funcs {
		if live[i] && strings.HasPrefix(f.name, "reflect.") && !initial.MatchString(f.name) {
			panic(f.name + " is used, but the names of types are taken out: do without reflect and fmt, or keep the names in wasm/shrink/types.go")
		}
	}
}

// Offsets in abi.Type and in what follows it of a struct.
const (
	typeSize, typePtrBytes = 0, 8
	typeHash               = 16
	typeFlags              = 20
	typeKind               = 23
	typeEqual, typeGCData  = 24, 32
	typeStr                = 40
	typeLen                = 48

	structFields = typeLen + 8 // after the package's path
	fieldLen     = 24
)

// stripTypes takes out the names.
func (m image) stripTypes(t runtimeTables, candidates []int) {
	dropped := map[int]bool{} // addresses of names
	for _, at := range candidates {
		if !m.isType(t, at) {
			continue
		}
		if m[at+typeKind] == kindStruct {
			fields, n := m.u64(at+structFields), m.u64(at+structFields+8)
			if n < 0 || n > 1<<12 || fields < t.types || fields+n*fieldLen > t.etypes {
				continue
			}
			for k := range n {
				if name := m.u64(fields + k*fieldLen); m.isName(t, name) {
					dropped[name] = true
					clear(m[fields+k*fieldLen : fields+k*fieldLen+8])
				}
			}
		}
		if str := int(m.u32(at + typeStr)); str != 0 {
			dropped[t.types+str] = true
			m.putU32(at+typeStr, 0)
		}
	}
	for at := t.types; at+8 <= len(m); at += 4 {
		if at%8 == 0 {
			delete(dropped, m.u64(at))
		}
		if at < t.etypes {
			delete(dropped, t.types+int(m.u32(at)))
		}
	}
	for at := range dropped {
		clear(m[at : at+m.nameLen(t, at)])
	}
}

// isType reports whether there is the description of a type at an address. Too many things have to be right for an accident.
func (m image) isType(t runtimeTables, at int) bool {
	if at%8 != 0 || at < t.types || at+typeLen+32 > t.etypes {
		return false
	}
	size, align := m.u64(at+typeSize), int(m[at+typeFlags+1])
	pointer := func(p int) bool { return p == 0 || p >= t.types && p < len(m) }
	return (align == 1 || align == 2 || align == 4 || align == 8) && size >= 0 && size < 1<<30 && size%align == 0 &&
		m.u64(at+typePtrBytes) >= 0 && m.u64(at+typePtrBytes) <= size && m[at+typeFlags] < 64 && m[at+typeFlags+2] == byte(align) &&
		m[at+typeKind] > 0 && m[at+typeKind] <= kindLast && pointer(m.u64(at+typeEqual)) && pointer(m.u64(at+typeGCData)) &&
		m.u32(at+typeStr) != 0 && m.isName(t, t.types+int(m.u32(at+typeStr)))
}

// isName reports whether there is a name at an address: flags, its length as a varint, the name.
func (m image) isName(t runtimeTables, at int) bool {
	if at < t.types || at+2 > t.etypes || m[at] > 15 {
		return false
	}
	n := m.nameLen(t, at)
	if n == 0 {
		return false
	}
	for _, c := range m[at+n-min(n-2, 100) : at+n] {
		if c < ' ' {
			return false
		}
	}
	return true
}

// nameLen returns how many bytes a name takes, 0 when there is none or it has a tag or the path of a package.
func (m image) nameLen(t runtimeTables, at int) int {
	const tagOrPath = 2 | 4
	if m[at]&tagOrPath != 0 {
		return 0
	}
	n, size := int(m[at+1]), 2
	if n >= 0x80 {
		n, size = n&0x7F|int(m[at+2])<<7, 3
	}
	if n == 0 || at+size+n > t.etypes {
		return 0
	}
	return size + n
}

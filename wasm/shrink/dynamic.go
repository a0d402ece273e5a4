package main

import "regexp"

// Some functions are called through the descriptions of types only (internal/abi/type.go, map.go, iface.go), where no word of the
// data is the program counter of a use:
//
//   - The methods of a type, by which it is matched with an interface when the program runs. A table behind the description has them as
//     indexes of functions in four bytes. The linker has taken out those that no such match can lead to.
//   - The comparison of two values, type_.eq.T. All descriptions refer to one, and the linker keeps them all; it is called for
//     keys of maps, and for values in interfaces. A direct comparison is a call, or no call at all.

// comparison starts the names of the functions that compare.
const comparison = "type_.eq."

const (
	kindArray     = 17
	kindChan      = 18
	kindFunc      = 19
	kindInterface = 20
	kindMap       = 21
	kindPointer   = 22
	kindSlice     = 23
	kindStruct    = 25
	kindLast      = 26

	flagUncommon = 1
	methodLen    = 16
	methodText   = 8 // where the two indexes of a method's function stand: as called through an interface, and otherwise
)

// kindLen is how long the descriptions of a kind are, typeLen where it says nothing.
var kindLen = map[byte]int{kindArray: 72, kindChan: 64, kindFunc: 56, kindInterface: 80, kindMap: 112, kindPointer: 56, kindSlice: 56, kindStruct: 80}

// internal matches methods of the runtime that only the runtime can name. It has no interfaces that it matches with their types.
var internal = regexp.MustCompile(`^runtime\..*\.[a-z][A-Za-z0-9]*$`)

// dynamic returns the functions that are called through the descriptions of types.
func (m *module) dynamic(t runtimeTables) (all []int) {
	equal := func(at int) {
		if closure := m.data.u64(at + typeEqual); m.data.isType(t, at) && closure > 0 && closure+8 <= len(m.data) {
			all = append(all, m.data.u64(closure)>>16-t.firstPC)
		}
	}
	for _, at := range m.addresses(t) {
		if !m.data.isType(t, at) {
			continue
		}
		for _, i := range m.data.methods(t, at) {
			if i >= 0 && i < len(m.funcs) && !internal.MatchString(m.funcs[i].name) {
				all = append(all, i)
			}
		}
		if key := m.data.u64(at + typeLen); m.data[at+typeKind] == kindMap && m.data.isType(t, key) {
			equal(key)
		}
	}
	for at := 0; at+24 <= len(m.data); at += 8 {
		if m.data.isItab(t, at) {
			equal(m.data.u64(at + 8))
		}
	}
	return all
}

// isItab reports whether there is a runtime.itab at an address: an interface, a type with its methods, the type's hash.
func (m image) isItab(t runtimeTables, at int) bool {
	iface, typ := m.u64(at), m.u64(at+8)
	return m.isType(t, iface) && m[iface+typeKind] == kindInterface && m.isType(t, typ) && m.u32(at+16) == m.u32(typ+typeHash)
}

// methods returns the functions of a type's table of methods.
func (m image) methods(t runtimeTables, at int) (all []int) {
	if m[at+typeFlags]&flagUncommon == 0 {
		return nil
	}
	uncommon := at + max(typeLen, kindLen[m[at+typeKind]])
	table := uncommon + int(m.u32(uncommon+8))
	for k := range int(m.u32(uncommon+4) & 0xFFFF) {
		for _, entry := range [...]int{methodText, methodText + 4} {
			if i := int32(m.u32(table + methodLen*k + entry)); i >= 0 {
				all = append(all, t.textIndex+int(i)-t.firstPC)
			}
		}
	}
	return all
}

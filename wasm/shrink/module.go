package main

import (
	"bytes"
	"slices"
)

// Section ids of the binary format, https://webassembly.github.io/spec/core/binary/modules.html
const (
	customSection    = 0
	typeSection      = 1
	importSection    = 2
	functionSection  = 3
	exportSection    = 7
	startSection     = 8
	codeSection      = 10
	dataSection      = 11
	dataCountSection = 12
)

var header = []byte("\x00asm\x01\x00\x00\x00")

type section struct {
	id   byte
	body []byte
}

// module is a WASM module: its sections, and decoded those parts that this command changes.
type module struct {
	sections []section // code and data are empty here; there are no custom sections

	imports int         // how many functions are imported
	funcs   []*function // the others
	data    image
}

func parse(b []byte) *module {
	m := &module{}
	for _, s := range sections(b) {
		m.add(s)
	}
	return m
}

func sections(b []byte) (all []section) {
	if !bytes.HasPrefix(b, header) {
		panic("not a WASM module of version 1")
	}
	r := reader{b, len(header)}
	for r.more() {
		id := r.byte()
		all = append(all, section{id, r.bytes(int(r.u32()))})
	}
	return all
}

func (m *module) add(s section) {
	r := reader{s.body, 0}
	switch s.id {
	case customSection:
		return // names and producers are for tools
	case importSection:
		m.countImports(r)
	case codeSection:
		for range r.u32() {
			m.funcs = append(m.funcs, decode(r.bytes(int(r.u32()))))
		}
		s.body = nil
	case dataSection:
		m.data.read(&r)
		s.body = nil
	case dataCountSection:
		return // only memory.init needs it, which Go does not use
	}
	if m.section(s.id) != nil {
		panic(unknown("second section", s.id))
	}
	m.sections = append(m.sections, s)
}

func (m *module) countImports(r reader) {
	for range r.u32() {
		r.name()
		r.name()
		kind := r.byte()
		if kind != 0 {
			panic(unknown("kind of import", kind))
		}
		r.u32()
		m.imports++
	}
}

// section returns the section with an id, or nil.
func (m *module) section(id byte) *section {
	if i := slices.IndexFunc(m.sections, func(s section) bool { return s.id == id }); i >= 0 {
		return &m.sections[i]
	}
	return nil
}

// addType adds a function type and returns its index.
func (m *module) addType(b []byte) uint32 {
	s := m.section(typeSection)
	r := reader{s.body, 0}
	n := r.u32()
	s.body = append(append(appendU32(nil, n+1), s.body[r.i:]...), b...)
	return n
}

// addFunction adds a function with a type and returns its index.
func (m *module) addFunction(kind uint32, f *function) int64 {
	s := m.section(functionSection)
	r := reader{s.body, 0}
	n := r.u32()
	s.body = appendU32(append(appendU32(nil, n+1), s.body[r.i:]...), kind)
	m.funcs = append(m.funcs, f)
	return int64(m.imports) + int64(n)
}

func (m *module) bytes() []byte {
	out := slices.Clone(header)
	for _, s := range m.sections {
		body := s.body
		switch s.id {
		case codeSection:
			body = appendU32(nil, uint32(len(m.funcs)))
			for _, f := range m.funcs {
				code := f.encode()
				body = append(appendU32(body, uint32(len(code))), code...)
			}
		case dataSection:
			body = m.data.bytes()
		}
		out = append(out, s.id)
		out = append(appendU32(out, uint32(len(body))), body...)
	}
	return out
}

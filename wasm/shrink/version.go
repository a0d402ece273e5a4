package main

import "strings"

// known is the version of Go whose runtime and linker this command knows.
const known = "go1.26"

// isKnown reports whether a version of Go is the known one or a patch of it.
func isKnown(version string) bool {
	return version == known || strings.HasPrefix(version, known+".")
}

// goVersion returns the version of Go that built a module, such as "go1.26.8". The compiler writes
// it into the section "producers", see
// https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md
//
// Nothing else of the module is looked at: another version may use what this command cannot read.
func goVersion(b []byte) string {
	for _, s := range sections(b) {
		r := reader{s.body, 0}
		if s.id != customSection || r.name() != "producers" {
			continue
		}
		for range r.u32() {
			field := r.name()
			for range r.u32() {
				if name, version := r.name(), r.name(); field == "language" && name == "Go" {
					return version
				}
			}
		}
	}
	panic("the module does not say which version of Go built it")
}

//go:build ignore

// Command vocabulary_gen reads vocabulary.txt and writes zvocabulary.go: the names of the systems
// and of the providers, and the rows in the order of their folded names, packed.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
)

type row struct {
	system, part, strength, where, name string
	key                                 uint32
	check                               uint8
}

// parts are the constants of part.go and compose.go, by their names in vocabulary.txt.
var parts = map[string]string{
	"section": "Section", "record": "Record", "replies": "Replies", "author": "Author",
	"time": "Time",
	"body": "Body", "title": "Title", "rank": "Rank", "votes": "Votes", "number": "Number",
	"fields": "Fields", "avatar": "Avatar", "controls": "Controls", "signature": "Signature",
	"quote": "Quote", "edited": "Edited", "parent": "Parent", "form": "Form", "policy": "Policy",
	"more": "More", "other": "Other", "provider": "kindProvider",
	"list": "kindList", "item": "kindItem", "box": "kindBox", "edge": "kindEdge",
	"plain": "kindPlain", "message": "kindMessage",
}

// where are the salts of lookup.go.
var where = map[string]uint64{
	"class": 0x9E3779B97F4A7C15, "id": 0xC2B2AE3D27D4EB4F, "role": 0x165667B19E3779F9,
	"tag": 0x27D4EB2F165667C5, "property": 0x85EBCA77C2B2AE63, "type": 0xD6E8FEB86659FD93,
	"data": 0xA0761D6478BD642F, "word": 0xE7037ED1A0B428DB,
}

const inPrefix = 0x8EBC6AF09C88C6E3

func main() {
	log.SetFlags(0)
	src, err := format.Source(write(read()))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("zvocabulary.go", src, 0o666); err != nil {
		log.Fatal(err)
	}
}

func read() (rows []row) {
	data, err := os.ReadFile("vocabulary.txt")
	if err != nil {
		log.Fatal(err)
	}
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			log.Fatalf("vocabulary.txt:%d: %d columns, want 6", n, len(f))
		}
		r := row{system: f[0], part: f[1], strength: f[2], where: f[3], name: f[4]}
		if parts[r.part] == "" || r.strength != "strong" && r.strength != "weak" ||
			r.where != "host" && where[r.where] == 0 {
			log.Fatalf("vocabulary.txt:%d: no such part, strength or place", n)
		}
		id := strings.Join([]string{r.system, r.part, r.where, fold(r.name)}, "\t")
		if seen[id] {
			log.Fatalf("vocabulary.txt:%d: %s is there twice", n, r.name)
		}
		seen[id] = true
		rows = append(rows, r)
	}
	return rows
}

// fold does the same as name.read of names.go: words in lower case, separated by '-', with digits
// as '#'.
func fold(name string) string {
	var out strings.Builder
	digits := false
	number := func(glued bool) {
		if !digits && out.Len() > 0 && !glued {
			out.WriteByte('-')
		}
		if !digits {
			out.WriteByte('#')
		}
		digits = true
	}
	separates := func(r rune) bool { return r < 0x80 && !letter(r) && !digit(r) }
	for s := range strings.FieldsFuncSeq(name, separates) {
		first := strings.IndexFunc(s, digit)
		if first >= 0 && strings.IndexFunc(s[first:], letter) >= 0 {
			number(false)
			continue
		}
		word := s
		if first >= 0 {
			word = s[:first]
		}
		for i := range len(word) {
			if i == 0 && out.Len() > 0 || i > 0 && upper(word[i]) && !upper(word[i-1]) {
				out.WriteByte('-')
			}
			out.WriteString(strings.ToLower(word[i : i+1]))
			digits = false
		}
		if first >= 0 {
			number(word != "")
		}
	}
	return out.String()
}

func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80 }
func digit(r rune) bool  { return r >= '0' && r <= '9' || r == '#' }

// hash is the hash that lookup.go looks for.
func hash(r *row) {
	name, salt := r.name, where[r.where]
	if rest, ok := strings.CutSuffix(name, "*"); ok {
		name, salt = rest, salt^inPrefix
	}
	if folded := fold(name); folded == "" || folded == "#" {
		log.Fatalf("nothing is left of the name %s", r.name)
	}
	h := uint64(0xCBF29CE484222325)
	for _, c := range []byte(fold(name)) {
		h = (h ^ uint64(c)) * 0x100000001B3
	}
	h ^= salt
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	h ^= h >> 32
	r.key, r.check = uint32(h>>32), uint8(h)
	if r.key == 0 {
		log.Fatalf("the hash of %s is zero: choose another salt", r.name)
	}
}

func write(rows []row) []byte {
	systems, providers := []string{"", "generic", "schema"}, []string{""}
	var hosts [][2]string
	var table []row
	for _, r := range rows {
		list := &systems
		if r.part == "provider" {
			list = &providers
		}
		if !slices.Contains(*list, r.system) {
			*list = append(*list, r.system)
		}
		if r.where == "host" {
			hosts = append(hosts, [2]string{r.name, r.system})
			continue
		}
		hash(&r)
		table = append(table, r)
	}
	size := 64
	for size*5 < len(table)*8 {
		size *= 2
	}
	seen := map[[2]uint64]row{}
	for _, r := range table {
		at := [2]uint64{uint64(r.key), uint64(r.check)}
		if o, ok := seen[at]; ok && (o.where != r.where || o.folded() != r.folded()) {
			log.Fatalf("%s and %s have the same hash", o.name, r.name)
		}
		seen[at] = r
	}
	slices.SortStableFunc(table, func(a, b row) int {
		return strings.Compare(a.folded(), b.folded())
	})
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	p("// Code generated by vocabulary_gen.go from vocabulary.txt. DO NOT EDIT.\n\n")
	p("package elements\n\n")
	p("// systems are the comment systems of the vocabulary, Providers the external ones.\nvar (\n")
	p("\tsystems = [...]string{%s}\n", quoted(systems))
	p("\tProviders = [...]string{%s}\n)\n\n", quoted(providers))
	p("// firstProvider is the number of the first provider among the systems of the rows.\n")
	p("const firstProvider = %d\n\n", len(systems))
	p("// hosts are the ends of the addresses of the providers' scripts and frames, with the\n")
	p("// number of the provider.\n")
	p("var hosts = [...]struct{\n\taddress string\n\tprovider uint8\n}{\n")
	for _, h := range hosts {
		p("\t{%q, %d},\n", h[0], slices.Index(providers, h[1]))
	}
	p("}\n\n")
	pack(p, table, size, func(r row) int {
		if r.part == "provider" {
			return len(systems) + slices.Index(providers, r.system)
		}
		return slices.Index(systems, r.system)
	})
	return b.Bytes()
}

// pack writes the strings that vocabulary.go unpacks.
func pack(p func(format string, args ...any), table []row, size int, system func(row) int) {
	names := slices.Sorted(maps.Keys(parts))
	places := slices.Sorted(maps.Keys(where))
	p("// Sizes of the tables.\nconst (\n\tnumRows = %d\n", len(table))
	p("\tvocabularySize = %d // a power of two\n)\n\n", size)
	p("var (\n\tpackedParts = [...]Part{")
	for _, n := range names {
		p("%s, ", parts[n])
	}
	p("}\n\tpackedPlaces = [...]uint64{")
	for _, w := range places {
		p("%#x, ", where[w])
	}
	p("}\n)\n\n")
	var part, place, systems, shared, length, text []byte
	last := ""
	for _, r := range table {
		name, n := r.folded(), 0
		for n < len(last) && n < len(name) && last[n] == name[n] {
			n++
		}
		last = name
		flags := [2]byte{}
		if r.strength == "strong" {
			flags[0] = 0x80
		}
		if strings.HasSuffix(r.name, "*") {
			flags[1] = 0x80
		}
		part = append(part, byte(slices.Index(names, r.part))|flags[0])
		place = append(place, byte(slices.Index(places, r.where))|flags[1])
		systems = append(systems, byte(system(r)))
		shared = append(shared, byte(n))
		length = append(length, byte(len(name)))
		text = append(text, name[n:]...)
	}
	p("// The rows in the order of their folded names: index of the part, with 0x80 where it is\n")
	p("// strong; index of the place, with 0x80 where the name ends in '*'; system; how many\n")
	p("// bytes the name shares with the one before, its length, those not shared.\nconst (\n")
	p("\tpackedPart = %q\n\tpackedPlace = %q\n\tpackedSystem = %q\n", part, place, systems)
	p("\tpackedShared = %q\n\tpackedLength = %q\n\tpackedText = %q\n)\n", shared, length, text)
}

// folded returns the name as it is hashed.
func (r *row) folded() string { return fold(strings.TrimSuffix(r.name, "*")) }

func quoted(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", s))
	}
	return strings.Join(out, ", ")
}

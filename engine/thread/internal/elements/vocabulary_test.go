package elements

import (
	"os"
	"strings"
	"testing"

	"klartext/engine/block"
)

// partNames are the names in vocabulary.txt for the parts and for the kinds of words.
var partNames = map[string]Part{
	"section": Section, "record": Record, "replies": Replies, "author": Author, "time": Time,
	"body": Body, "title": Title, "rank": Rank, "votes": Votes, "number": Number,
	"fields": Fields, "avatar": Avatar, "controls": Controls, "signature": Signature,
	"quote": Quote, "edited": Edited, "parent": Parent,
	"form": Form, "policy": Policy, "more": More, "other": Other, "provider": kindProvider,
	"list": kindList, "item": kindItem, "box": kindBox, "edge": kindEdge, "plain": kindPlain,
	"message": kindMessage,
}

// TestVocabulary reads the example of every row.
func TestVocabulary(t *testing.T) {
	data, err := os.ReadFile("vocabulary.txt")
	if err != nil {
		t.Fatal(err)
	}
	var (
		b     block.Builder
		m     Reader
		rows  int
		known = map[string]bool{}
	)
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 6 || strings.HasPrefix(line, "//") {
			continue
		}
		rows++
		system, part, strong := f[0], partNames[f[1]], f[2] == "strong"
		where, name, example := f[3], f[4], f[5]
		if where == "word" {
			m.name.Read([]byte(name))
			if kind, s, ok := word(m.name.whole); !ok || kind != part || s != strong {
				t.Errorf("word %s: %v %v %v", name, kind, s, ok)
			}
			continue
		}
		page := b.HTML([]byte("<body>"+example+"x"), 0)
		m.Read(page)
		if part == kindProvider {
			if got := m.Provider(); Providers[got] != system {
				t.Errorf("%s: %s is the provider %q", example, name, got)
			}
			continue
		}
		known[system] = true
		n := m.meanings[len(page.Elements)-1]
		if has := n.weak; strong && !n.strong.Has(part) || !strong && !(has|n.strong).Has(part) {
			t.Errorf("%s: %+v has no %s", example, n, f[1])
		}
	}
	for system := range known {
		if SystemNamed(system) == 0 {
			t.Errorf("no system %s", system)
		}
	}
	t.Logf("%d rows of %d systems and %d providers", rows, len(known), len(Providers)-1)
}

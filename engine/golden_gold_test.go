package engine_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/token"
)

// gold is a page with what people say about it. Absent fields are empty: the page does not show the
// thing.
type gold struct {
	input    []byte
	lines    [][]byte       // of the input, from line 1
	labels   map[int]string // by line number; every line that is not blank has one
	Comments []goldComment  `json:"comments"`
	goldMeta
}

type goldMeta struct {
	Title      string   `json:"title"`
	AlsoTitles []string `json:"also_titles"` // also accepted
	Kicker     string   `json:"kicker"`
	Lead       string   `json:"lead"`
	Byline     string   `json:"byline"`
	Agencies   []string `json:"agencies"`
	Section    string   `json:"section"`
	Published  string   `json:"published"`
	Modified   string   `json:"modified"`
	Language   string   `json:"language"`
	Count      int      `json:"comment_count"` // 0: the page announces none
	State      string   `json:"state"`         // "": not labelled
}

type goldComment struct {
	Author      string `json:"author"`
	Rank        string `json:"rank"`
	Time        string `json:"time"`
	Published   string `json:"published"` // if an absolute time is written
	Votes       string `json:"votes"`
	MemberSince string `json:"member_since"`
	Text        string `json:"text"`
	Lines       [2]int `json:"lines"`
	ReplyTo     *int   `json:"reply_to"` // if the page says so
	Op          bool   `json:"op"`       // the opening post, which need not be among the comments
}

func readArchive(t *testing.T, file string) *txtar.Archive {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ar := txtar.Parse(data)
	if !bytes.Equal(txtar.Format(ar), data) {
		t.Fatalf("%s is not in txtar format", file)
	}
	return ar
}

func section(ar *txtar.Archive, name string) []byte {
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// parseGold reads a page of testdata.
func parseGold(t *testing.T, name string, ar *txtar.Archive) *gold {
	t.Helper()
	g := &gold{input: section(ar, "input.txt"), labels: map[int]string{}}
	unmarshal(t, name, section(ar, "meta.json"), &g.goldMeta)
	unmarshal(t, name, section(ar, "comments.json"), &g.Comments)
	for line := range strings.Lines(string(section(ar, "labels.txt"))) {
		number, label, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("%s: labels.txt: %v", name, err)
		}
		g.labels[n] = label
	}
	g.verify(t, name)
	return g
}

// readReference reads a page of the reference corpus from FILE.txt and FILE.gold.json.
func readReference(t *testing.T, name, file string) *gold {
	t.Helper()
	input, err := os.ReadFile(strings.TrimSuffix(file, ".gold.json") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := &gold{input: input, labels: map[int]string{}}
	unmarshal(t, name, data, g)
	var pairs struct {
		Labels [][2]json.RawMessage `json:"labels"`
	}
	unmarshal(t, name, data, &pairs)
	for _, p := range pairs.Labels {
		var line int
		var label string
		unmarshal(t, name, p[0], &line)
		unmarshal(t, name, p[1], &label)
		g.labels[line] = label
	}
	g.verify(t, name)
	return g
}

func unmarshal(t *testing.T, name string, data []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// verify checks the gold itself: every line that is not blank must have one label, spelled
// correctly.
func (g *gold) verify(t *testing.T, name string) {
	t.Helper()
	g.lines = bytes.Split(g.input, []byte("\n"))
	for i, line := range g.lines {
		start, end := token.Trim(line, 0, len(line))
		if l, ok := g.labels[i+1]; ok != (start < end) {
			t.Errorf("%s: bad gold: line %d %q has label %q", name, i+1, line, l)
		}
	}
	for n, l := range g.labels {
		if _, ok := parseLabel(l); !ok || n > len(g.lines) {
			t.Errorf("%s: bad gold: line %d has label %q", name, n, l)
		}
	}
}

package model

import (
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
)

// FeatureVersion identifies the code that computes features: a hash of the feature rows of a page
// made for this, under a model made for this. A model trained with other features than the code
// computes has another version.
func FeatureVersion() uint64 {
	m := versionModel()

	var src []byte
	for i := range 120 {
		src = append(src, versionLines[i*i%len(versionLines)]...)
		src = strconv.AppendInt(src, int64(i%7), 10)
		src = append(src, "\n\n\n"[:1+i%3]...)
	}
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	var s Scorer
	return hashRows(func(add func(i int, r []int16)) { s.Features(m, src, blocks, true, add) })
}

// HTMLFeatureVersion is FeatureVersion for HTML pages.
func HTMLFeatureVersion() uint64 {
	m := versionModel()
	src := []byte("<title>A longer paragraph</title><body class=home>")
	for i := range 120 {
		tag := versionTags[i*i%len(versionTags)]
		src = append(append(append(src, '<'), tag...), '>')
		src = append(src, versionLines[i*i%len(versionLines)]...)
		name, _, _ := strings.Cut(tag, " ")
		src = append(append(append(src, "</"...), name...), '>')
	}
	var b block.Builder
	p := b.HTML(src, 0)
	classes := map[uint32]Class{}
	for i := range p.Blocks {
		EachClass(p, i, func(_ ClassRole, key uint32) {
			classes[key] = Class{int8(key % 40), int8(key % 30)}
		})
	}
	m.Classes = NewClassTable(classes)
	var s Scorer
	return hashRows(func(add func(i int, r []int16)) { s.FeaturesHTML(m, p, add) })
}

var versionTags = [...]string{
	"p", "li class='item menu-item'", "div class='postBody text' id=comment-12", "h2", "a href=/x",
	"nav", "article role=main", "td", "span class=date hidden",
	"blockquote", "section", "ul",
}

// versionModel is a model made for this.
func versionModel() *Model {
	m := new(Model)
	for i := range treeSize {
		m.First.Feature = append(m.First.Feature, fWords)
		m.First.Threshold = append(m.First.Threshold, int16(i))
		m.First.Leaf = append(m.First.Leaf, int16(i*200-2000))
	}
	words := map[uint32]Word{}
	for i, l := range versionLines {
		EachKey([]byte(l), func(r KeyRole, key uint32) {
			words[key] = Word{
				Any: int8(i*7%40 - 20), First: int8(i), Last: int8(-i), Next: int8(i*5%30 - 15),
				Stop: i%2 == 0,
			}
		})
	}
	m.Words = NewWordTable(words)
	return m
}

func hashRows(rows func(add func(i int, r []int16))) uint64 {
	h := xxhash.New()
	var buf []byte
	rows(func(_ int, r []int16) {
		buf = buf[:0]
		for _, v := range r {
			buf = append(buf, byte(v), byte(uint16(v)>>8))
		}
		h.Write(buf)
	})
	return h.Sum64()
}

var versionLines = [...]string{
	"Menu ", "Home | About » ", "A sentence, it has a comma and a full stop. Another follows! ",
	"© 19", "Ein Satz auf Deutsch: „Ja“, sagte sie am Abend. ",
	"A longer paragraph, the kind that prose is made of, with clauses and some words that " +
		"are in no table, and with a number like 12.50 € in it. ",
	"- item (one) ", "user@example.org ", "Überschrift ", "12:30 ", "中文字。", "Read more… ",
}

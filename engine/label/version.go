package label

import (
	"strconv"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
)

// FeatureVersion identifies the code that computes features: a hash of the feature rows of a page made for this, under a
// model made for this. A model trained with other features than the code computes has another version.
func FeatureVersion() uint64 {
	var src []byte
	for i := range 120 {
		src = append(src, versionLines[i*i%len(versionLines)]...)
		src = strconv.AppendInt(src, int64(i%7), 10)
		src = append(src, "\n\n\n"[:1+i%3]...)
	}
	m := &Model{
		First: Trees{Feature: make([]uint8, treeSize), Threshold: make([]int16, treeSize), Leaf: make([]int16, treeSize)},
	}
	for i := range treeSize {
		m.First.Feature[i], m.First.Threshold[i], m.First.Leaf[i] = fWords, int16(i), int16(i*200-2000)
	}
	words := map[uint32]Word{}
	for i, l := range versionLines {
		EachKey([]byte(l), func(r KeyRole, key uint32) {
			words[key] = Word{Any: int8(i*7%40 - 20), First: int8(i), Last: int8(-i), Next: int8(i*5%30 - 15), Stop: i%2 == 0}
		})
	}
	m.Words = NewWordTable(words)
	var b block.Builder
	blocks, _ := b.Text(src, 0)
	h := xxhash.New()
	var s Scorer
	var buf []byte
	s.Features(m, src, blocks, true, func(i int, r []int16) {
		buf = buf[:0]
		for _, v := range r {
			buf = append(buf, byte(v), byte(uint16(v)>>8))
		}
		h.Write(buf)
	})
	return h.Sum64()
}

var versionLines = [...]string{
	"Menu ", "Home | About » ", "A sentence, it has a comma and a full stop. Another follows! ", "© 19", "Ein Satz auf Deutsch: „Ja“, sagte sie am Abend. ",
	"A longer paragraph, the kind that prose is made of, with clauses and some words that are in no table, and with a number like 12.50 € in it. ",
	"- item (one) ", "user@example.org ", "Überschrift ", "12:30 ", "中文字。", "Read more… ",
}

package engine

// AppendBlocksJSON appends what was decided about every block of the page, one JSON object and line
// feed per block:
//
//	{"start", "end", "kind", "label", "main", "score", "reason", "text"}
func (d *Document) AppendBlocksJSON(dst []byte) []byte {
	for i := range d.Blocks {
		dst = append(d.appendBlockJSON(dst, i), '\n')
	}
	return dst
}

func (d *Document) appendBlockJSON(dst []byte, i int) []byte {
	b := &d.Blocks[i]
	w := object(dst)
	w.int("start", b.Start)
	w.int("end", b.End)
	w.key("kind")
	w.dst = AppendJSONString(w.dst, b.Kind.String())
	w.key("label")
	w.dst = AppendJSONString(w.dst, b.Label.String())
	w.bool("main", b.Main)
	w.score("score", b.Score)
	w.reason(b)
	w.field("text", d.BlockText(i))
	return w.end()
}

// reason writes why the block has its label. The reason is appended twice, plain and then escaped,
// and the latter is moved over the former.
func (w *jsonObject) reason(b *Block) {
	w.key("reason")
	raw := len(w.dst)
	w.dst = b.AppendReason(w.dst)
	escaped := len(w.dst)
	w.dst = AppendJSONString(w.dst, w.dst[raw:escaped])
	w.dst = w.dst[:raw+copy(w.dst[raw:], w.dst[escaped:])]
}

package sink

import (
	"bytes"
	"strconv"

	"klartext/corpus"
	"klartext/engine"
	"klartext/engine/when"
)

// appendRow appends the row of a page, a JSON object.
func appendRow(dst []byte, r *corpus.Record, d *engine.Document) []byte {
	dst = appendSource(append(dst, '{'), r)
	return append(d.AppendRecord(append(dst, ',')), '}')
}

// appendIndex appends the line of the index for a page, without the brace and the name that stand before it.
func appendIndex(dst []byte, r *corpus.Record, d *engine.Document) []byte {
	dst = append(appendSource(dst, r), `,"language":`...)
	if d.Language == "" {
		return append(dst, "null}\n"...)
	}
	return append(engine.AppendJSONString(dst, d.Language), "}\n"...)
}

// appendSource appends the members that tell where a page comes from.
func appendSource(dst []byte, r *corpus.Record) []byte {
	dst = AppendID(append(dst, `"id":`...), r)
	if r.URL != "" {
		dst = engine.AppendJSONString(append(dst, `,"url":`...), r.URL)
	}
	dst = AppendPosition(append(dst, ','), r.At)
	if r.FetchedAt.Kind != when.None {
		dst = append(r.FetchedAt.AppendISO(append(dst, `,"fetched_at":"`...)), '"')
	}
	return dst
}

// AppendPosition appends the members "file", "offset" and, unless it is 0, "within" of a JSON object.
func AppendPosition(dst []byte, p corpus.Position) []byte {
	dst = engine.AppendJSONString(append(dst, `"file":`...), p.File)
	dst = strconv.AppendInt(append(dst, `,"offset":`...), p.Offset, 10)
	if p.Within != 0 {
		dst = strconv.AppendInt(append(dst, `,"within":`...), p.Within, 10)
	}
	return dst
}

// DamageSuffix is what the names of files with damages end in.
const DamageSuffix = ".damage.jsonl"

// AppendDamage appends the line of a damage, of which the record is given if it was whole:
//
//	{"file", "offset", "within", "id", "error"}
func AppendDamage(dst []byte, d *corpus.Damage, r *corpus.Record) []byte {
	dst = AppendPosition(append(dst, '{'), d.At)
	if r != nil {
		dst = AppendID(append(dst, `,"id":`...), r)
	}
	dst = engine.AppendJSONString(append(dst, `,"error":`...), d.Err.Error())
	return append(dst, "}\n"...)
}

// AppendID appends the id of a record as a JSON value: null when there is none.
func AppendID(dst []byte, r *corpus.Record) []byte {
	switch {
	case r.ID == "":
		return append(dst, "null"...)
	case r.JSONID:
		return append(dst, bytes.ToValidUTF8([]byte(r.ID), []byte("\uFFFD"))...)
	}
	return engine.AppendJSONString(dst, r.ID)
}

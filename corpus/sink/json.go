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

// appendIndex appends the index line of a page, without the brace and the name that begin it.
func appendIndex(dst []byte, r *corpus.Record, d *engine.Document) []byte {
	dst = append(appendSource(dst, r), `,"language":`...)
	if d.Language == "" {
		return append(dst, "null}\n"...)
	}
	return append(engine.AppendJSONString(dst, d.Language), "}\n"...)
}

// appendSource appends the members that say where a page comes from.
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

// AppendPosition appends the members "file", "offset" and, unless it is 0, "within" of a JSON
// object.
func AppendPosition(dst []byte, p corpus.Position) []byte {
	dst = engine.AppendJSONString(append(dst, `"file":`...), p.File)
	dst = strconv.AppendInt(append(dst, `,"offset":`...), p.Offset, 10)
	if p.Within != 0 {
		dst = strconv.AppendInt(append(dst, `,"within":`...), p.Within, 10)
	}
	return dst
}

// DamageSuffix ends the names of files that list damages.
const DamageSuffix = ".damage.jsonl"

// AppendDamage appends the line for a damage. r is its record, or nil if it could not be read:
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

// AppendID appends the id of a record as a JSON value, or null if it has none.
func AppendID(dst []byte, r *corpus.Record) []byte {
	switch {
	case r.ID == "":
		return append(dst, "null"...)
	case r.JSONID:
		return append(dst, bytes.ToValidUTF8([]byte(r.ID), []byte("\uFFFD"))...)
	}
	return engine.AppendJSONString(dst, r.ID)
}

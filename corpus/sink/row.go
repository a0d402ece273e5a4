package sink

import (
	"encoding/json"
	"fmt"
)

// Row is a row of Parquet. It is decoded from the JSON row, so the two always agree.
type Row struct {
	// ID is the text of a string, or any other value as JSON.
	ID        string    `json:"-" parquet:"id,optional"`
	URL       string    `json:"url" parquet:"url,optional"`
	File      string    `json:"file" parquet:"file,dict"`
	Offset    int64     `json:"offset" parquet:"offset"`
	Within    int64     `json:"within" parquet:"within"`
	FetchedAt string    `json:"fetched_at" parquet:"fetched_at,optional"`
	Title     string    `json:"title" parquet:"title,optional"`
	Author    string    `json:"author" parquet:"author,optional"`
	Date      string    `json:"date" parquet:"date,optional"`
	Language  string    `json:"language" parquet:"language,optional,dict"`
	Text      string    `json:"text" parquet:"text"`
	State     string    `json:"state" parquet:"state,dict"`
	Announced *int64    `json:"announced" parquet:"announced,optional"`
	Provider  string    `json:"provider" parquet:"provider,optional,dict"`
	Comments  []Comment `json:"comments" parquet:"comments,list"`
}

// Comment is a comment in a Row.
type Comment struct {
	Author       string `json:"author" parquet:"author,optional"`
	Rank         string `json:"rank" parquet:"rank,optional"`
	Time         string `json:"time" parquet:"time,optional"`
	Published    string `json:"published" parquet:"published,optional"`
	Title        string `json:"title" parquet:"title,optional"`
	Text         string `json:"text" parquet:"text"`
	Votes        *int64 `json:"votes" parquet:"votes,optional"`
	VotesWritten string `json:"votes_written" parquet:"votes_written,optional"`
	Parent       parent `json:"parent" parquet:"-"`
	// ParentIndex is TopLevel or an index into the row's comments; nil if unknown.
	ParentIndex *int32 `json:"-" parquet:"parent,optional"`
	Evidence    string `json:"evidence" parquet:"evidence,optional"`
}

// TopLevel is the parent of a comment that is not a reply.
const TopLevel = -1

// parent distinguishes null, which is the top level, from a missing member.
type parent struct {
	known bool
	index int32
}

func (p *parent) UnmarshalJSON(b []byte) error {
	p.known, p.index = true, TopLevel
	if string(b) == "null" {
		return nil
	}
	return json.Unmarshal(b, &p.index)
}

// decode fills the row from a JSON row.
func (r *Row) decode(data []byte) error {
	*r = Row{}
	in := struct {
		ID json.RawMessage `json:"id"`
		*Row
	}{Row: r}
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("sink: invalid JSON row: %w", err)
	}
	r.ID = idText(in.ID)
	for i := range r.Comments {
		if c := &r.Comments[i]; c.Parent.known {
			c.ParentIndex = &c.Parent.index
		}
	}
	return nil
}

// idText returns a string as its text, null as "", and any other JSON value as written.
func idText(id json.RawMessage) string {
	var s string
	if string(id) == "null" || json.Unmarshal(id, &s) == nil {
		return s
	}
	return string(id)
}

package sink

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"

	"klartext/corpus"
	"klartext/engine"
	"klartext/engine/when"
)

// twin is the common form of a JSON row and a Parquet row. nil is both null and left out.
type twin struct {
	ID        *string       `json:"-" parquet:"id,optional"`
	URL       *string       `json:"url" parquet:"url,optional"`
	File      string        `json:"file" parquet:"file"`
	Offset    int64         `json:"offset" parquet:"offset"`
	Within    int64         `json:"within" parquet:"within"`
	FetchedAt *string       `json:"fetched_at" parquet:"fetched_at,optional"`
	Title     *string       `json:"title" parquet:"title,optional"`
	Author    *string       `json:"author" parquet:"author,optional"`
	Date      *string       `json:"date" parquet:"date,optional"`
	Language  *string       `json:"language" parquet:"language,optional"`
	Text      string        `json:"text" parquet:"text"`
	State     string        `json:"state" parquet:"state"`
	Announced *int64        `json:"announced" parquet:"announced,optional"`
	Provider  *string       `json:"provider" parquet:"provider,optional"`
	Comments  []twinComment `json:"comments" parquet:"comments,list"`
}

type twinComment struct {
	Author       *string `json:"author" parquet:"author,optional"`
	Rank         *string `json:"rank" parquet:"rank,optional"`
	Time         *string `json:"time" parquet:"time,optional"`
	Published    *string `json:"published" parquet:"published,optional"`
	Title        *string `json:"title" parquet:"title,optional"`
	Text         string  `json:"text" parquet:"text"`
	Votes        *int64  `json:"votes" parquet:"votes,optional"`
	VotesWritten *string `json:"votes_written" parquet:"votes_written,optional"`
	Parent       *int32  `json:"-" parquet:"parent,optional"`
	Evidence     *string `json:"evidence" parquet:"evidence,optional"`
}

// fromJSON makes the twin of a JSON row. It fails on members that have no column.
func fromJSON(t *testing.T, line []byte) twin {
	t.Helper()
	var w twin
	if err := json.Unmarshal(line, &w); err != nil {
		t.Fatal(err)
	}
	var all struct {
		ID       json.RawMessage
		Comments []map[string]json.RawMessage
	}
	if err := json.Unmarshal(line, &all); err != nil {
		t.Fatal(err)
	}
	if id := string(all.ID); id != "null" {
		if json.Unmarshal(all.ID, &id) != nil {
			id = string(all.ID)
		}
		w.ID = &id
	}
	for i, c := range all.Comments {
		top := int32(TopLevel)
		switch parent, known := c["parent"]; {
		case known && string(parent) == "null":
			w.Comments[i].Parent = &top
		case known:
			if err := json.Unmarshal(parent, &w.Comments[i].Parent); err != nil {
				t.Fatal(err)
			}
		}
		columns(t, c, reflect.TypeFor[twinComment]())
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(line, &members); err != nil {
		t.Fatal(err)
	}
	columns(t, members, reflect.TypeFor[twin]())
	return w
}

// columns checks that each member has a column.
func columns(t *testing.T, members map[string]json.RawMessage, row reflect.Type) {
	t.Helper()
	known := map[string]bool{}
	for i := range row.NumField() {
		name, _, _ := strings.Cut(row.Field(i).Tag.Get("parquet"), ",")
		known[name] = true
	}
	for name := range members {
		if !known[name] {
			t.Errorf("no column for %q", name)
		}
	}
}

// page is what the tests write.
type page struct {
	record corpus.Record
	doc    *engine.Document
}

const threadPage = `<!doctype html><html lang=en><title>The bridge</title>
<article><h1>The bridge is open again</h1>
<p>After two years of work the bridge is open again, and the town has invited everybody
to come and see it from below.</p></article>
<section id=comments class=comments><h2>3 comments</h2><ol class=comment-list>
<li class=comment id=c1><div class=comment-author>Ann</div>
<time datetime=2024-05-06T12:00>6 May 2024 12:00</time>
<p>I was there when it was closed, and it took too long.</p><span class=votes>12</span>
<ol class=children><li class=comment id=c2><div class=comment-author>Bert</div>
<time datetime=2024-05-06T13:00>6 May 2024 13:00</time>
<p>It did not, for what they had to do under water.</p></li></ol></li>
<li class=comment id=c3><div class=comment-author>Cleo</div><time datetime=2024-05-07>7 May 2024</time>
<p>And who pays for the party, I should like to know.</p></li>
</ol></section></html>`

// testPages returns pages with everything that a row can have, and with nothing.
func testPages(t testing.TB) []page {
	t.Helper()
	day, _ := when.ParseISO([]byte("2024-05-06"))
	second, _ := when.ParseISO([]byte("2024-05-06T12:00:01Z"))
	bodies := []string{threadPage, "<p>Short.</p>",
		"<title>T</title><p>\u00e4\u4e16\U0001F600 \"quoted\" \\ \t</p>", "\xff\xfe bytes", ""}
	for _, name := range []string{"regionalzeitung", "stadtmagazin"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "html", name+".html"))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(data))
	}
	records := []corpus.Record{
		{ID: `{"a": [1, 2]}`, JSONID: true, URL: "https://example.org/a?b=c", FetchedAt: day,
			At: corpus.Position{File: "a.warc.gz", Offset: 1 << 40, Within: 7}},
		{ID: "123", At: corpus.Position{File: "a"}},
		{ID: "123", JSONID: true, At: corpus.Position{File: "b"}},
		{ID: `"1\u00e4"`, JSONID: true, FetchedAt: second},
		{},
		{ID: "null", URL: "x"},
		{ID: "null", JSONID: true},
	}
	var all []page
	for i, body := range bodies {
		doc, err := engine.New(engine.Options{}).HTML([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page{records[i], doc})
	}
	return all
}

// writePart writes pages and returns the path of the part.
func writePart(t testing.TB, f Format, pages []page) string {
	t.Helper()
	d := Dir{Path: t.TempDir(), NoSync: true}
	p, err := f.Create(&d, "p"+f.Suffix())
	if err != nil {
		t.Fatal(err)
	}
	var it Item
	for i := range pages {
		if err := f.Encode(&it, &pages[i].record, pages[i].doc, engine.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := p.Write(&it, int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(d.Path, "p"+f.Suffix())
	size, err := p.Commit()
	if err != nil || size <= 0 {
		t.Fatalf("got %d, %v", size, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() && info.Size() != size {
		t.Fatalf("got size %d, and %v, %v", size, info, err)
	}
	return path
}

func readLines(t testing.TB, path string) [][]byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	data, err := io.ReadAll(dec)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
}

// Parquet agrees with JSON lines in all columns.
func TestParquetIsJSON(t *testing.T) {
	pages := testPages(t)
	lines := readLines(t, writePart(t, JSONLines, pages))
	rows, err := parquet.ReadFile[twin](writePart(t, Parquet, pages))
	if err != nil || len(rows) != len(pages) || len(lines) != len(pages) {
		t.Fatalf("got %d rows, %d lines, %v", len(rows), len(lines), err)
	}
	replies, nulls := 0, 0
	for i := range rows {
		want := fromJSON(t, lines[i])
		if len(rows[i].Comments) == 0 { // nil or empty
			rows[i].Comments = want.Comments
		}
		if !reflect.DeepEqual(rows[i], want) {
			a, _ := json.Marshal(rows[i])
			b, _ := json.Marshal(want)
			t.Errorf("row %d: got\n%s, want\n%s", i, a, b)
		}
		for _, c := range want.Comments {
			if c.Parent != nil && *c.Parent >= 0 {
				replies++
			}
			if c.Rank == nil {
				nulls++
			}
		}
	}
	if replies == 0 || nulls == 0 {
		t.Errorf("the pages have %d replies and %d comments without rank", replies, nulls)
	}
	for i, want := range map[int]string{
		0: `{"a": [1, 2]}`, 1: "123", 2: "123", 3: "1ä", 5: "null",
	} {
		if rows[i].ID == nil || *rows[i].ID != want {
			t.Errorf("row %d: got id %v, want %s", i, rows[i].ID, want)
		}
	}
	if rows[4].ID != nil || rows[6].ID != nil {
		t.Errorf("no id is %v, %v", rows[4].ID, rows[6].ID)
	}
}

// Row groups are not larger than they should be, whatever the rows.
func TestRowGroups(t *testing.T) {
	d := Dir{Path: t.TempDir(), NoSync: true}
	w, err := Parquet.Create(&d, "p.parquet")
	if err != nil {
		t.Fatal(err)
	}
	const pages = 7 // of 3 MB each
	it := Item{data: make([]byte, 3<<20), row: Row{Text: strings.Repeat("words ", 1<<19)}}
	for i := range pages {
		if err := w.Write(&it, int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(d.Path, "p.parquet")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil || p.NumRows() != pages || len(p.RowGroups()) != 3 {
		t.Errorf("got %d rows in %d groups, %v", p.NumRows(), len(p.RowGroups()), err)
	}
}

// The JSON form of an id depends on its source, not on how it looks.
func TestAppendID(t *testing.T) {
	for _, tt := range []struct {
		id   string
		json bool
		want string
	}{
		{"", false, "null"}, {"", true, "null"}, {"123", false, `"123"`}, {"123", true, "123"},
		{"null", false, `"null"`},
		{`{"a":1}`, false, `"{\"a\":1}"`}, {`"a"`, true, `"a"`}, {"\"\xff\"", true, "\"\uFFFD\""},
		{"\xff", false, `"\ufffd"`},
	} {
		got := string(AppendID(nil, &corpus.Record{ID: tt.id, JSONID: tt.json}))
		if got != tt.want || !json.Valid([]byte(got)) {
			t.Errorf("%q: got %s, want %s", tt.id, got, tt.want)
		}
	}
}

// FuzzRow makes rows of any bytes, which must not panic. If the bytes are a JSON row, it must keep
// the content.
func FuzzRow(f *testing.F) {
	pages := testPages(f)
	for i := range pages[:5] {
		f.Add(appendRow(nil, &pages[i].record, pages[i].doc))
	}
	f.Add([]byte(`{"id":{"a":1},"comments":[{"parent":1e3},{"parent":null,"votes":-0}],` +
		`"announced":1.5}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Row
		if err := r.decode(data); err != nil {
			return
		}
		var want struct{ Text, Title, File string }
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatalf("decode took %q: %v", data, err)
		}
		if r.Text != want.Text || r.Title != want.Title || r.File != want.File {
			t.Errorf("got %+v, want %+v", r, want)
		}
		for i := range r.Comments {
			if c := &r.Comments[i]; c.Parent.known != (c.ParentIndex != nil) {
				t.Errorf("comment %d: its parent is %v and %v", i, c.Parent, c.ParentIndex)
			}
		}
		var b bytes.Buffer
		if err := parquet.Write(&b, []Row{r}); err != nil {
			t.Fatal(err)
		}
		back, err := parquet.Read[Row](bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil || len(back) != 1 || back[0].Text != r.Text || back[0].ID != r.ID ||
			len(back[0].Comments) != len(r.Comments) {
			t.Errorf("got %+v, %v back, want %+v", back, err, r)
		}
	})
}

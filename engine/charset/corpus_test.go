package charset_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	xcharset "golang.org/x/net/html/charset"

	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
	"klartext/engine/label/train/gold"
)

type record struct {
	ID, HTML, Lang, Text string
	Base64               string `json:"html_base64"`
}

// each calls f for each record of a corpus. It skips the test if the corpus is missing.
func each(t *testing.T, set string, f func(*record)) {
	t.Helper()
	file, err := os.Open(gold.File(set))
	if err != nil {
		t.Skipf("no corpus, set KLARTEXT_CORPUS: %v", err)
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); ; {
		var r record
		if err := dec.Decode(&r); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		f(&r)
	}
}

// The pages of evaldata that are not valid UTF-8: ten declare windows-1252, three are UTF-8 with a
// damaged character.
func TestNotUTF8(t *testing.T) {
	pages := 0
	each(t, "evaldata", func(r *record) {
		page, err := base64.StdEncoding.DecodeString(r.Base64)
		if err != nil || len(page) == 0 {
			return
		}
		pages++
		text, enc := charset.UTF8(nil, page, "")
		switch declared := bytes.Contains(bytes.ToLower(page), []byte(`<meta charset="utf-8"`)); {
		case declared && (enc.Name != "utf-8" || !enc.Damaged):
			t.Errorf("%s: got %+v, want damaged UTF-8", r.ID, enc)
		case !declared &&
			(enc.Name != "windows-1252" || enc.Evidence != charset.Meta || enc.Damaged):
			t.Errorf("%s: got %+v, want windows-1252 from a meta element", r.ID, enc)
		case !utf8.Valid(text) || !sniff.HTML(text, ""):
			t.Errorf("%s: what comes out is not HTML in UTF-8", r.ID)
		}
	})
	t.Logf("%d pages", pages)
}

// legacy lists the encodings that were used before UTF-8 for pages in a language. Pages in other
// languages were in windows-1252.
var legacy = map[string][]string{
	"cs": {"windows-1250", "iso-8859-2"}, "ru": {"windows-1251", "koi8-r"}, "tr": {"windows-1254"},
	"ja": {"shift_jis", "euc-jp"}, "ko": {"euc-kr"},
}

// Pages encoded in a legacy encoding of their language and without a declaration must be decoded
// correctly.
func TestUndeclared(t *testing.T) {
	right, all := 0, 0
	each(t, "news", func(r *record) {
		names := legacy[r.Lang]
		if names == nil {
			names = []string{"windows-1252"}
		}
		for _, name := range names {
			e, _ := xcharset.Lookup(name)
			text := strings.ReplaceAll(strings.ToValidUTF8(r.HTML, ""), "charset", "")
			page, err := e.NewEncoder().Bytes([]byte(text))
			if err != nil || utf8.Valid(page) {
				continue
			}
			all++
			want, _ := e.NewDecoder().Bytes(page)
			if text, enc := charset.UTF8(nil, page, ""); bytes.Equal(text, want) {
				right++
			} else {
				t.Logf("%s in %s: got %+v", r.ID, name, enc)
			}
		}
	})
	t.Logf("%d of %d pages right", right, all)
	if right*100 < all*98 {
		t.Errorf("only %d of %d pages are decoded correctly", right, all)
	}
}

// Every page of the corpora is HTML, and hardly any text is.
func TestHTMLCorpus(t *testing.T) {
	texts, mistaken, pages := 0, 0, 0
	for _, set := range []string{"comments", "evaldata", "harvest", "news", "wcxb"} {
		each(t, set, func(r *record) {
			if r.HTML != "" {
				pages++
				if !sniff.HTML([]byte(r.HTML), "") {
					t.Errorf("%s: not recognised as HTML", r.ID)
				}
			}
			if r.Text != "" {
				texts++
				if sniff.HTML([]byte(r.Text), "") {
					mistaken++
				}
			}
		})
	}
	t.Logf("%d pages; %d of %d texts are taken for HTML", pages, mistaken, texts)
	if mistaken*500 > texts {
		t.Errorf("%d of %d texts are taken for HTML", mistaken, texts)
	}
}

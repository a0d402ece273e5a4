package charset

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	xcharset "golang.org/x/net/html/charset"
)

const (
	german  = "<p>Für die Bürger der Stadt „Übermut“ – äußerst schön, 5 €</p>"
	russian = "<p>Съешь же ещё этих мягких французских булок, да выпей чаю. " +
		"Широкая электрификация южных губерний даст мощный толчок подъёму сельского хозяйства.</p>"
	japanese = "<p>日本語の文章です。これは文字コードの判定のために書かれた文で、ひらがなとカタカナと漢字が入っています。</p>"
	chinese  = "<p>这是一个用来判断字符编码的中文句子，我们的网站上有很多新闻和评论，大家可以在这里看到他们说的话。</p>"
	korean   = "<p>이것은 문자 인코딩을 판별하기 위해 쓴 한국어 문장입니다. 우리는 이 기사에 대한 댓글을 읽고 있습니다.</p>"
	czech    = "<p>Příliš žluťoučký kůň úpěl ďábelské ódy. " +
		"Město řeší dopravu, říká ředitelka školy.</p>"
)

// in returns a page in an encoding; characters that the encoding does not have become character
// references.
func in(t testing.TB, name, page string) []byte {
	t.Helper()
	switch name {
	case "utf-8":
		return []byte(page)
	}
	e, _ := xcharset.Lookup(name)
	b, err := e.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestUTF8(t *testing.T) {
	meta := func(label, page string) string {
		return `<html><head><meta charset="` + label + `"></head>` + page
	}
	deep := "<!DOCTYPE html><head><script>" + strings.Repeat("x = '<p>';\n", 300) +
		"</script><meta charset=koi8-r>"
	tests := []struct {
		name        string
		page        string
		in          string // the encoding that the page is written in
		contentType string
		want        Encoding
	}{
		{"empty", "", "utf-8", "", Encoding{"utf-8", Valid, false}},
		{"ASCII", "<p>Hello</p>", "utf-8", "text/html; charset=utf-16",
			Encoding{"utf-8", Valid, false}},
		{"UTF-8", german, "utf-8", "", Encoding{"utf-8", Valid, false}},
		{"UTF-8 called something else by the server", german, "utf-8",
			"text/html; charset=iso-8859-1", Encoding{"utf-8", Valid, false}},
		{"UTF-8 called something else by the page", meta("iso-8859-1", german), "utf-8", "",
			Encoding{"utf-8", Valid, false}},
		{"transport", german, "windows-1252", "text/html; charset=windows-1252",
			Encoding{"windows-1252", Transport, false}},
		{"ISO-8859-1 is windows-1252", german, "windows-1252",
			"text/html;CHARSET = 'ISO-8859-1'; q=1", Encoding{"windows-1252", Transport, false}},
		{"the server before the page", meta("koi8-r", german), "windows-1252",
			"text/html;charset=latin1", Encoding{"windows-1252", Transport, false}},
		{"meta", meta("windows-1252", german), "windows-1252", "text/html",
			Encoding{"windows-1252", Meta, false}},
		{"http-equiv", `<META HTTP-EQUIV="Content-type" CONTENT="text/html; charset=koi8-r">` +
			russian, "koi8-r", "", Encoding{"koi8-r", Meta, false}},
		{"no meta in a comment", "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>" +
			russian, "windows-1251", "", Encoding{"windows-1251", Meta, false}},
		{"meta below scripts", deep + russian, "koi8-r", "", Encoding{"koi8-r", Meta, false}},
		{"unknown label", meta("windows-1252", german), "windows-1252", "text/html; charset=none",
			Encoding{"windows-1252", Meta, false}},
		{"empty label", meta("windows-1252", german), "windows-1252", "text/html; charset=",
			Encoding{"windows-1252", Meta, false}},
		{"label of the replacement encoding", meta("windows-1252", german), "windows-1252",
			"text/html; charset=hz-gb-2312", Encoding{"windows-1252", Meta, false}},
		{"declared UTF-8 that is not", meta("utf-8", german), "windows-1252",
			"text/html; charset=utf-8", Encoding{"windows-1252", Statistics, false}},
		{"declared Shift_JIS that is not", meta("shift_jis", strings.Repeat(german, 3)),
			"windows-1252", "", Encoding{"windows-1252", Statistics, false}},
		{"declared UTF-16 that is not", meta("utf-16", russian), "windows-1251",
			"text/html; charset=utf-16le", Encoding{"windows-1251", Statistics, false}},
		{"Shift_JIS", meta("x-sjis", japanese), "shift_jis", "",
			Encoding{"shift_jis", Meta, false}},
		{"GBK", meta("gb2312", chinese), "gbk", "", Encoding{"gbk", Meta, false}},
		{"gb18030", chinese, "gb18030", "text/html; charset=gb18030",
			Encoding{"gb18030", Transport, false}},
		{"EUC-KR", korean, "euc-kr", "text/html; charset=ks_c_5601-1987",
			Encoding{"euc-kr", Transport, false}},
		{"Shift_JIS, undeclared", japanese, "shift_jis", "",
			Encoding{"shift_jis", Statistics, false}},
		{"EUC-JP, undeclared", japanese, "euc-jp", "", Encoding{"euc-jp", Statistics, false}},
		{"ISO-2022-JP", japanese, "iso-2022-jp", "", Encoding{"iso-2022-jp", Statistics, false}},
		{"ISO-2022-JP, declared", japanese, "iso-2022-jp", "text/html;charset=iso-2022-jp",
			Encoding{"iso-2022-jp", Transport, false}},
		{"GBK, undeclared", chinese, "gbk", "", Encoding{"gb18030", Statistics, false}},
		{"EUC-KR, undeclared", korean, "euc-kr", "", Encoding{"euc-kr", Statistics, false}},
		{"KOI8-R, undeclared", russian, "koi8-r", "", Encoding{"koi8-r", Statistics, false}},
		{"windows-1251, undeclared", russian, "windows-1251", "",
			Encoding{"windows-1251", Statistics, false}},
		{"Czech, undeclared", "<html lang=cs-CZ>" + czech, "windows-1250", "",
			Encoding{"windows-1250", Language, false}},
		{"Czech in ISO-8859-2", "<html lang=cs>" + czech, "iso-8859-2", "",
			Encoding{"iso-8859-2", Language, false}},
		{"UTF-16LE", meta("utf-8", german), "utf-16le", "", Encoding{"utf-16le", Zeros, false}},
		{"UTF-16BE, Japanese", "<!DOCTYPE html><html><body>" + japanese, "utf-16be", "text/html",
			Encoding{"utf-16be", Zeros, false}},
		{"UTF-16LE with a mark", "\uFEFF" + russian, "utf-16le", "",
			Encoding{"utf-16le", BOM, false}},
		{"UTF-16BE with a mark", "\uFEFF" + russian, "utf-16be", "text/html; charset=utf-8",
			Encoding{"utf-16be", BOM, false}},
		{"UTF-8 with a mark", "\uFEFF" + russian, "utf-8", "text/html; charset=koi8-r",
			Encoding{"utf-8", BOM, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, enc := UTF8(nil, in(t, tt.in, tt.page), tt.contentType)
			if enc != tt.want {
				t.Errorf("got %+v, want %+v", enc, tt.want)
			}
			e, _ := xcharset.Lookup(tt.in)
			// Some letters may have become references.
			want, _ := e.NewDecoder().Bytes(in(t, tt.in, tt.page))
			if s := strings.TrimPrefix(string(want), "\uFEFF"); string(got) != s {
				t.Errorf("got %q, want %q", got, s)
			}
		})
	}
}

func TestDamaged(t *testing.T) {
	tests := []struct {
		name, page, contentType, want string
		enc                           Encoding
	}{
		{"a cut character", "Für die Bürger\xC3", "", "Für die Bürger\uFFFD",
			Encoding{"utf-8", Valid, true}},
		{"a part from elsewhere", "Für die Bürger, für alle, sch\xF6n", "text/html; charset=utf-8",
			"Für die Bürger, für alle, sch\uFFFDn", Encoding{"utf-8", Transport, true}},
		{"a wrong declaration", "Für die Bürger, für alle, sch\xF6n", "text/html; charset=latin1",
			"Für die Bürger, für alle, sch\uFFFDn", Encoding{"utf-8", Valid, true}},
		{"with a mark", "\xEF\xBB\xBFF\xFCr", "", "F\uFFFDr", Encoding{"utf-8", BOM, true}},
		{"half a unit of UTF-16", "\xFF\xFEA\x00B", "", "A\uFFFD", Encoding{"utf-16le", BOM, true}},
	}
	for _, tt := range tests {
		got, enc := UTF8(nil, []byte(tt.page), tt.contentType)
		if string(got) != tt.want || enc != tt.enc {
			t.Errorf("%s: got %q, %+v, want %q, %+v", tt.name, got, enc, tt.want, tt.enc)
		}
	}
}

// A page in UTF-8 is not copied; any other page is written to the caller's memory.
func TestMemory(t *testing.T) {
	page := []byte("\uFEFF" + german)
	if got, _ := UTF8(nil, page, ""); &got[0] != &page[3] {
		t.Error("a page in UTF-8 was copied")
	}
	buf := make([]byte, 5, 4096)
	got, _ := UTF8(buf, in(t, "windows-1252", german), "text/html; charset=windows-1252")
	if &got[0] != &buf[0] {
		t.Error("the buffer was not used")
	}
	small := make([]byte, 0, 1)
	if got, _ := UTF8(small, in(t, "shift_jis", japanese), ""); string(got) != japanese {
		t.Errorf("got %q", got)
	}
}

// A Converter reuses its own memory, never that of the page.
func TestConverter(t *testing.T) {
	var c Converter
	latin := in(t, "windows-1252", strings.Repeat(german, 9))
	first, _ := c.UTF8(latin, "")
	utf := []byte(strings.Repeat(german, 5))
	if got, _ := c.UTF8(utf, ""); &got[0] != &utf[0] {
		t.Error("a page in UTF-8 was copied")
	}
	if got, _, _ := c.Decode(utf, "utf-8"); &got[0] != &utf[0] {
		t.Error("a page in UTF-8 was copied")
	}
	c.UTF8(nil, "")
	second, _ := c.UTF8(latin, "")
	if &first[0] != &second[0] {
		t.Error("the memory was not reused")
	}
	if string(utf) != strings.Repeat(german, 5) || string(second) != strings.Repeat(german, 9) {
		t.Errorf("got %q, and %q", second, utf)
	}
}

func TestDecode(t *testing.T) {
	got, enc, err := Decode(nil, in(t, "windows-1252", german), "Latin1")
	if string(got) != german || enc != (Encoding{"windows-1252", Given, false}) || err != nil {
		t.Errorf("got %q, %+v, %v", got, enc, err)
	}
	if got, _, _ := Decode(nil, []byte("\xFF\xFEA\x00"), "utf-16"); string(got) != "A" {
		t.Errorf("UTF-16 with a mark: got %q", got)
	}
	for _, label := range []string{"", "klingon", "hz-gb-2312"} {
		var unknown *UnknownError
		_, _, err := Decode(nil, []byte("x"), label)
		if !errors.As(err, &unknown) || unknown.Label != label {
			t.Errorf("%q: got %v", label, err)
		}
	}
}

func TestEvidenceNames(t *testing.T) {
	if len(evidenceNames) != int(Statistics)+1 {
		t.Errorf("%d names of %d", len(evidenceNames), Statistics+1)
	}
}

func FuzzUTF8(f *testing.F) {
	for _, name := range []string{
		"utf-8", "windows-1252", "koi8-r", "shift_jis", "gbk", "euc-kr", "utf-16le", "utf-16be",
		"iso-2022-jp",
	} {
		f.Add(in(f, name, german+russian+japanese), "text/html; charset="+name)
		f.Add(in(f, name, `<html lang="tr"><meta charset="big5">`+chinese), "")
	}
	f.Add([]byte("\xEF\xBB\xBF\xFF"), `text/html; charset="`)
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		before := bytes.Clone(page)
		got, enc := UTF8(nil, page, contentType)
		if !utf8.Valid(got) {
			t.Errorf("%+v: not valid UTF-8: %q", enc, got)
		}
		if utf8.Valid(page) && enc.Name == "utf-8" &&
			string(got) != strings.TrimPrefix(string(page), "\uFEFF") {
			t.Errorf("a page in UTF-8 was changed: %q", got)
		}
		again, twice := UTF8(make([]byte, 3), page, contentType)
		if !bytes.Equal(got, again) || enc != twice {
			t.Errorf("the second time it is %+v, not %+v", twice, enc)
		}
		if !bytes.Equal(page, before) {
			t.Error("the page itself was changed")
		}
	})
}

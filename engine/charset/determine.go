package charset

import (
	"bytes"
	"unicode/utf8"

	xcharset "golang.org/x/net/html/charset"
)

// determine returns the encoding of a page that is not valid UTF-8 and has no byte order mark.
func determine(page []byte, contentType string) Encoding {
	declared, language := prescan(page)
	utf := nearlyUTF8(page)
	for _, d := range [...]Encoding{
		{Name: label(contentType), Evidence: Transport},
		{Name: declared, Evidence: Meta},
	} {
		if _, d.Name = xcharset.Lookup(d.Name); believable(page, d.Name, utf) {
			return d
		}
	}
	if utf {
		return Encoding{Name: "utf-8", Evidence: Valid}
	}
	return guess(page, language)
}

// believable reports whether a page that is not valid UTF-8 can be in a declared encoding. utf says
// whether it is nearly UTF-8.
func believable(page []byte, name string, utf bool) bool {
	switch name {
	case "", "replacement":
		return false
	case "utf-16le", "utf-16be": // would have been recognized by its zeros
		return false
	case "utf-8":
		return utf
	case "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr":
		return decodable(page, name)
	}
	// In a single-byte encoding all bytes are valid, but text in it does not look like UTF-8.
	return !utf
}

// nearlyUTF8 reports whether a page is UTF-8 with some damage. Text in another encoding has hardly
// any valid multi-byte characters, while damage, from cutting or from a part that comes from
// elsewhere, is rare.
func nearlyUTF8(page []byte) bool {
	bad, good := 0, 0
	for i := 0; i < len(page); {
		if page[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(page[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > bad
}

// decodable reports whether nearly all characters of a page exist in a multi-byte encoding. It
// looks at the first 64 KB starting with the first byte that is not ASCII.
func decodable(page []byte, name string) bool {
	e, _ := xcharset.Lookup(name)
	page = page[firstHigh(page):]
	out := transcode(nil, page[:min(len(page), prescanned)], e)
	bad, good := bytes.Count(out, replacement), 0
	for _, c := range out {
		if c >= 0xC0 {
			good++
		}
	}
	return bad <= 1 || bad*20 < good // the last character may be cut off
}

func firstHigh(page []byte) int {
	for i, c := range page {
		if c >= utf8.RuneSelf || c == 0x1B {
			return i
		}
	}
	return len(page)
}

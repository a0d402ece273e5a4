package charset

import (
	"bytes"
	"strings"

	"github.com/saintfish/chardet"
	xcharset "golang.org/x/net/html/charset"
)

// guess returns the encoding that a page is in by the frequency of its characters.
func guess(page []byte, language string) Encoding {
	best := Encoding{Name: "windows-1252", Evidence: Default}
	confidence := leastConfidence - 1
	candidates, _ := chardet.NewTextDetector().DetectAll(sample(page)) // the error says that there are none
	for _, c := range candidates {
		name := canonical(c.Charset)
		if c.Confidence < confidence || !believable(page, name, false) {
			continue
		}
		// Candidates of equal confidence come in any order. windows-1252 is the most frequent.
		if c.Confidence > confidence || name == "windows-1252" || best.Name != "windows-1252" && name < best.Name {
			best, confidence = Encoding{Name: name, Evidence: Statistics}, c.Confidence
		}
	}
	if other := ofLanguage(page, language); other != "" && other != best.Name && latin(best.Name) {
		return Encoding{Name: other, Evidence: Language}
	}
	return best
}

// leastConfidence is how sure the detector must be, of 100.
const leastConfidence = 10

// canonical returns the name that the Encoding standard has for what the detector calls an encoding, "" when it has none.
func canonical(label string) string {
	if label == "GB-18030" {
		label = "gb18030"
	}
	_, name := xcharset.Lookup(label)
	return name
}

// sample returns the text of a page, without most of its markup, that has other characters than ASCII, up to what the
// detector looks at. The whole page would do for encodings of several bytes; but the detector decides those of one byte by
// its first 8 KB, which on many pages are scripts and styles.
func sample(page []byte) []byte {
	const enough = 8 << 10
	out := make([]byte, 0, enough)
	for len(page) > 0 && len(out) < enough {
		end := bytes.IndexAny(page, "<>\n\"")
		if end < 0 {
			end = len(page)
		}
		if part := page[:end]; firstHigh(part) < len(part) {
			out = append(append(out, part[:min(len(part), enough)]...), '\n')
		}
		page = page[min(end+1, len(page)):]
	}
	return out
}

// latin reports whether an encoding is one that the detector can hardly tell from others for Latin letters.
func latin(name string) bool {
	switch name {
	case "windows-1252", "iso-8859-2", "windows-1250", "windows-1254":
		return true
	}
	return false
}

// ofLanguage returns the encoding that pages in a language are in when they do not say; "" for languages in windows-1252
// and for those whose letters the detector knows. The languages of Central Europe have two encodings, of which only
// windows-1250 uses the bytes from 80 to 9F.
func ofLanguage(page []byte, language string) string {
	primary, _, _ := strings.Cut(language, "-")
	name := languages[primary]
	if name == "windows-1250" && !hasC1(page) {
		return "iso-8859-2"
	}
	return name
}

// languages is the part of the table in https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
// (suggested defaults by locale) that has Latin letters.
var languages = map[string]string{
	"az": "windows-1254", "cs": "windows-1250", "et": "windows-1257", "hr": "windows-1250", "hu": "windows-1250",
	"ku": "windows-1254", "lt": "windows-1257", "lv": "windows-1257", "pl": "windows-1250", "ro": "windows-1250",
	"sk": "windows-1250", "sl": "windows-1250", "tr": "windows-1254", "vi": "windows-1258",
}

func hasC1(page []byte) bool {
	for _, c := range page {
		if c >= 0x80 && c < 0xA0 {
			return true
		}
	}
	return false
}

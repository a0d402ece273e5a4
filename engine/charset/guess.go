package charset

import (
	"bytes"
	"strings"

	"github.com/saintfish/chardet"
	xcharset "golang.org/x/net/html/charset"
)

// guess returns the likely encoding of a page, judging by the frequency of its characters.
func guess(page []byte, language string) Encoding {
	best := Encoding{Name: "windows-1252", Evidence: Default}
	confidence := leastConfidence - 1
	// The error only says that there are no candidates.
	candidates, _ := chardet.NewTextDetector().DetectAll(sample(page))
	for _, c := range candidates {
		name := canonical(c.Charset)
		if c.Confidence < confidence || !believable(page, name, false) {
			continue
		}
		// Candidates of equal confidence come in any order; windows-1252 is the most frequent.
		tie := name == "windows-1252" || best.Name != "windows-1252" && name < best.Name
		if c.Confidence > confidence || tie {
			best, confidence = Encoding{Name: name, Evidence: Statistics}, c.Confidence
		}
	}
	if other := ofLanguage(page, language); other != "" && other != best.Name && latin(best.Name) {
		return Encoding{Name: other, Evidence: Language}
	}
	return best
}

// leastConfidence is the lowest confidence of the detector, out of 100, that counts.
const leastConfidence = 10

// canonical returns the name in the Encoding standard of what the detector calls an encoding, or ""
// if it has none.
func canonical(label string) string {
	if label == "GB-18030" {
		label = "gb18030"
	}
	_, name := xcharset.Lookup(label)
	return name
}

// sample returns the text of a page, without most of its markup, that has characters other than
// ASCII, up to the size that the detector looks at. The whole page would do for multi-byte
// encodings. But for single-byte encodings the detector looks at the first 8 KB only, which on many
// pages are scripts and styles.
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

// latin reports whether an encoding is one that the detector can hardly distinguish from others for
// Latin letters.
func latin(name string) bool {
	switch name {
	case "windows-1252", "iso-8859-2", "windows-1250", "windows-1254":
		return true
	}
	return false
}

// ofLanguage returns the encoding of pages in a language that do not declare one. It returns "" for
// languages in windows-1252 and for those whose letters the detector recognizes. The languages of
// Central Europe have two encodings, of which only windows-1250 uses the bytes 0x80 to 0x9F.
func ofLanguage(page []byte, language string) string {
	primary, _, _ := strings.Cut(language, "-")
	name := languages[primary]
	if name == "windows-1250" && !hasC1(page) {
		return "iso-8859-2"
	}
	return name
}

// languages is the part with Latin letters of the table of suggested defaults by locale in
// https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
var languages = map[string]string{
	"az": "windows-1254", "cs": "windows-1250", "et": "windows-1257", "hr": "windows-1250",
	"hu": "windows-1250", "ku": "windows-1254", "lt": "windows-1257", "lv": "windows-1257",
	"pl": "windows-1250", "ro": "windows-1250", "sk": "windows-1250", "sl": "windows-1250",
	"tr": "windows-1254", "vi": "windows-1258",
}

func hasC1(page []byte) bool {
	for _, c := range page {
		if c >= 0x80 && c < 0xA0 {
			return true
		}
	}
	return false
}

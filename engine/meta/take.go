package meta

import (
	"bytes"

	"klartext/engine/when"
)

// takeFields gives each field the value whose source is right most often.
func (r *Reader) takeFields() {
	f := &r.fields
	r.takeLanguage()
	r.takeDates()
	r.takeAuthors()
	r.takeTags()
	f.Site = r.take(siteField)
	f.Description = r.take(descriptionField)
	f.Canonical = r.take(canonicalField)
	f.Image = r.take(imageField)
	if s := r.take(sectionField); f.Section.Empty() {
		f.Section = s
	}
	for i := range r.entries {
		e := &r.entries[i]
		if v := r.value(e); e.field == paywallField && (equalFold(v, "false") || equalFold(v, "locked")) {
			f.Paywalled, f.PaywalledSource = true, e.source
			break
		}
	}
}

// take keeps the best value of a field.
func (r *Reader) take(f field) Value {
	e := r.best(f)
	if e == nil {
		return Value{}
	}
	return r.keep(r.value(e), e.source)
}

// takeLanguage takes the language that the text shows; where the text could be one of the languages that package meta does not tell apart,
// what the page says.
func (r *Reader) takeLanguage() {
	f := &r.fields
	seen := r.language()
	said := r.best(languageField)
	code := ""
	if said != nil {
		code = languageCode(r.value(said))
	}
	switch {
	case seen == "" || code != "" && !told(code):
		if f.Language = code; code != "" {
			f.LanguageSource = said.source
		}
	default:
		f.Language, f.LanguageSource = seen, Visible
	}
}

// languageCode returns the code of two letters that a language tag starts with, "" when it has none: "de" of "de-AT".
func languageCode(t []byte) string {
	if len(t) < 2 || len(t) > 2 && t[2] != '-' && t[2] != '_' {
		return ""
	}
	a, b := t[0]|0x20-'a', t[1]|0x20-'a'
	if a >= 26 || b >= 26 {
		return ""
	}
	at := (int(a)*26 + int(b)) * 2
	return languageCodes[at : at+2]
}

// languageCodes holds all pairs of letters, so that a code is a part of it.
var languageCodes = func() string {
	var b [26 * 26 * 2]byte
	for i := range b {
		if i%2 == 0 {
			b[i] = 'a' + byte(i/52)
		} else {
			b[i] = 'a' + byte(i/2%26)
		}
	}
	return string(b[:])
}()

// told reports whether the language is one of those that the text tells apart.
func told(code string) bool {
	for i := range languages {
		if languages[i].code == code {
			return true
		}
	}
	return false
}

// maxTags is how many keywords are taken.
const maxTags = 64

// takeTags takes the keywords of the best source, cut at commas.
func (r *Reader) takeTags() {
	best := r.best(tagField)
	if best == nil {
		return
	}
	for i := range r.entries {
		e := &r.entries[i]
		if e.field != tagField || e.rank != best.rank {
			continue
		}
		for rest := r.value(e); len(rest) > 0; {
			end := bytes.IndexAny(rest, ",;")
			if end < 0 {
				end = len(rest)
			}
			if t := bytes.Trim(rest[:end], ` "'[]#`); len(t) > 0 && len(t) <= 100 && len(r.fields.Tags) < maxTags {
				r.fields.Tags = append(r.fields.Tags, r.keep(t, e.source))
			}
			rest = rest[min(end+1, len(rest)):]
		}
	}
}

// takeDates chooses the dates. A modification is one that the page says, and none on the day of publication and before.
func (r *Reader) takeDates() {
	f := &r.fields
	r.findPageDate()
	if t, s, ok := r.headDate(modifiedField); ok {
		f.Modified, f.ModifiedSource = t, s
	}
	if f.Modified.Kind == when.Absolute && f.Published.Kind == when.Absolute && before(f.Modified, f.Published) {
		f.Modified, f.ModifiedSource = when.Time{}, NoSource
	}
}

// headDate returns the best date that the head gives for a field.
func (r *Reader) headDate(f field) (best when.Time, s Source, ok bool) {
	rank := uint8(255)
	for i := range r.entries {
		e := &r.entries[i]
		if e.field != f || e.rank >= rank || e.rank >= 6 && e.source == JSONLD {
			continue
		}
		if e.source == JSONLD && r.mainClass == ldThing {
			continue
		}
		if t, is := readDate(r.value(e)); is {
			best, s, rank, ok = t, e.source, e.rank, true
		}
	}
	return best, s, ok
}

// readDate reads a date as programs or people write it: to the month at least, and no year before the web's.
func readDate(v []byte) (when.Time, bool) {
	t, ok := when.ParseISO(v)
	if !ok {
		t, ok = when.Next(v, 0)
	}
	return t, ok && t.Kind == when.Absolute && t.Precision >= when.Month && t.Year > 1900
}

package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// Fact is what a block shows. Lines that differ in their numbers only have one key.
type Fact struct {
	Key    uint64 // hash of the folded text, digits as '#'
	Lead   uint64 // hash of the first folded word
	Count  int32  // blocks of the page with the same key
	Leads  int32  // blocks of the page, short ones, with the same first word
	Time   int32  // index of the line's time line, or -1
	Role   sheet.Role
	Scope  sheet.Scope // of the phrase that gave the role
	Family label.Label // boilerplate family of the phrase
	Symbol Symbol
	Dup    bool // equal to the line above or below
	Reply  bool // a control that answers: "Reply", "Zitieren"
}

// Symbol is the shape of a line as the grammar sees it.
type Symbol uint8

// Symbols of lines.
const (
	Prose       Symbol = iota // a sentence or more
	Short                     // a short utterance: "Danke!", "ok.", an emoji
	Name                      // few words, no stop: a name, a rank, a title
	Number                    // 446, -3, #12, 1,046
	Action                    // a control or another word of the section's lexicon
	Field                     // Posts: 97
	Time                      // a time line
	Mention                   // starts with @ or >
	Punctuation               // no letter and no digit
	Link                      // a bare URL
	NumSymbols
)

// Limits.
const (
	MaxFold   = 512 // bytes of a block that are folded
	MaxLine   = 240 // longest line, in bytes, that may be a time line or a header line
	maxWorded = 10  // most words of a time line without a digit: "Ann said a year ago"
)

// shape names the symbol of a line.
func (p *Page) shape(f *Fact, b *block.Block, src []byte) Symbol {
	t := b.Text(src)
	switch {
	case f.Time >= 0:
		return Time
	case IsNumber(t) || b.Letters == 0 && b.Digits > 0 && b.Runes <= 20 && b.FirstRune != '#':
		return Number
	case f.Role == lexicon.RoleField || f.Role == lexicon.RoleJoined:
		if b.Words <= 10 && (f.Scope&lexicon.Whole != 0 || b.Words <= 2 ||
			bytes.IndexByte(t, ':') > 0 || b.Digits > 0 && b.Sentences == 0) {
			return Field
		}
	case f.Role == lexicon.RoleRank, f.Role == lexicon.RoleSays, f.Role == lexicon.RoleBy:
	case f.Role != lexicon.NoRole && f.Role != lexicon.RoleQuote && f.Role != lexicon.RoleReplyto &&
		b.Words <= 40:
		return Action
	}
	switch {
	case b.Letters == 0 && b.Digits == 0:
		return Punctuation
	case (t[0] == '@' || t[0] == '>') && b.Runes > 1:
		return Mention
	case b.Words <= 24 &&
		(bytes.HasPrefix(t, []byte("http")) || bytes.HasPrefix(t, []byte("www."))) &&
		bytes.IndexByte(t, ' ') < 0:
		return Link
	case b.Words >= 8 || b.Runes > 60:
		return Prose
	case f.Role == lexicon.RoleSays && b.Words <= 6 ||
		b.Words <= 4 && b.Sentences > 0 && initialled(t):
		return Name
	case b.Sentences > 0 || b.Commas > 0 && b.Words > 3 || b.LastRune > 0x2600:
		return Short
	case b.Words <= 5:
		return Name
	}
	return Short
}

// initialled reports whether a line ends in an initial and starts like a name: "Mike D.", "C. M.".
func initialled(t []byte) bool {
	n := len(t)
	return n > 4 && n <= 30 && t[n-1] == '.' && t[n-3] == ' ' && isLetter(t[n-2]) && isLetter(t[0])
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// FieldValue reports whether a block is the value of the field that the line above names:
// "Location:" above "USA".
func (p *Page) FieldValue(i int32) bool {
	if i == 0 || p.Facts[i-1].Symbol != Field || p.Blocks[i].Words > 6 ||
		p.Facts[i].Symbol == Field {
		return false
	}
	b := &p.Blocks[i-1]
	return b.Digits == 0 && b.Words <= 3 &&
		(b.LastRune == ':' || p.Facts[i-1].Scope&lexicon.Whole != 0 || p.Facts[i-1].Count > 1) &&
		p.bare(i-1)
}

// bare reports whether the field line has only the name of the field.
func (p *Page) bare(i int32) bool {
	t := p.Blocks[i].Text(p.Src)
	c := bytes.IndexByte(t, ':')
	return c < 0 || c == len(t)-1
}

package lines

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// Fact is what a block shows before any grammar is known.
type Fact struct {
	Key    uint64 // hash of the folded text, digits as '#': equal for lines that differ in their numbers only
	Lead   uint64 // hash of the first folded word
	Count  int32  // blocks of the page with the same key
	Leads  int32  // blocks of the page, short ones, with the same first word
	Time   int32  // index of the line's time line, -1 when it is none
	Role   label.Role
	Scope  label.Scope // of the phrase that gave the role
	Family label.Label // boilerplate family of the phrase
	Symbol Symbol
	Dup    bool // equal to the line above or below
	Reply  bool // a control that answers: "Reply", "Zitieren"
}

// Symbol is the shape of a line as the grammar sees it.
type Symbol uint8

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

const (
	MaxFold   = 512 // bytes of a block that are folded
	MaxLine   = 240 // longest line, in bytes, that may be a time line or a header line
	maxWorded = 10  // most words of a time line without a digit: "Ann said a year ago"
)

// Page is what the lines of a page are, each by itself. It is to be reused: its slices grow to the largest page seen.
type Page struct {
	Src     []byte
	Blocks  []block.Block
	phrases *lexicon.Phrases
	Facts   []Fact
	Times   []TimeLine

	seen    hashtable.Table[uint64, seen] // of keys and first words
	named   hashtable.Counter[uint64]     // keys of the names in quote heads and mentions
	ends    hashtable.Counter[uint64]     // keys of the ends of paragraphs; see mended
	fold    []byte
	matches []lexicon.Match
}

// seen is where and how often a key stands on the page.
type seen struct{ first, times int32 }

// Read measures every block: its lexicon role, its times and its shape, then how often the page repeats it.
func (p *Page) Read(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	p.Src, p.Blocks, p.phrases = src, blocks, phrases
	p.Facts = p.Facts[:0]
	p.Times = p.Times[:0]
	p.seen.Reset(2 * len(blocks))
	for i := range blocks {
		b := &blocks[i]
		t := b.Text(src)
		f := Fact{Time: -1}
		fold := p.phrases.Folded(i)
		f.Key = b.Hash
		if len(t) <= MaxFold {
			f.Key = xxhash.Sum64(fold)
		}
		if n := bytes.IndexByte(fold, ' '); n > 0 && b.Words <= 8 {
			f.Lead = xxhash.Sum64(fold[:n])
			p.see(f.Lead, i)
		}
		p.see(f.Key, i)
		p.role(&f, b, fold, p.phrases.Matches(i))
		p.Facts = append(p.Facts, f)
		if len(t) <= MaxLine && (b.Digits > 0 || b.Words <= maxWorded) {
			p.mark(int32(i), t)
		} else {
			p.inlined(int32(i), t)
		}
	}
	p.mended()
	for i := range p.Facts {
		f := &p.Facts[i]
		f.Count = p.seen.At(f.Key).times
		if k := p.seen.Find(f.Lead); k != nil {
			f.Leads = k.times
		}
		f.Dup = i > 0 && p.Facts[i-1].Key == f.Key || i+1 < len(p.Facts) && p.Facts[i+1].Key == f.Key
		if p.initials(int32(i)) {
			f.Role = lexicon.RoleAvatar
		}
		f.Symbol = p.shape(f, &blocks[i], src)
		if f.Symbol == Name && f.Role == lexicon.NoRole && f.Count == 1 && blocks[i].Commas > 0 && blocks[i].LastRune != ',' && signsOff(p.phrases.Folded(i)) {
			f.Symbol = Short
		}
		if f.Role == lexicon.NoRole && (f.Symbol == Name || f.Symbol == Short) && blocks[i].Words <= 2*maxTwice && Twice(blocks[i].Text(src)) > 0 {
			f.Symbol, f.Dup = Name, true
		}
	}
	p.questioned()
	p.mentioned()
}

// see counts a key of block i.
func (p *Page) see(key uint64, i int) {
	k := p.seen.At(key)
	if k.times == 0 {
		k.first = int32(i)
	}
	k.times++
}

// FirstOf is the first block of the page with a key that a fact has.
func (p *Page) FirstOf(key uint64) int32 { return p.seen.At(key).first }

// IsNamed reports whether a quote head or a mention names what a line with the key says.
func (p *Page) IsNamed(key uint64) bool { return p.named.Of(key) > 0 }

// Words that end a letter, above or before the name of the writer.
var signOffs = [...]string{"lg", "vg", "mfg", "glg", "gruss", "grüsse", "regards", "cordialement", "saludos", "saluti", "groetjes", "pozdrawiam",
	"liebe grüsse", "lieben gruss", "viele grüsse", "schöne grüsse", "beste grüsse", "mit freundlichen grüssen", "best wishes", "best regards",
	"kind regards", "warm regards", "cheers and thanks", "many thanks", "bien cordialement", "un saludo", "cordiali saluti", "с уважением"}

// signsOff reports whether a folded line starts like the end of a letter: "LG, Sepp".
func signsOff(fold []byte) bool {
	for _, w := range signOffs {
		if len(fold) >= len(w) && string(fold[:len(w)]) == w && (len(fold) == len(w) || !block.InWord(fold, len(w))) {
			return true
		}
	}
	return false
}

const maxTwice = 4 // words of a name that a line holds twice

// Twice returns the length of what a line says twice: "Ann Lee Ann Lee", an avatar's text and the name.
func Twice(t []byte) int {
	n := len(t) / 2
	if n < 2 || len(t)%2 == 0 || t[n] != ' ' || !bytes.Equal(t[:n], t[n+1:]) {
		return 0
	}
	return n
}

// initials reports whether a line of two or three capitals stands for an avatar: the words of the line below start with the
// first and the last of them.
func (p *Page) initials(i int32) bool {
	b := &p.Blocks[i]
	if b.Runes < 2 || b.Runes > 3 || b.Letters != b.Runes || b.Words != 1 || i+1 >= int32(len(p.Blocks)) || p.Facts[i].Role != lexicon.NoRole {
		return false
	}
	next := &p.Blocks[i+1]
	if next.Words < 2 || next.Words > 5 || next.Runes > 40 {
		return false
	}
	t, n := b.Text(p.Src), next.Text(p.Src)
	first, _ := utf8.DecodeRune(t)
	last, _ := utf8.DecodeLastRune(t)
	if !unicode.IsUpper(last) || first != unicode.ToUpper(next.FirstRune) {
		return false
	}
	for at := bytes.IndexByte(n, ' '); at >= 0 && at+1 < len(n); {
		r, _ := utf8.DecodeRune(n[at+1:])
		if unicode.ToUpper(r) == last {
			return true
		}
		k := bytes.IndexByte(n[at+1:], ' ')
		if k < 0 {
			break
		}
		at += 1 + k
	}
	return false
}

// role gives the fact the lexicon's best phrase for the folded block, in which the matches hold.
func (p *Page) role(f *Fact, b *block.Block, fold []byte, matches []lexicon.Match) {
	var best *lexicon.Match
	for i := range matches {
		m := &matches[i]
		if m.Label != label.CommentUI && m.Label != label.CommentPolicy {
			if m.Scope&lexicon.Whole != 0 && m.Start == 0 && m.End == len(fold) {
				f.Family = m.Label
			}
			continue
		}
		if m.Scope&lexicon.Short != 0 && b.Words > lexicon.MaxShort {
			continue
		}
		if best == nil || strength(m, len(fold)) > strength(best, len(fold)) {
			best = m
		}
	}
	if best != nil {
		f.Role, f.Scope, f.Family = best.Role, best.Scope, best.Label
	} else if b.Words <= 8 && b.Sentences == 0 && (tiled(fold) || p.gluedTiles(b)) {
		f.Role, f.Scope, f.Family = lexicon.RoleAction, lexicon.Whole, label.CommentUI
	}
	f.Reply = f.Role == lexicon.RoleAction && b.Words <= 8 && answers(fold)
}

// Stems of the words for the control that answers a record. Other controls, "Share" and "Like", are below teasers as well.
var replies = [...]string{"reply", "antwort", "zitier", "quote", "répond", "citer", "respond", "citar", "rispond", "reageer", "odpowied", "svar"}

func answers(fold []byte) bool {
	for _, w := range replies {
		if bytes.Contains(fold, []byte(w)) {
			return true
		}
	}
	return false
}

// gluedTiles reports whether a block is a row of controls written together: "34AntwortenMelden", "Reply530 RecommendShareFlag".
func (p *Page) gluedTiles(b *block.Block) bool {
	t := b.Text(p.Src)
	if len(t) > MaxFoot || b.Words > 4 {
		return false
	}
	p.fold = p.fold[:0]
	seams := 0
	for i, c := range t {
		if i > 0 && seam(t[i-1], c) {
			p.fold = append(p.fold, ' ')
			seams++
		}
		p.fold = append(p.fold, c)
	}
	if seams == 0 {
		return false
	}
	n := len(p.fold)
	p.fold = block.Fold(p.fold, p.fold[:n], true)
	return tiled(p.fold[n:])
}

// seam reports whether a new word starts at c: a capital behind a small letter, a digit beside a letter, a plus behind one.
func seam(before, c byte) bool {
	small, digit := before >= 'a' && before <= 'z' || before >= 0x80, before >= '0' && before <= '9'
	upper, number := c >= 'A' && c <= 'Z', c >= '0' && c <= '9' || c == '+'
	return small && (upper || number) || digit && (upper || c >= 'a' && c <= 'z') || before >= 'A' && before <= 'Z' && number
}

// strength orders the phrases found in a block: the whole block first, then the longer phrase.
func strength(m *lexicon.Match, n int) int {
	l := m.End - m.Start
	if l == n {
		l += 1000
		if m.Scope&lexicon.Whole != 0 {
			l += 1000
		}
	}
	return l
}

// tiled reports whether the folded block is a row of controls: "antworten  melden", "share improve this answer follow".
func tiled(fold []byte) bool {
	at, tiles := 0, 0
	for {
		start, end := block.NextWord(fold, at)
		if start == len(fold) {
			return tiles > 0
		}
		n := lexicon.PhraseAt(fold[start:], lexicon.RoleAction, MaxControl)
		if n == 0 {
			if n = end - start; tiles > 0 && string(fold[start:end]) == "+" { // of the number behind it
				at = end
				continue
			}
			if string(fold[start:end]) != "#" && string(fold[start:end]) != "##" { // a number
				return false
			}
		}
		at = start + n
		tiles++
	}
}

// MaxControl is how many words a control has at most.
const MaxControl = 5

// shape names the symbol of a line.
func (p *Page) shape(f *Fact, b *block.Block, src []byte) Symbol {
	t := b.Text(src)
	switch {
	case f.Time >= 0:
		return Time
	case IsNumber(t) || b.Letters == 0 && b.Digits > 0 && b.Runes <= 20 && b.FirstRune != '#':
		return Number
	case f.Role == lexicon.RoleField || f.Role == lexicon.RoleJoined:
		if b.Words <= 10 && (f.Scope&lexicon.Whole != 0 || b.Words <= 2 || bytes.IndexByte(t, ':') > 0 || b.Digits > 0 && b.Sentences == 0) {
			return Field
		}
	case f.Role == lexicon.RoleRank, f.Role == lexicon.RoleSays, f.Role == lexicon.RoleBy:
	case f.Role != lexicon.NoRole && f.Role != lexicon.RoleQuote && f.Role != lexicon.RoleReplyto && b.Words <= 40:
		return Action
	}
	switch {
	case b.Letters == 0 && b.Digits == 0:
		return Punctuation
	case (t[0] == '@' || t[0] == '>') && b.Runes > 1:
		return Mention
	case b.Words <= 24 && (bytes.HasPrefix(t, []byte("http")) || bytes.HasPrefix(t, []byte("www."))) && bytes.IndexByte(t, ' ') < 0:
		return Link
	case b.Words >= 8 || b.Runes > 60:
		return Prose
	case f.Role == lexicon.RoleSays && b.Words <= 6 || b.Words <= 4 && b.Sentences > 0 && initialled(t):
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

// IsNumber reports whether t is a number as counts are written: 446, -3, +3, #12, 1,046, 3.2k.
func IsNumber(t []byte) bool {
	if len(t) == 0 || len(t) > 12 {
		return false
	}
	digits := 0
	for i, c := range t {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case i == 0 && (c == '+' || c == '-' || c == '#' || c == '('), c == '.' || c == ',', i == len(t)-1 && (c == 'k' || c == 'K' || c == 'm' || c == '.' || c == ')'):
		case i == 0 && len(t) > 3 && c == 0xE2: // −, a minus sign of its own
		case i < 3 && t[0] == 0xE2:
		default:
			return false
		}
	}
	return digits > 0
}

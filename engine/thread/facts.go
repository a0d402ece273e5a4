package thread

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// fact is what a block shows before any grammar is known.
type fact struct {
	key    uint64 // hash of the folded text, digits as '#': equal for lines that differ in their numbers only
	lead   uint64 // hash of the first folded word
	count  int32  // blocks of the page with the same key
	leads  int32  // blocks of the page, short ones, with the same first word
	time   int32  // index of the line's time line, -1 when it is none
	role   label.Role
	scope  label.Scope // of the phrase that gave the role
	family label.Label // boilerplate family of the phrase
	sym    symbol
	dup    bool // equal to the line above or below
	reply  bool // a control that answers: "Reply", "Zitieren"
}

// symbol is the shape of a line as the grammar sees it.
type symbol uint8

const (
	symProse   symbol = iota // a sentence or more
	symShort                 // a short utterance: "Danke!", "ok.", an emoji
	symName                  // few words, no stop: a name, a rank, a title
	symNumber                // 446, -3, #12, 1,046
	symAction                // a control or another word of the section's lexicon
	symField                 // Posts: 97
	symTime                  // a time line
	symMention               // starts with @ or >
	symMark                  // no letter and no digit
	symLink                  // a bare URL
	numSymbols
)

const (
	maxFold   = 512 // bytes of a block that are folded
	maxLine   = 240 // longest line, in bytes, that may be a time line or a header line
	maxWorded = 10  // most words of a time line without a digit: "Ann said a year ago"
)

// Page is what the lines of a page are, each by itself. It is to be reused: its slices grow to the largest page seen.
type Page struct {
	src     []byte
	blocks  []block.Block
	phrases *lexicon.Phrases
	facts   []fact
	marks   []mark

	counts  counter // keys of the page
	named   counter // keys of the names in quote heads and mentions
	tally   counter // ends of paragraphs; see mended
	fold    []byte
	matches []lexicon.Match
}

// read measures every block: its lexicon role, its times and its shape, then how often the page repeats it.
func (p *Page) read(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	p.src, p.blocks, p.phrases = src, blocks, phrases
	p.facts = p.facts[:0]
	p.marks = p.marks[:0]
	p.counts.reset(len(blocks))
	for i := range blocks {
		b := &blocks[i]
		t := b.Text(src)
		f := fact{time: -1}
		fold := p.phrases.Folded(i)
		f.key = b.Hash
		if len(t) <= maxFold {
			f.key = xxhash.Sum64(fold)
		}
		if n := bytes.IndexByte(fold, ' '); n > 0 && b.Words <= 8 {
			f.lead = xxhash.Sum64(fold[:n])
			if p.counts.add(f.lead) == 1 {
				p.counts.note(f.lead, int32(i))
			}
		}
		if p.counts.add(f.key) == 1 {
			p.counts.note(f.key, int32(i))
		}
		p.role(&f, b, fold, p.phrases.Matches(i))
		p.facts = append(p.facts, f)
		if len(t) <= maxLine && (b.Digits > 0 || b.Words <= maxWorded) {
			p.mark(int32(i), t)
		} else {
			p.inlined(int32(i), t)
		}
	}
	p.mended()
	for i := range p.facts {
		f := &p.facts[i]
		f.count = p.counts.of(f.key)
		f.leads = p.counts.of(f.lead)
		f.dup = i > 0 && p.facts[i-1].key == f.key || i+1 < len(p.facts) && p.facts[i+1].key == f.key
		if p.initials(int32(i)) {
			f.role = lexicon.RoleAvatar
		}
		f.sym = p.shape(f, &blocks[i], src)
		if f.sym == symName && f.role == lexicon.NoRole && f.count == 1 && blocks[i].Commas > 0 && blocks[i].LastRune != ',' && signsOff(p.phrases.Folded(i)) {
			f.sym = symShort
		}
		if f.role == lexicon.NoRole && (f.sym == symName || f.sym == symShort) && blocks[i].Words <= 2*maxTwice && twice(blocks[i].Text(src)) > 0 {
			f.sym, f.dup = symName, true
		}
	}
	p.questioned()
	p.mentioned()
}

// firstOf is the first block of the page with a key that a fact has.
func (p *Page) firstOf(key uint64) int32 { return p.counts.noted(key) }

// isNamed reports whether a quote head or a mention names what a line with the key says.
func (p *Page) isNamed(key uint64) bool { return p.named.of(key) > 0 }

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

// twice returns the length of what a line says twice: "Ann Lee Ann Lee", an avatar's text and the name.
func twice(t []byte) int {
	n := len(t) / 2
	if n < 2 || len(t)%2 == 0 || t[n] != ' ' || !bytes.Equal(t[:n], t[n+1:]) {
		return 0
	}
	return n
}

// initials reports whether a line of two or three capitals stands for an avatar: the words of the line below start with the
// first and the last of them.
func (p *Page) initials(i int32) bool {
	b := &p.blocks[i]
	if b.Runes < 2 || b.Runes > 3 || b.Letters != b.Runes || b.Words != 1 || i+1 >= int32(len(p.blocks)) || p.facts[i].role != lexicon.NoRole {
		return false
	}
	next := &p.blocks[i+1]
	if next.Words < 2 || next.Words > 5 || next.Runes > 40 {
		return false
	}
	t, n := b.Text(p.src), next.Text(p.src)
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
func (p *Page) role(f *fact, b *block.Block, fold []byte, matches []lexicon.Match) {
	var best *lexicon.Match
	for i := range matches {
		m := &matches[i]
		if m.Label != label.CommentUI && m.Label != label.CommentPolicy {
			if m.Scope&lexicon.Whole != 0 && m.Start == 0 && m.End == len(fold) {
				f.family = m.Label
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
		f.role, f.scope, f.family = best.Role, best.Scope, best.Label
	} else if b.Words <= 8 && b.Sentences == 0 && (tiled(fold) || p.gluedTiles(b)) {
		f.role, f.scope, f.family = lexicon.RoleAction, lexicon.Whole, label.CommentUI
	}
	f.reply = f.role == lexicon.RoleAction && b.Words <= 8 && answers(fold)
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
	t := b.Text(p.src)
	if len(t) > maxFoot || b.Words > 4 {
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
		n := lexicon.PhraseAt(fold[start:], lexicon.RoleAction, maxTile)
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

// maxTile is how many words a control has at most.
const maxTile = 5

// shape names the symbol of a line.
func (p *Page) shape(f *fact, b *block.Block, src []byte) symbol {
	t := b.Text(src)
	switch {
	case f.time >= 0:
		return symTime
	case numeric(t) || b.Letters == 0 && b.Digits > 0 && b.Runes <= 20 && b.FirstRune != '#':
		return symNumber
	case f.role == lexicon.RoleField || f.role == lexicon.RoleJoined:
		if b.Words <= 10 && (f.scope&lexicon.Whole != 0 || b.Words <= 2 || bytes.IndexByte(t, ':') > 0 || b.Digits > 0 && b.Sentences == 0) {
			return symField
		}
	case f.role == lexicon.RoleRank, f.role == lexicon.RoleSays, f.role == lexicon.RoleBy:
	case f.role != lexicon.NoRole && f.role != lexicon.RoleQuote && f.role != lexicon.RoleReplyto && b.Words <= 40:
		return symAction
	}
	switch {
	case b.Letters == 0 && b.Digits == 0:
		return symMark
	case (t[0] == '@' || t[0] == '>') && b.Runes > 1:
		return symMention
	case b.Words <= 24 && (bytes.HasPrefix(t, []byte("http")) || bytes.HasPrefix(t, []byte("www."))) && bytes.IndexByte(t, ' ') < 0:
		return symLink
	case b.Words >= 8 || b.Runes > 60:
		return symProse
	case f.role == lexicon.RoleSays && b.Words <= 6 || b.Words <= 4 && b.Sentences > 0 && initialled(t):
		return symName
	case b.Sentences > 0 || b.Commas > 0 && b.Words > 3 || b.LastRune > 0x2600:
		return symShort
	case b.Words <= 5:
		return symName
	}
	return symShort
}

// initialled reports whether a line ends in an initial and starts like a name: "Mike D.", "C. M.".
func initialled(t []byte) bool {
	n := len(t)
	return n > 4 && n <= 30 && t[n-1] == '.' && t[n-3] == ' ' && isLetter(t[n-2]) && isLetter(t[0])
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// numeric reports whether t is a number as counts are written: 446, -3, +3, #12, 1,046, 3.2k.
func numeric(t []byte) bool {
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

package rules

// What a line of program text measures.
const (
	maxCode       = 300 // bytes; longer ones are paragraphs, or minified and of no use
	maxCodeQuotes = 4   // quotation marks; more are speech
	minSymbols    = 3   // so that one bracket in three words is not dense
	maxCodeProse  = 10  // words, from where on what ends like a sentence is one
)

// How many signs of program text a line must show.
const (
	codeSigns  = 2 // alone
	proseSigns = 3 // when it is long and ends like a sentence
)

// code reports whether block i is program text: it looks like it, and so does a neighbour, or it
// cannot be anything else. "$ make test", "ok := run()".
func (p textKinds) code(i int) bool {
	n := p.signs(i)
	return n >= codeSigns || n > 0 && (p.codeAt(i-1) || p.codeAt(i+1))
}

// codeAt reports whether there is a block i that looks like program text.
func (p textKinds) codeAt(i int) bool {
	return i >= 0 && i < len(p.blocks) && p.signs(i) > 0
}

// signs returns how many signs of program text block i shows.
func (p textKinds) signs(i int) (n int) {
	b, t := &p.blocks[i], p.text(i)
	if len(t) > maxCode || b.Quotes > maxCodeQuotes {
		return 0
	}
	if startsAny(t, codeStarts[:]) {
		n++
	}
	switch t[len(t)-1] {
	case '{', '}', ';', '\\', '[':
		n++
	case ')', ']', ':', ',', '>':
		if b.Symbols*4 > b.Words {
			n++
		}
	}
	if b.Symbols*8 > b.Runes && b.Symbols >= minSymbols {
		n++
	}
	if containsAny(t, codeParts[:]) {
		n++
	}
	if b.Sentences > 0 && b.Words > maxCodeProse && n < proseSigns {
		return 0
	}
	return n
}

// codeStarts are what lines of program text, of shells above all, start with.
var codeStarts = [...]string{
	"$ ", "# ", "% ", "> ", "//", "/*", "<?", "#!", ">>> ", "...", "import ", "def ", "func ",
	"const ", "let ", "var ", "return ", "sudo ", "SELECT ", "@", "--",
}

// codeParts are operators and brackets that prose does not have.
var codeParts = [...]string{
	" = ", "==", "=>", "->", "()", "::", "();", " := ", "</", "&&", "||", "├", "└", "──",
}

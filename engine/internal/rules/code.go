package rules

const (
	maxCode       = 300 // bytes of a line of program text
	maxCodeQuotes = 4
	codeGap       = 1  // blank lines between lines of program text
	codeSurely    = 2  // signs that leave no doubt
	codeInProse   = 3  // and in what reads like a sentence
	maxCodeProse  = 10 // words of what is no sentence whatever its end
	minSymbols    = 3  // of a line that is dense with them
)

// code reports whether block i is program text: it looks like it, and so does a neighbour, or it
// cannot be anything else. "$ make test", "ok := run()".
func (p textKinds) code(i int) bool {
	n := p.codeSigns(i)
	return n >= codeSurely || n > 0 && (p.codeAt(i-1, i) || p.codeAt(i+1, i+1))
}

// codeAt reports whether block j looks like program text; the gap to its neighbour is that of
// block gap.
func (p textKinds) codeAt(j, gap int) bool {
	return j >= 0 && j < len(p.blocks) && p.blocks[gap].Gap <= codeGap && p.codeSigns(j) > 0
}

// codeSigns returns how many signs of program text block i shows.
func (p textKinds) codeSigns(i int) (n int) {
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
	if b.Sentences > 0 && b.Words > maxCodeProse && n < codeInProse {
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

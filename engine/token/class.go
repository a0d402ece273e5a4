package token

// class holds the sets that each byte belongs to.
var class = [256]uint8{
	'\t': isSpace | endsName | endsAttr | endsValue | betweenAttrs,
	'\n': isSpace | endsName | endsAttr | endsValue | betweenAttrs,
	'\f': isSpace | endsName | endsAttr | endsValue | betweenAttrs,
	'\r': isSpace | endsName | endsAttr | endsValue | betweenAttrs | isRef,
	' ':  isSpace | endsName | endsAttr | endsValue | betweenAttrs,
	'/':  endsName | endsAttr | opens | betweenAttrs,
	'>':  endsName | endsAttr | endsValue | betweenAttrs,
	'=':  endsAttr,
	'!':  opens,
	'?':  opens,
	'&':  isRef,
	0:    isRef,

	'a': letter, 'b': letter, 'c': letter, 'd': letter, 'e': letter, 'f': letter, 'g': letter,
	'h': letter, 'i': letter, 'j': letter, 'k': letter, 'l': letter, 'm': letter, 'n': letter,
	'o': letter, 'p': letter, 'q': letter, 'r': letter, 's': letter, 't': letter, 'u': letter,
	'v': letter, 'w': letter, 'x': letter, 'y': letter, 'z': letter,
	'A': letter, 'B': letter, 'C': letter, 'D': letter, 'E': letter, 'F': letter, 'G': letter,
	'H': letter, 'I': letter, 'J': letter, 'K': letter, 'L': letter, 'M': letter, 'N': letter,
	'O': letter, 'P': letter, 'Q': letter, 'R': letter, 'S': letter, 'T': letter, 'U': letter,
	'V': letter, 'W': letter, 'X': letter, 'Y': letter, 'Z': letter,
}

const (
	isSpace      = 1 << iota // white space between attributes; includes CR, which means LF
	endsName                 // ends a tag name
	endsAttr                 // ends an attribute name
	endsValue                // ends an unquoted value
	isRef                    // must be decoded: '&', CR, NUL
	isLetter                 // an ASCII letter
	betweenAttrs             // may come between attributes: white space, '/', '>'
	opens                    // after a '<', begins markup, unless the input ends here
)

const letter = isLetter | opens

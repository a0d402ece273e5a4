// Package tag has the elements of HTML. A name becomes a Tag, one byte that is cheap to compare and
// to store. What the rest of the engine needs to know about an element is a set of properties,
// looked up by that byte.
//
// The elements and their properties are in elements.txt, in the order and sections of the HTML
// standard; gen.go turns it into ztag.go. An element that is not in the table, such as a custom
// element, is Unknown and has no properties.
package tag

//go:generate go run gen.go

// Tag is an HTML element, or one of the MathML and SVG elements that the parser has to know. The
// zero value is Unknown.
type Tag uint8

// Props is a set of properties of an element.
type Props uint32

// The properties. Those that the parser needs follow section 13.2 of the HTML standard, those about
// lines follow its style sheet, section 15.3. An SVG element that shares its name with an HTML
// element has the properties of the latter.
const (
	Void         Props = 1 << iota // has no content and no end tag (13.1.2)
	Block                          // is lines of its own (15.3.3: block, list-item and table boxes)
	Para                           // is set off by blank lines: has a margin (15.3.3)
	Inline                         // part of a line
	Break                          // ends a line: br
	RawText                        // content is RAWTEXT: no markup, no references (13.2.6.4.7)
	RCData                         // content is RCDATA: no markup, but character references
	ScriptData                     // content is script data (13.2.5.4)
	PlainText                      // everything that follows is text: plaintext
	Preformatted                   // white space in its text is kept
	Heading                        // h1 to h6
	Sectioning                     // a section or a landmark of the page (4.3, main, search)
	List                           // a list: ol ul menu dl dir
	ListItem                       // a list item: li dt dd
	TablePart                      // a table or part of one
	Cell                           // td th
	Control                        // a form control
	Embedded                       // embeds something that is not text (4.8)
	HeadPart                       // its start tag is handled as in head everywhere (13.2.6.4.4)
	Hidden                         // never shown: display: none (15.3.1)
	Skipped                        // content is never part of the page's text
	Special                        // special category (13.2.4.2)
	Formatting                     // formatting category (13.2.4.2)
	Scope                          // ends the search for an element in scope (13.2.4.2)
	TableScope                     // ends the search for an element in table scope
	ClosesP                        // its start tag closes an open p (13.2.6.4.7)
	ImpliedEnd                     // "generate implied end tags" closes it (13.2.6.3)
	Foreign                        // exists in MathML or SVG only
)

// ContentModel is the set of properties that change how the bytes following a start tag are read.
const ContentModel = RawText | RCData | ScriptData | PlainText

// Props returns the properties of t.
func (t Tag) Props() Props { return props[t] }

// Is reports whether t has any of the properties p.
func (t Tag) Is(p Props) bool { return props[t]&p != 0 }

// String returns the name of t in lower case, or "" for Unknown.
func (t Tag) String() string { return names[nameAt[t]>>4 : nameAt[t]>>4+nameAt[t]&15] }

// HeadingLevel returns 1 to 6 for h1 to h6, and 0 for all other elements.
func (t Tag) HeadingLevel() int {
	if t.Is(Heading) {
		return int(t-H1) + 1
	}
	return 0
}

// Lookup returns the element with the given name, ignoring ASCII case. It allocates nothing.
func Lookup(name []byte) Tag {
	if uint(len(name)-1) >= MaxLen || name[len(name)-1] == 0 {
		return Unknown
	}
	var lo, hi uint64
	for i, c := range name {
		if i < 8 {
			lo |= uint64(c) << (8 * i)
		} else {
			hi |= uint64(c) << (8*i - 64)
		}
	}
	return lookupLong(Fold(lo), Fold(hi))
}

// MaxLen is the maximum length of a name in bytes; Lookup returns Unknown for longer ones. The
// names in elements.txt have up to 15 bytes.
const MaxLen = 16

// Fold turns the ASCII capitals among eight packed bytes into lower case. Some other bytes change
// as well, but none of them becomes a byte that occurs in the name of an element.
func Fold(x uint64) uint64 { return x | x&0x4040404040404040>>1 }

// LookupShort is Lookup for a name of one to seven bytes that was read into a word, first byte
// lowest, and folded by Fold. The name must not end in a NUL.
func LookupShort(name uint64) Tag {
	h := name * shortFactor >> shortShift
	if s := short[h]; s<<8 == name<<8 {
		return Tag(s >> 56)
	}
	if s := short[h+1]; s<<8 == name<<8 {
		return Tag(s >> 56)
	}
	return Unknown
}

// lookupLong is LookupShort for a name of up to 16 bytes in two words.
func lookupLong(lo, hi uint64) Tag {
	h := (lo ^ hi*hashSpread) * hashFactor >> hashShift
	t := slots[h]
	if p := &packed[t]; p[0] == lo && p[1] == hi {
		return t
	}
	t = slots[h+1]
	if p := &packed[t]; p[0] == lo && p[1] == hi {
		return t
	}
	return Unknown
}

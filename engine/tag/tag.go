// Package tag knows the elements of HTML. A name becomes a Tag, one byte that is cheap to compare and to keep; what the
// rest of the engine has to know of an element is a row of properties, looked up by that byte.
//
// The elements and their properties stand in elements.txt, in the order and with the sections of the HTML standard; gen.go
// makes ztag.go of them. An element that is not in the table, such as a custom element, is Unknown, which has no property.
package tag

//go:generate go run gen.go

// Tag is an element of HTML, or one of the MathML and SVG elements that the parser has to know. The zero value is Unknown.
type Tag uint8

// Props is the set of an element's properties.
type Props uint32

// The properties. Those that the parser needs follow the HTML standard, section 13.2; those about lines follow its
// style sheet, section 15.3. An element of SVG that shares its name with one of HTML has the properties of the latter.
const (
	Void         Props = 1 << iota // has no content and no end tag (13.1.2)
	Block                          // begins and ends a line (15.3.3, display: block, list-item and table boxes)
	Para                           // a blank line stands around it: has a margin (15.3.3)
	Inline                         // part of a line
	Break                          // ends a line: br
	RawText                        // content is RAWTEXT: no markup, no character references (13.2.6.4.7)
	RCData                         // content is RCDATA: no markup but character references
	ScriptData                     // content is script data (13.2.5.4)
	PlainText                      // everything behind it is text: plaintext
	Preformatted                   // white space of its text counts
	Heading                        // h1 to h6
	Sectioning                     // a section, or a landmark of the page (4.3, main, search)
	List                           // a list: ol ul menu dl dir
	ListItem                       // an item of a list: li dt dd
	TablePart                      // a table or part of one
	Cell                           // td th
	Control                        // a control of a form
	Embedded                       // embeds something that is not text (4.8)
	HeadPart                       // start tags are handled as in head wherever they stand (13.2.6.4.4)
	Hidden                         // never shown: display: none (15.3.1)
	Skipped                        // content is never text of the page
	Special                        // special category (13.2.4.2)
	Formatting                     // formatting category (13.2.4.2)
	Scope                          // ends the search for an element in scope (13.2.4.2)
	TableScope                     // ends the search for an element in table scope
	ClosesP                        // its start tag closes an open p (13.2.6.4.7)
	ImpliedEnd                     // its end tag is implied where "generate implied end tags" says so (13.2.6.3)
	Foreign                        // an element of MathML or SVG only
)

// ContentModel is the properties that change how the bytes behind a start tag are read.
const ContentModel = RawText | RCData | ScriptData | PlainText

// Props returns the properties of t.
func (t Tag) Props() Props { return props[t] }

// Is reports whether t has one of the properties p.
func (t Tag) Is(p Props) bool { return props[t]&p != 0 }

// String returns the name of t in small letters, "" for Unknown.
func (t Tag) String() string { return names[nameAt[t]>>4 : nameAt[t]>>4+nameAt[t]&15] }

// HeadingLevel returns 1 to 6 for h1 to h6 and 0 for all others.
func (t Tag) HeadingLevel() int {
	if t.Is(Heading) {
		return int(t-H1) + 1
	}
	return 0
}

// Lookup returns the element called name, in small or capital ASCII letters. It allocates nothing.
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

// MaxLen is the length in bytes of the longest name of an element.
const MaxLen = 16

// Fold makes the capital ASCII letters among eight packed bytes small. Of the other bytes some change as well, but none
// becomes a byte that stands in the name of an element.
func Fold(x uint64) uint64 { return x | x&0x4040404040404040>>1 }

// LookupShort is Lookup of a name of one to seven bytes that was read into a word, the first byte lowest, and folded by Fold.
// The name must not end in a NUL.
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

// lookupLong is LookupShort of a name of up to 16 bytes in two words.
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

package elements

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Reader reads what the elements of pages are. Results are valid until the next call of Read, which
// reuses the memory.
type Reader struct {
	// Signs has the signature of each element: like elements have the same.
	Signs []uint32
	// Forget is a system whose rows are left out, or EverySystem, to measure how much depends on
	// them; 0 for none.
	Forget uint8

	page     *block.Page
	meanings []meaning // of each element
	topic    bool      // microdata or RDFa calls the page a topic
	name     Name
	memo     [memoSize]struct { // of class attributes
		hash    uint64
		meaning meaning
	}
}

const (
	maxClass = 800 // bytes of a class attribute that are read
	memoSize = 1024
)

// Read reads the names and signatures of all elements of a page, in one pass over the tape and
// another over the start tags.
func (r *Reader) Read(page *block.Page) {
	r.page, r.topic = page, false
	r.meanings = scratch.Resize(r.meanings, len(page.Elements))
	if r.Forget == EverySystem {
		clear(r.meanings)
		r.sign()
		return
	}
	for i := 0; i < len(page.Elements); i++ {
		e := &page.Elements[i]
		if e.Tag == tag.Nav { // there are no comments in navigation
			clear(r.meanings[i:e.Next])
			i = int(e.Next) - 1
			continue
		}
		n := &r.meanings[i]
		*n = meaning{}
		if e.Flags&(block.Skipped|block.InHead) != 0 || e.TextEnd <= e.Text && !vessels[e.Tag] {
			continue
		}
		if !e.Class.Empty() {
			*n = r.classes(e.Class.Of(page.Source))
		}
		if !e.ID.Empty() {
			r.name.Read(TrimSpace(e.ID.Of(page.Source)))
			n.merge(r.nameIn(inID))
		}
		if !e.Role.Empty() {
			n.merge(r.exact(e.Role.Of(page.Source), inRole))
		}
		switch e.Tag {
		case tag.Unknown:
			n.merge(r.exact(tagName(page, e), inTag))
		case tag.Time:
			n.weak.Add(Time)
		case tag.Blockquote:
			n.weak.Add(Quote)
		}
	}
	r.readProperties(page)
	r.readAttributes(page)
	r.sign()
}

// Strong returns the parts that the names of an element alone say it is.
func (r *Reader) Strong(e int32) Parts { return r.meanings[e].strong }

// Weak returns the parts that the names of an element give if it is in a record.
func (r *Reader) Weak(e int32) Parts { return r.meanings[e].weak }

// vessels are the tags of elements whose names mean something even if they are empty: containers
// for the comments of an external system, and times that a script fills in.
var vessels = func() (t [256]bool) {
	for _, x := range []tag.Tag{
		tag.A, tag.Img, tag.Div, tag.Section, tag.Article, tag.Aside, tag.Span, tag.Time, tag.Abbr,
		tag.Meta, tag.Iframe, tag.Ins, tag.Unknown,
	} {
		t[x] = true
	}
	return t
}()

// tagName is the name of an element as the page writes it.
func tagName(page *block.Page, e *block.Element) []byte {
	t := page.Source[min(e.Start+1, e.Open):e.Open]
	n := 0
	for n < len(t) && t[n] > ' ' && t[n] != '>' && t[n] != '/' {
		n++
	}
	return t[:n]
}

// readProperties reads the properties of microdata and RDFa.
func (r *Reader) readProperties(page *block.Page) {
	for _, i := range page.Head.Times {
		e := &page.Elements[i]
		if e.Flags&(block.Skipped|block.InHead) != 0 {
			continue
		}
		for a := range token.AttrsOf(page.Source, e.Start, e.Open) {
			n := page.Source[a.NameStart:a.NameEnd]
			if len(n) == 8 && (ascii.EqualFold(n, "itemprop") || ascii.EqualFold(n, "property")) {
				r.meanings[i].merge(r.tokens(page.Source[a.ValueStart:a.ValueEnd], inProperty))
			}
		}
	}
}

// readAttributes reads the types of microdata and RDFa and the names of data attributes. Few
// elements have any, so the start tags are searched for rare bytes in them instead of being parsed
// again.
func (r *Reader) readAttributes(page *block.Page) {
	src := page.Source
	for i := range page.Elements {
		e := &page.Elements[i]
		if e.Flags&block.HasAttrs == 0 || e.Flags&(block.Skipped|block.InHead) != 0 ||
			e.TextEnd <= e.Text || e.Tag == tag.A || e.Tag == tag.Button || !HasOther(e) {
			continue
		}
		tag := src[e.Start:e.Open]
		for at := 5; at < len(tag); at++ {
			n := bytes.IndexByte(tag[at:], '-')
			if n < 0 {
				break
			}
			if at += n; ascii.EqualFold(tag[at-4:at], "data") && tag[at-5] <= ' ' {
				r.data(&r.meanings[i], tag[at+1:])
			}
		}
		for at := 2; at < len(tag); at++ {
			n := bytes.IndexByte(tag[at:], 'y')
			if n < 0 {
				break
			}
			if at += n; tag[at-1]|0x20 == 't' {
				r.types(&r.meanings[i], tag[:at-1], tag[at+1:])
			}
		}
	}
}

// HasOther reports whether the start tag of an element is long enough, without the values of class,
// id and role, for a data attribute or a type: <a data-pid="1">.
func HasOther(e *block.Element) bool {
	own := e.Class.End - e.Class.Start + e.ID.End - e.ID.Start + e.Role.End - e.Role.Start
	return e.Open-e.Start-own >= shortestAttr
}

const shortestAttr = 17

// types reads an itemtype or typeof attribute: before ends at its "ty", rest follows that.
func (r *Reader) types(n *meaning, before, rest []byte) {
	name := "peof"
	if i := len(before) - len("item"); i > 0 && ascii.EqualFold(before[i:], "item") {
		before, name = before[:i], "pe"
	}
	if before[len(before)-1] <= ' ' && len(rest) > len(name) && rest[len(name)] == '=' &&
		ascii.EqualFold(rest[:len(name)], name) {
		v := value(rest[len(name)+1:])
		r.topic = r.topic || callsTopic(v[:min(len(v), maxClass)])
		n.merge(r.tokens(v, inType))
	}
}

// data reads a data attribute, of which rest begins after "data-".
func (r *Reader) data(n *meaning, rest []byte) {
	i := 0
	for i < len(rest) && rest[i] != '=' && rest[i] > ' ' && rest[i] != '>' {
		i++
	}
	n.merge(r.exact(rest[:i], inData))
}

// value is the value that an attribute has, read from after the "=".
func value(b []byte) []byte {
	b = TrimSpace(b)
	if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		if i := bytes.IndexByte(b[1:], b[0]); i >= 0 {
			return b[1 : 1+i]
		}
		return nil
	}
	i := 0
	for i < len(b) && b[i] > ' ' && b[i] != '>' {
		i++
	}
	return b[:i]
}

// tokens reads a list of properties or types, each without prefix and path.
func (r *Reader) tokens(b []byte, where uint64) (n meaning) {
	b = b[:min(len(b), maxClass)]
	for i := 0; i < len(b); {
		for i < len(b) && b[i] <= ' ' {
			i++
		}
		from := i
		for ; i < len(b) && b[i] > ' '; i++ {
			if c := b[i]; c == ':' || c == '/' || c == '#' {
				from = i + 1
			}
		}
		if from < i {
			n.merge(r.exact(b[from:i], where))
		}
	}
	return n
}

// classes reads a class attribute.
func (r *Reader) classes(b []byte) (n meaning) {
	b = b[:min(len(b), maxClass)]
	hash := xxhash.Sum64(b) + uint64(r.Forget)*namePrime | 1
	at := &r.memo[hash>>32%memoSize]
	if at.hash == hash {
		return at.meaning
	}
	for i := 0; i < len(b); {
		for i < len(b) && b[i] <= ' ' {
			i++
		}
		from := i
		for i < len(b) && b[i] > ' ' {
			i++
		}
		if from < i {
			r.name.Read(b[from:i])
			n.merge(r.nameIn(inClass))
		}
	}
	n.first = firstClass(b)
	at.hash, at.meaning = hash, n
	return n
}

// TrimSpace returns b without the white space around it.
func TrimSpace(b []byte) []byte {
	from, to := token.Trim(b, 0, len(b))
	return b[from:to]
}

// maxLine is how many bytes a short line has at most, and maxSpace how many more with white space.
const (
	maxLine  = 80
	maxSpace = 88
)

// ShortLine is what element e says, if that is one short line without line feeds, trimmed.
func (r *Reader) ShortLine(e int32) (line block.Span, ok bool) {
	x, src := &r.page.Elements[e], r.page.Text
	if x.TextEnd <= x.Text || x.TextEnd-x.Text > maxSpace ||
		x.Flags&(block.Skipped|block.InHead) != 0 {
		return line, false
	}
	from, to := token.Trim(src, int(x.Text), int(min(x.TextEnd, int32(len(src)))))
	if from >= to || to-from > maxLine || bytes.IndexByte(src[from:to], '\n') >= 0 {
		return line, false
	}
	return block.Span{Start: int32(from), End: int32(to)}, true
}

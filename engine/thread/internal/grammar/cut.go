package grammar

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
)

const minGlued = 5 // records on which what is glued after the names is cut

// cutGlued cuts what the page writes together with nearly all the names, the place or the rank of
// the author: "Wren AbaraLeith".
func (cs *columns) cutGlued() {
	n, spaced := 0, 0
	for i := range cs.layout.recs {
		if t := cs.layout.recs[i].Name.Of(cs.page.Src); onlySeam(t) > 0 {
			n++
			spaced += count(bytes.IndexByte(t, ' ') > 0)
		}
	}
	if len(cs.layout.recs) < minGlued || n*10 < 9*len(cs.layout.recs) || spaced < 2 {
		return
	}
	for i := range cs.layout.recs {
		r := &cs.layout.recs[i]
		if at := onlySeam(r.Name.Of(cs.page.Src)); at > 0 {
			r.Name.End = r.Name.Start + int32(at)
		}
	}
}

const minFollowed = 4 // records on which the number after the names is cut

// cutNumber cuts the number that follows nearly all the names, a count of posts or followers: "Ann
// Lee 203".
func (cs *columns) cutNumber() {
	n, named := 0, 0
	for i := range cs.layout.recs {
		t := cs.layout.recs[i].Name.Of(cs.page.Src)
		named += count(len(t) > 0)
		n += count(beforeNumber(t) > 0)
	}
	if n < minFollowed || n*10 < 9*named {
		return
	}
	for i := range cs.layout.recs {
		r := &cs.layout.recs[i]
		if at := beforeNumber(r.Name.Of(cs.page.Src)); at > 0 {
			r.Name.End = r.Name.Start + int32(at)
		}
	}
}

// beforeNumber is the length of what precedes the number at the end of a name, or 0 if there is
// none.
func beforeNumber(t []byte) int {
	i := len(t)
	for i > 0 && t[i-1]-'0' < 10 {
		i--
	}
	if i == len(t) || i < 2 || t[i-1] != ' ' {
		return 0
	}
	return i - 1
}

// onlySeam is where the only capital after a lower-case letter is in t, or 0 if there is none or
// more than one.
func onlySeam(t []byte) (at int) {
	for i := 2; i+1 < len(t); i++ {
		if t[i-1] >= 'a' && t[i-1] <= 'z' && t[i] >= 'A' && t[i] <= 'Z' {
			if at > 0 {
				return 0
			}
			at = i
		}
	}
	return at
}

// cutSecond cuts the bracket off names on pages that write a second name of the author after most:
// "ann (Ann Lee)". One and the same bracket says something else: "(not verified)".
func (cs *columns) cutSecond() {
	n, same := 0, 0
	var first []byte
	for i := range cs.layout.recs {
		in := cs.bracket(cs.layout.recs[i].Name)
		if in == nil {
			continue
		}
		if n++; first == nil {
			first = in
		}
		same += count(bytes.Equal(in, first))
	}
	if 2*n < len(cs.layout.recs) || n < 2 || same == n {
		return
	}
	for i := range cs.layout.recs {
		r := &cs.layout.recs[i]
		if t := r.Name.Of(cs.page.Src); len(t) > 0 && t[len(t)-1] == ')' &&
			cs.bracket(r.Name) != nil {
			_, r.Name.End = cs.names.Trim(r.Name.Start,
				r.Name.Start+int32(bytes.LastIndex(t, []byte(" ("))))
		}
	}
}

// bracket is the content of the bracket at the end of a name, or of the one that was cut off.
func (cs *columns) bracket(n comment.Span) []byte {
	t := n.Of(cs.page.Src)
	if at := bytes.LastIndex(t, []byte(" (")); at > 0 && t[len(t)-1] == ')' {
		return t[at+2 : len(t)-1]
	}
	rest := cs.page.Src[n.End:min(int(n.End)+60, len(cs.page.Src))]
	if len(t) > 0 && bytes.HasPrefix(rest, []byte(" (")) {
		if end := bytes.IndexAny(rest, ")\n"); end > 0 && rest[end] == ')' {
			return rest[2:end]
		}
	}
	return nil
}

// cutShared cuts the last word off the authors' names where different authors share it: a rank or a
// number glued after.
func (cs *columns) cutShared() {
	cs.seen.Reset(3 * len(cs.layout.recs))
	for i := range cs.layout.recs {
		w, n := cs.lastWord(cs.layout.recs[i].Name)
		if n == 0 {
			continue
		}
		cs.seen.Add(^w) // the records
		if cs.seen.Add(w^n) == 1 {
			cs.seen.Add(w) // the authors
		}
	}
	for i := range cs.layout.recs {
		r := &cs.layout.recs[i]
		w, n := cs.lastWord(r.Name)
		if n == 0 {
			continue
		}
		if c := int(cs.seen.Of(w)); c >= 3 && c*10 >= len(cs.layout.recs) ||
			c >= 2 && int(cs.seen.Of(^w))*10 >= 6*len(cs.layout.recs) {
			r.Name.End = cs.names.DropWords(r.Name.Start, r.Name.End, 1)
			_, e := cs.names.Trim(r.Name.Start, r.Name.End)
			r.Name.End = e
		}
	}
}

// lastWord returns the hash of the last word of a name of several words, no initial, and a hash of
// the name itself.
func (cs *columns) lastWord(n comment.Span) (word, name uint64) {
	cs.fold = block.Fold(cs.fold[:0], n.Of(cs.page.Src), true)
	i := bytes.LastIndexByte(cs.fold, ' ')
	if i <= 0 || len(cs.fold)-i < 4 && cs.fold[i+1] != '#' {
		return 0, 0
	}
	return xxhash.Sum64(cs.fold[i+1:]), xxhash.Sum64(cs.fold) | 1
}

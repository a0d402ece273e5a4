package lines

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/when"
)

// Some pages write a whole record in one paragraph: the text, then who wrote it and when. "Is it
// near a window? – Ann Feb 11, 2016 at 21:10", "Five it is. Ann Lee (talk) 18:47, 4 May 2020
// (UTC)". A paragraph with such an end is a time line with a text.

const (
	maxSigned  = 90 // bytes of the name and the time
	minInlined = 3  // paragraphs of a page that end alike
)

var inlineDash = xxhash.Sum64String("inline –")

// readEnd adds a paragraph that ends in a name and a time to the time lines, for settleEnds to
// keep or to drop.
func (r *timeReader) readEnd(i int32, t []byte) {
	c := t[len(t)-1]
	if c != ')' && c-'0' >= 10 && c|0x20 != 'm' {
		return
	}
	base := max(0, len(t)-maxSigned-40)
	for base > 0 && base < len(t) && t[base] != ' ' {
		base++
	}
	var w when.Time
	for at := 0; ; at = w.End {
		n, more := when.Next(t[base:], at)
		if !more {
			break
		}
		w = n
	}
	if w.Kind == when.None || !closesLine(t[base+w.End:]) || !w.HasClock() && w.Kind != when.Age {
		return
	}
	w.Start, w.End = w.Start+base, w.End+base
	m := TimeLine{Block: i, When: w, Inline: -1}
	if m.NameAt, m.Before.Last = nameAtEnd(t[:w.Start]); m.NameAt == 0 {
		return
	}
	m.Before.Kind, m.Before.First = RestWords, m.Before.Last
	r.page.Facts[i].Time = int32(len(r.page.Times))
	r.page.Times = append(r.page.Times, m)
}

// closesLine reports whether nothing follows a time except a zone in brackets.
func closesLine(t []byte) bool {
	return len(t) == 0 || len(t) <= 8 && t[0] == ' ' && t[1] == '(' && t[len(t)-1] == ')'
}

// nameAtEnd returns where the name at the end of t starts, and a key for the way it is written; 0
// if there is none.
func nameAtEnd(t []byte) (at int32, key uint64) {
	end := len(bytes.TrimRight(t, " \u00a0"))
	low := max(0, end-maxSigned)
	dash := 0
	for _, m := range [...]string{" – ", " — ", " -- ", " –\u00a0", " —\u00a0", "\u00a0— "} {
		if k := bytes.LastIndex(t[low:end], []byte(m)); k >= 0 && low+k+len(m) > dash {
			dash = low + k + len(m)
		}
	}
	if end > 2 && t[end-1] == ')' {
		open := bytes.LastIndexByte(t[max(0, end-24):end], '(') + max(0, end-24)
		if open < 2 || t[open] != '(' || t[open-1] != ' ' || end-open < 4 {
			return 0, 0
		}
		_, word := block.NextWord(t, open+1)
		key = xxhash.Sum64(t[open:word])
		if sh := block.Measure(t[min(dash, open):open]); dash > 0 && dash < open &&
			sh.Words <= 10 && sh.Sentences == 0 {
			return int32(dash), key
		}
		return int32(capitals(t[:open-1])), key
	}
	if dash == 0 || block.Measure(t[dash:end]).Words > 6 {
		return 0, 0
	}
	return int32(dash), inlineDash
}

// capitals is where the words in capitals or numbers start that end t.
func capitals(t []byte) int {
	at := len(t)
	for n := 0; n < 4; n++ {
		k := bytes.LastIndexByte(t[:at], ' ') + 1
		r, _ := utf8.DecodeRune(t[k:])
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			break
		}
		if n > 0 && bytes.IndexByte([]byte(".!?:;)"), t[at-1]) >= 0 {
			break
		}
		if at = k; at == 0 {
			return 0
		}
		at-- // the space
	}
	if at < len(t) {
		at++
	}
	return at
}

// settleEnds decides on the paragraphs that end in a name and a time: they count if the page has
// several with similar ends. The short ones among them, which are time lines anyway, are also
// separated from their text.
func (r *timeReader) settleEnds() {
	some := false
	r.ends.Reset(len(r.page.Times))
	for i := range r.page.Times {
		m := &r.page.Times[i]
		t := r.page.Blocks[m.Block].Text(r.page.Src)
		switch {
		case m.Inline < 0:
			r.ends.Add(m.Before.Last)
			some = true
		case m.Before.Kind == RestWords && m.After.Kind != RestNumber && closesLine(t[m.When.End:]):
			if at, key := nameAtEnd(t[:m.When.Start]); at > 8 && stops(t[:at]) {
				r.ends.Add(key)
				some = true
			}
		}
	}
	if !some {
		return
	}
	n := int32(0)
	for i := range r.page.Times {
		m := r.page.Times[i]
		if m.Inline < 0 && r.ends.Of(m.Before.Last) < minInlined {
			r.page.Facts[m.Block].Time = -1
			continue
		}
		t := r.page.Blocks[m.Block].Text(r.page.Src)
		if m.Inline == 0 && closesLine(t[m.When.End:]) {
			if at, key := nameAtEnd(t[:m.When.Start]); at > 0 && r.ends.Of(key) >= minInlined {
				m.NameAt, m.Inline, m.Before.First, m.Before.Last, m.Before.Kind = at, -1, key, key,
					RestWords
			}
		}
		if m.Inline < 0 {
			m.Inline = int32(len(bytes.TrimRight(t[:m.NameAt], " \u00a0-–—―")))
			m.Barred, m.Quote, m.After = false, false, Rest{}
		}
		r.page.Facts[m.Block].Time = n
		r.page.Times[n] = m
		n++
	}
	r.page.Times = r.page.Times[:n]
}

// stops reports whether a sentence ends at the end of t, ignoring marks and spaces.
func stops(t []byte) bool {
	t = bytes.TrimRight(t, " \u00a0-–—―")
	return len(t) > 0 && bytes.IndexByte([]byte(".!?"), t[len(t)-1]) >= 0
}

package evidence

// Medium is the format of a page. Signs have different weights in each.
type Medium uint8

// Media.
const (
	Text Medium = iota
	HTML
)

// Proof is the evidence for records that is known so far.
type Proof struct {
	medium Medium
	noted  uint64            // bits of the signs
	value  [numSigns]float32 // weight times how much there is of the sign
	own    [numSigns]float32

	Remarks bool // the heading or the count calls the records comments
	Zero    bool // the page says that there are no comments
	Closed  bool // a notice above the records says that the section is closed
	Clocks  bool // most times are clocks without a day

	Sentences float32 // share of the records whose text has a sentence
	Titles    float32 // share of the records whose text may be a title
}

// Reset forgets what was noted.
func (p *Proof) Reset(m Medium) { *p = Proof{medium: m} }

// Turn weighs what is noted from now on for another medium.
func (p *Proof) Turn(m Medium) { p.medium = m }

// Note notes a sign that n of so many records show.
func (p *Proof) Note(s Sign, n, of float32) {
	if n == 0 {
		return
	}
	r := &table[s]
	w := r.text
	if p.medium == HTML {
		w = r.html
	}
	p.noted |= 1 << s
	p.value[s], p.own[s] = w*n/of, r.own*n/of
}

// NoteIf notes a sign that is either there or not.
func (p *Proof) NoteIf(s Sign, is bool) {
	if is {
		p.Note(s, 1, 1)
	}
}

// Scale makes a sign count less.
func (p *Proof) Scale(s Sign, by float32) { p.value[s] *= by }

// Drop forgets what was noted of some groups.
func (p *Proof) Drop(groups ...Group) {
	for _, g := range groups {
		for s := bounds[g]; s < bounds[g+1]; s++ {
			p.noted &^= 1 << s
			p.value[s], p.own[s] = 0, 0
		}
	}
}

// Has reports whether one of the signs was noted.
func (p *Proof) Has(signs ...Sign) bool {
	for _, s := range signs {
		if p.noted>>s&1 != 0 {
			return true
		}
	}
	return false
}

// Of is the evidence of some groups. It is not inlined, for the size of the module for browsers.
//
//go:noinline
func (p *Proof) Of(groups ...Group) (sum float32) {
	for _, g := range groups {
		sum += p.group(g)
	}
	return sum
}

// Sum is all the evidence.
func (p *Proof) Sum() (sum float32) {
	for g := range numGroups {
		sum += p.group(g)
	}
	return sum
}

// group is the evidence of a group.
func (p *Proof) group(g Group) (v float32) {
	for s := bounds[g]; s < bounds[g+1]; s++ {
		if strongest[g] {
			v = max(v, p.value[s])
		} else {
			v += p.value[s]
		}
	}
	return v
}

// Value is the evidence of a sign.
func (p *Proof) Value(s Sign) float32 { return p.value[s] }

// Own is how much the noted signs show that only comments have, besides what the groups show.
func (p *Proof) Own() (sum float32) {
	for _, v := range p.own {
		sum += v
	}
	return sum
}

// Forum reports whether the records show fields or ranks of their authors, or numbers, like those
// of forums.
func (p *Proof) Forum() bool {
	return p.Of(Fields) > .5 || p.Of(Ranks) > .5 || p.Has(NumbersRise)
}

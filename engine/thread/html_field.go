package thread

// emit turns the units of the best set into the comments of the thread.
func (s *Segmenter) emit() {
	t := &s.tape
	th := &s.thread
	n := -1
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		n++
		if u.lines == 0 {
			continue
		}
		c := Comment{Parent: Unknown, Node: u.elem, Author: u.author, Score: min(1, s.proof.sum/8), First: u.first, Last: u.stop - 1, Text: u.text, TextLen: u.lines}
		c.Origins.Author, c.Origins.Text = u.authorFrom, u.bodyFrom
		c.Number = s.ordinal(&s.recs[n])
		s.timeOfUnit(&c, i)
		s.votesOfUnit(&c, u)
		th.Comments = append(th.Comments, c)
	}
	t.written = len(th.Text)
}

// votesOfUnit takes the number that the record shows as its votes.
func (s *Segmenter) votesOfUnit(c *Comment, u *unit) {
	for b := u.first; b < u.stop && c.Votes.Empty(); b++ {
		if b >= u.from && b < u.to {
			continue
		}
		s.votesOf(c, b)
	}
}

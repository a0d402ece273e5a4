package dedup

// A sketch counts things by their print in a fixed table (count-min). The table has rows of
// counters. In each row a thing has one counter, which it shares with others. Its count is the
// least of them: never less than the truth, and more only if others share all its counters. With N
// the sum of all counts and w the width, the theory says that one row is too high by more than
// e·N/w with a probability of at most 1/e, and so all four with at most e⁻⁴, 1.8 %. Since most
// things are seen once, it matters more whether a count is too high at all. That happens only if
// others use all four counters, with a probability of at most (1-exp(-d/w))⁴ for d different
// things: 0.2 % if d is a quarter of the width, 16 % if it equals the width.
//
// Counters add up and stop at their limit. So the sketch depends on what was counted, not on the
// order, and the sum of two sketches is the sketch of both inputs. Conservative update, which
// raises only the least counters of a thing, makes only a quarter as many counts too high (0.12 %
// instead of 0.50 % with 0.3 things per counter, TestConservative). But then a count depends on the
// order and on how a crawl was cut into shards, and sums of such sketches lose the gain: a run in
// Beam would drop other blocks than one on a single machine.
type sketch[C uint8 | uint32] struct {
	width    uint64 // a power of two
	counters []C    // row after row
}

// rows is the number of rows.
const rows = 4

func newSketch[C uint8 | uint32](width int) sketch[C] {
	return sketch[C]{uint64(width), make([]C, rows*width)}
}

// at returns the counter of a print in a row. Prints are good hashes, so their halves determine the
// places in all rows (Kirsch and Mitzenmacher). The step is odd, so it is never 0.
func (s *sketch[C]) at(print uint64, row uint64) *C {
	x := mix(print)
	return &s.counters[row*s.width+(x+row*(x>>32|1))&(s.width-1)]
}

func (s *sketch[C]) add(print uint64) {
	for row := range uint64(rows) {
		if c := s.at(print, row); *c != ^C(0) {
			*c++
		}
	}
}

func (s *sketch[C]) count(print uint64) C {
	least := ^C(0)
	for row := range uint64(rows) {
		least = min(least, *s.at(print, row))
	}
	return least
}

// merge adds the counters of o, which must have the same width.
func (s *sketch[C]) merge(o *sketch[C]) {
	for i, c := range o.counters {
		if sum := s.counters[i] + c; sum >= c {
			s.counters[i] = sum
		} else {
			s.counters[i] = ^C(0)
		}
	}
}

// falseRate returns the probability that something never counted appears to have been counted.
func (s *sketch[C]) falseRate() float64 {
	rate := 1.0
	for row := range uint64(rows) {
		used := 0
		for _, c := range s.counters[row*s.width : (row+1)*s.width] {
			if c != 0 {
				used++
			}
		}
		rate *= float64(used) / float64(s.width)
	}
	return rate
}

// write writes the counters as runs: the number of zeros, the number of other counters, and these.
// Few counters are used if little was counted, so the sketch of a small shard is small.
func (s *sketch[C]) write(e *encoder) {
	e.uvarint(s.width)
	for c := s.counters; len(c) > 0; {
		zeros := 0
		for zeros < len(c) && c[zeros] == 0 {
			zeros++
		}
		used := zeros
		for used < len(c) && c[used] != 0 {
			used++
		}
		e.uvarint(uint64(zeros))
		e.uvarint(uint64(used - zeros))
		for _, x := range c[zeros:used] {
			e.uvarint(uint64(x))
		}
		c = c[used:]
	}
}

// read reads what write wrote, for a sketch as wide as this one, into a new sketch.
func (s *sketch[C]) read(d *decoder) sketch[C] {
	width := d.uvarint()
	if width != s.width && d.err == nil {
		d.fail(ErrOptions)
	}
	if d.err != nil {
		return sketch[C]{}
	}
	in := newSketch[C](int(width))
	for i := uint64(0); i < rows*width && d.err == nil; {
		zeros, used := d.uvarint(), d.uvarint()
		if left := rows*width - i; zeros > left || used > left-zeros || zeros+used == 0 {
			d.fail(ErrDamaged)
			break
		}
		i += zeros
		for range used {
			x := d.uvarint()
			if (x == 0 || x > uint64(^C(0))) && d.err == nil {
				d.fail(ErrDamaged)
			}
			if d.err != nil {
				break
			}
			in.counters[i] = C(x)
			i++
		}
	}
	return in
}

// maxWidth is the widest row: 4 GB of small counters.
const maxWidth = 1 << 30

// widthFor rounds up to a power of two.
func widthFor(n int) int {
	w := 1
	for w < n && w < maxWidth {
		w *= 2
	}
	return w
}

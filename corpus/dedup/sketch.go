package dedup

// A sketch counts things by their print in a fixed table (count-min): rows of counters, in each of which a thing has one
// counter that it shares with others. Its count is the least of them: never less than the truth, and more only where others share
// all its counters. With N the sum of all counts and w the width, the theory says of one row that it is too high by more than
// e·N/w with a chance of at most 1/e, and so of all four with at most e⁻⁴, 1.8 %. What matters more here, where most
// things are seen once, is whether a count is too high at all: only when all four counters are used by others, which has the chance
// (1-exp(-d/w))⁴ with d different things, at most: 0.2 % where they are a quarter of the width, 16 % where they are as many.
//
// Counters add up and stop at their limit, so that the sketch is a function of what was counted, not of its order, and the
// sum of two sketches is that of both inputs. Conservative update, which raises only the least counters of a thing, leaves a quarter as
// many counts too high (0.1 % in place of 0.5 % with 0.3 things a counter, TestConservative). But then a count depends on the order
// and on how a crawl was cut into shards, and sums of such sketches lose the gain: a run in Beam would drop other blocks than
// one on a single machine.
type sketch[C uint8 | uint32] struct {
	width    uint64 // a power of two
	counters []C    // row after row
}

// rows is the number of rows.
const rows = 4

func newSketch[C uint8 | uint32](width int) sketch[C] {
	return sketch[C]{uint64(width), make([]C, rows*width)}
}

// at returns the counter of a print in a row. The prints are good hashes: their halves make the places of all rows, as in
// Kirsch and Mitzenmacher; the step is odd, so that it is never 0.
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

// merge adds the counters of o, which is as wide.
func (s *sketch[C]) merge(o *sketch[C]) {
	for i, c := range o.counters {
		if sum := s.counters[i] + c; sum >= c {
			s.counters[i] = sum
		} else {
			s.counters[i] = ^C(0)
		}
	}
}

// falseRate returns the chance that a thing never counted is found to have been.
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

// write writes the counters as runs: how many are 0, how many are not, and these. Few are used where little was counted, and a
// sketch of a small shard is small.
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

// read reads what write wrote, of a sketch as wide as this one, into a new one.
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

package gold

// The alignment finds the words of a page that are in the gold text. It takes the longest common
// run of words first, then the longest ones to its left and right, and so on (Ratcliff and
// Obershelp). Runs of three or more words come first, and shorter ones are only searched for
// between them, so that a menu's "Home" is not taken for the word "home" in a paragraph. The rest
// of the gold text is then searched out of order for whole lines of four or more words, because
// some gold texts have a box in another place.

const seed = 3 // number of words in a run of the first round

type aligner struct {
	a, b   []int32 // words of the page and of the gold text
	inA    []bool  // words that are covered
	inB    []bool
	at     map[[seed]int32][]int32 // where each run of seed words starts in b
	length []int32                 // scratch for longest: length of the run that ends at b[j-1]
	next   []int32
}

// align reports which words of a are covered by the gold text b. lines has the index of the first
// word of each line of a, followed by len(a).
func align(a, b []int32, lines []int) []bool {
	al := aligner{
		a: a, b: b, inA: make([]bool, len(a)), inB: make([]bool, len(b)),
		at: map[[seed]int32][]int32{},
	}
	for j := 0; j+seed <= len(b); j++ {
		k := [seed]int32(b[j : j+seed])
		al.at[k] = append(al.at[k], int32(j))
	}
	al.length, al.next = make([]int32, len(b)+1), make([]int32, len(b)+1)
	al.ordered()
	al.strays(lines)
	return al.inA
}

type span struct{ a0, a1, b0, b1 int }

func (al *aligner) ordered() {
	todo := []span{{0, len(al.a), 0, len(al.b)}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		i, j, n := al.longest(s)
		if n == 0 {
			i, j, n = al.short(s)
		}
		if n == 0 {
			continue
		}
		for k := range n {
			al.inA[i+k], al.inB[j+k] = true, true
		}
		todo = append(todo, span{s.a0, i, s.b0, j}, span{i + n, s.a1, j + n, s.b1})
	}
}

// longest returns the longest common run of at least seed words within s.
func (al *aligner) longest(s span) (bi, bj, bn int) {
	if s.a1-s.a0 < seed || s.b1-s.b0 < seed {
		return 0, 0, 0
	}
	cur, next := al.length, al.next
	var was, is []int32
	for i := s.a0; i+seed <= s.a1; i++ {
		is = is[:0]
		for _, j32 := range al.at[[seed]int32(al.a[i:i+seed])] {
			j := int(j32)
			if j < s.b0 || j+seed > s.b1 {
				continue
			}
			n := cur[j] + 1
			if cur[j] == 0 {
				n = seed
			}
			next[j+1] = n
			is = append(is, j32+1)
			if int(n) > bn {
				bi, bj, bn = i+seed-int(n), j+seed-int(n), int(n)
			}
		}
		for _, j := range was {
			cur[j] = 0
		}
		cur, next = next, cur
		was, is = is, was
	}
	for _, j := range was {
		cur[j] = 0
	}
	return bi, bj, bn
}

// maxShort limits the work of short: the product of the lengths of the two sides.
const maxShort = 200_000

// short is longest for runs of fewer than seed words.
func (al *aligner) short(s span) (bi, bj, bn int) {
	if (s.a1-s.a0)*(s.b1-s.b0) > maxShort {
		return 0, 0, 0
	}
	for i := s.a0; i < s.a1; i++ {
		for j := s.b0; j < s.b1; j++ {
			n := 0
			for i+n < s.a1 && j+n < s.b1 && al.a[i+n] == al.b[j+n] {
				n++
			}
			if n > bn {
				bi, bj, bn = i, j, n
			}
		}
	}
	return bi, bj, bn
}

// strays covers the lines that occur, out of order, in the rest of the gold text.
func (al *aligner) strays(lines []int) {
	left := map[[seed]int32]int{}
	for j := 0; j+seed <= len(al.b); j++ {
		if !al.inB[j] && !al.inB[j+1] && !al.inB[j+2] {
			left[[seed]int32(al.b[j:j+seed])]++
		}
	}
	if len(left) == 0 {
		return
	}
	for l := 0; l+1 < len(lines); l++ {
		from, to := lines[l], lines[l+1]
		if to-from < seed+1 || 2*count(al.inA[from:to]) > to-from {
			continue
		}
		hit := 0
		for i := from; i+seed <= to; i++ {
			if left[[seed]int32(al.a[i:i+seed])] > 0 {
				hit++
			}
		}
		if 10*hit < 8*(to-from-seed+1) {
			continue
		}
		for i := from; i < to; i++ {
			al.inA[i] = true
			if i+seed <= to {
				left[[seed]int32(al.a[i:i+seed])]--
			}
		}
	}
}

func count(b []bool) (n int) {
	for _, x := range b {
		if x {
			n++
		}
	}
	return n
}

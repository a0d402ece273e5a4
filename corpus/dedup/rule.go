package dedup

import "math"

// Rule says on how many pages of a host a block must be to count as repeated. The zero value is
// right for most uses:
//
//	pages of the host             2    4   20   100   1,000   10,000   100,000
//	a text of 8 words and more    2    2    5    10      32      100       255
//	a shorter one                 2    2    5    10     100      255       255
//
// A text of some length is on several pages only if a template puts it there, such as the box about
// an author who wrote one of a hundred articles, or if one article has several addresses, which
// must be few compared with all pages: hence the square root. Short texts, subheads above all,
// occur twice by chance and must be on a tenth of the pages. No more than MaxPages are ever
// required, since no more are counted.
type Rule struct {
	Pages int     // on at least this many pages; below 2 means 2
	Words int     // texts with fewer words are short; 0 means 8
	Share float64 // of the host's pages, for short texts; 0 means 0.1
}

func (r *Rule) setDefaults() {
	r.Pages = max(r.Pages, 2)
	if r.Words == 0 {
		r.Words = 8
	}
	if r.Share == 0 {
		r.Share = 0.1
	}
}

// need returns on how many of hostPages pages a text of so many words must be to count as repeated.
func (r *Rule) need(hostPages, words int) int {
	n := math.Sqrt(float64(hostPages))
	if words < r.Words {
		n = max(n, r.Share*float64(hostPages))
	}
	return min(max(r.Pages, int(math.Ceil(n))), MaxPages)
}

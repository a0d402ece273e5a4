package dedup

import "math"

// Rule says from how many pages of a host on a block is repeated. The zero value is right for most uses:
//
//	pages of the host             2    4   20   100   1,000   10,000   100,000
//	a text of 8 words and more    2    2    5    10      32      100       255
//	a shorter one                 2    2    5    10     100      255       255
//
// A text of some length stands on several pages only where a template puts it, such as the box about an author who wrote one of a
// hundred articles, or where one article has several addresses, which have to be few against all pages: hence the square root.
// Short ones, subheads above all, come twice by themselves, and must be on a tenth of the pages. No more than MaxPages are
// ever asked for, since more are not counted.
type Rule struct {
	Pages int     // at least on so many pages; below 2 means 2
	Words int     // words from which a text is no short one; 0 means 8
	Share float64 // of the host's pages for short ones; 0 means 0.1
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

// need returns how many pages of a host of so many repeat a text.
func (r *Rule) need(hostPages, words int) int {
	n := math.Sqrt(float64(hostPages))
	if words < r.Words {
		n = max(n, r.Share*float64(hostPages))
	}
	return min(max(r.Pages, int(math.Ceil(n))), MaxPages)
}

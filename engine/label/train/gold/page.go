package gold

import (
	"bytes"
	"math"
	"net/url"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/label/train/dump"
)

// Page is a page of a corpus, for training and evaluation.
type Page struct {
	Set    string // the corpus: wcxb, news, harvest, evaldata, fixtures, sitegold
	ID     string
	URL    string
	Title  string
	Type   string // for wcxb the page type, for news the language
	Gaps   bool   // the gold text is known to lack prose
	Src    []byte // the dump, or the text of the HTML page
	Gold   []byte
	Blocks []block.Block
	Marked *Marked     // of a page of evaldata, which has it instead of Gold
	HTML   *block.Page // for an HTML page; Src and Blocks are its own. nil for a dump

	Label  []float32 // for each block, the share of its words that are main text
	Known  []bool    // for each block, whether the gold text says anything about it
	Fold   int
	Weight float32 // of the page in training
}

// Folds is the number of folds in cross-validation.
const Folds = 5

// Fold returns the fold of a page, from 0 to Folds-1. It depends on the host only.
func Fold(address string) int { return int(xxhash.Sum64String("fold:"+Host(address)) % Folds) }

// Host returns the host of an address in lower case, without "www.".
func Host(address string) string {
	host := address
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// prepare dumps the page, or reads it as HTML, cuts it into blocks and labels them by alignment.
func (p *Page) prepare(page []byte, asHTML bool) error {
	p.Fold = Fold(p.URL)
	p.Weight = 1
	if asHTML {
		var b block.Builder // a new one for each page, because it owns the memory of the page
		p.HTML = b.HTML(page, 0)
		p.Src, p.Blocks = p.HTML.Text, p.HTML.Blocks
		p.relabel()
		return nil
	}
	src, err := dump.Text(page)
	if err != nil {
		return err
	}
	p.Src = src
	p.Reblock()
	return nil
}

// Reblock cuts Src into blocks and labels them again. Call it after changing Src.
func (p *Page) Reblock() {
	var b block.Builder
	p.Blocks, _ = b.Text(p.Src, 0)
	p.relabel()
}

func (p *Page) relabel() {
	p.Label = make([]float32, len(p.Blocks))
	p.Known = make([]bool, len(p.Blocks))
	for i := range p.Known {
		p.Known[i] = true
	}
	if len(p.Gold) > 0 {
		p.align()
	}
}

// Variant returns a copy of the page as another dumper might write it: with n blank lines between
// all lines, at most two.
func (p *Page) Variant(n int) *Page {
	q := *p
	q.Src = nil
	for line := range bytes.SplitSeq(p.Src, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		q.Src = append(append(q.Src, line...), "\n\n\n"[:min(1+n, 3)]...)
	}
	q.Reblock()
	return &q
}

func (p *Page) align() {
	v := vocabulary{}
	want := v.ids(p.Gold)
	var words []int32
	lines := []int{0}
	for i := range p.Blocks {
		words = append(words, v.ids(p.Blocks[i].Text(p.Src))...)
		lines = append(lines, len(words))
	}
	in := align(words, want, lines)
	for i := range p.Blocks {
		if n := lines[i+1] - lines[i]; n > 0 {
			p.Label[i] = float32(count(in[lines[i]:lines[i+1]])) / float32(n)
		}
	}
	p.wordless(lines)
}

// wordless labels blocks without words (rules, symbols) like their neighbours if both agree. Their
// labels cost nothing either way.
func (p *Page) wordless(lines []int) {
	for i := range p.Blocks {
		if lines[i+1] > lines[i] || i == 0 || i+1 == len(p.Blocks) {
			continue
		}
		p.Label[i] = min(p.Label[i-1], p.Label[i+1])
	}
}

// Select returns the text of the blocks for which in returns true.
func (p *Page) Select(in func(i int) bool) []byte {
	var out []byte
	for i := range p.Blocks {
		if in(i) {
			out = append(append(out, p.Blocks[i].Text(p.Src)...), '\n')
		}
	}
	return out
}

// Oracle returns the word-F1 of the blocks that the alignment counts as main text: what perfect
// labels would give.
func (p *Page) Oracle() float64 {
	best := math.Inf(-1)
	for _, t := range []float32{0.3, 0.5, 0.7} {
		best = max(best, F1(Bag(p.Select(func(i int) bool { return p.Label[i] > t })), Bag(p.Gold)))
	}
	return best
}

package gold

import (
	"bytes"
	"fmt"
	"io"
)

// Snippets counts, over all pages, the snippets that must, must not and should not be in the main
// text, as the published script of the evaldata set does.
type Snippets struct {
	With, WithFound       int
	Without, WithoutFound int
	Comments, InMain      int
	InComments            int
	Shown                 int // comment snippets that are anywhere in the page's text
}

// Marked are snippets of a page that are, or are not, in its main text, and snippets of its
// comments.
type Marked struct{ With, Without, Comments []string }

// Count counts the snippets that are in text, the main text of a page.
func (m *Marked) Count(text []byte) (s Snippets) {
	s.count(&record{Marked: *m}, plain(text), nil, nil, func(_, _, _ string) {})
	return s
}

// Precision returns the precision over all snippets of the set.
func (s *Snippets) Precision() float64 {
	return float64(s.WithFound) / float64(max(s.WithFound+s.WithoutFound, 1))
}

// Recall returns the recall over all snippets of the set.
func (s *Snippets) Recall() float64 { return float64(s.WithFound) / float64(max(s.With, 1)) }

// F1 returns the F1 over all snippets of the set.
func (s *Snippets) F1() float64 {
	return 2 * float64(s.WithFound) / float64(max(s.With+s.WithFound+s.WithoutFound, 1))
}

// Write prints the figures.
func (s *Snippets) Write(w io.Writer) {
	fmt.Fprintf(w, "evaldata: snippet precision %.4f, recall %.4f, F1 %.4f\n",
		s.Precision(), s.Recall(), s.F1())
	fmt.Fprintf(w, "evaldata: %d of %d comment snippets in the main text; "+
		"%d of the %d on the page in the comments\n", s.InMain, s.Comments, s.InComments, s.Shown)
}

// EvaluateSnippets runs extract on the pages of evaldata. extract returns the main text of a page,
// its comments and all of its text. missed is called for every mistake.
func EvaluateSnippets(
	extract func(page []byte, url string) (text, comments, all []byte),
	missed func(id, kind, snippet string),
) (*Snippets, error) {
	records, err := readRecords(File("evaldata"))
	if err != nil {
		return nil, err
	}
	s := &Snippets{}
	for i := range records {
		r := &records[i]
		page, err := r.html()
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", r.ID, err)
		}
		text, comments, all := extract(page, r.URL)
		s.count(r, plain(text), plain(comments), plain(all), missed)
	}
	return s, nil
}

func (s *Snippets) count(
	r *record, text, comments, all []byte, missed func(id, kind, snippet string),
) {
	for _, snippet := range r.With {
		s.With++
		if bytes.Contains(text, plain([]byte(snippet))) {
			s.WithFound++
		} else {
			missed(r.ID, "missing", snippet)
		}
	}
	for _, snippet := range r.Without {
		s.Without++
		if bytes.Contains(text, plain([]byte(snippet))) {
			s.WithoutFound++
			missed(r.ID, "spurious", snippet)
		}
	}
	for _, snippet := range r.Comments {
		s.Comments++
		p := plain([]byte(snippet))
		if bytes.Contains(text, p) {
			s.InMain++
			missed(r.ID, "comment in main", snippet)
		}
		if bytes.Contains(all, p) {
			s.Shown++
			if bytes.Contains(comments, p) {
				s.InComments++
			} else {
				missed(r.ID, "comment missing", snippet)
			}
		}
	}
}

// plain collapses white space.
func plain(text []byte) []byte { return bytes.Join(bytes.Fields(text), []byte{' '}) }

// snippets labels the blocks that contain a snippet of the record or a long part of one. Nothing is
// known about the others.
func (p *Page) snippets() {
	m := p.Marked
	clear(p.Known)
	for i := range p.Blocks {
		t := plain(p.Blocks[i].Text(p.Src))
		for _, kind := range []struct {
			list []string
			main float32
		}{{m.With, 1}, {m.Without, 0}, {m.Comments, 0}} {
			for _, snippet := range kind.list {
				s := plain([]byte(snippet))
				if len(s) > 0 &&
					(bytes.Contains(t, s) || len(t) > minPart && bytes.Contains(s, t)) {
					p.Known[i], p.Label[i] = true, kind.main
				}
			}
		}
	}
}

// minPart is the length in bytes above which a block that is part of a snippet counts as that
// snippet.
const minPart = 20

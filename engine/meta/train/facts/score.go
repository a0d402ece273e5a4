package facts

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Score counts, over pages, how much of what is known was read correctly.
//
//   - A title is right if it is that of the corpus, ignoring white space and case.
//   - Authors are right if their names are those of the corpus, in any order and case. Both are
//     split at semicolons, commas, "and" and "&" first, so that "A, MD" and the one name "A, MD"
//     are the same. AuthorLoose means that one name is right.
//   - A date is right if it is the same day; the corpus has a few months, for which any day in them
//     is right.
//   - A date or an author is spurious if the corpus has none.
type Score struct {
	Pages                                 int
	Titles, TitleRight                    int
	Authors, AuthorRight, AuthorLoose     int
	Dates, DateRight, DateMissing         int
	Dateless, Spurious                    int
	PublishedRight, PublishedSpurious     int // by Fields.Published instead of Date
	Authorless, SpuriousAuthor, NoAuthors int
}

// Add compares a page with what was read from it, and returns what is wrong.
func (s *Score) Add(p *Page, g *Got) (wrong []string) {
	s.Pages++
	if p.Title != "" {
		s.Titles++
		if TitleRight(p.Title, g.Title) {
			s.TitleRight++
		} else {
			wrong = append(wrong, "title")
		}
	}
	names := Names(strings.Join(g.Authors, ";"))
	switch right, loose := AuthorRight(p.Author, names); {
	case p.Author == "":
		s.Authorless++
		if len(names) > 0 {
			s.SpuriousAuthor++
			wrong = append(wrong, "spurious author")
		}
	default:
		s.Authors++
		if right {
			s.AuthorRight++
		} else {
			wrong = append(wrong, "author")
		}
		if loose {
			s.AuthorLoose++
		}
		if len(names) == 0 {
			s.NoAuthors++
		}
	}
	switch {
	case p.Date == "":
		s.Dateless++
		if g.Published != "" {
			s.PublishedSpurious++
		}
		if g.Date != "" {
			s.Spurious++
			wrong = append(wrong, "spurious date")
		}
	default:
		s.Dates++
		if DateRight(p.Date, g.Published) {
			s.PublishedRight++
		}
		switch {
		case DateRight(p.Date, g.Date):
			s.DateRight++
		case g.Date == "":
			s.DateMissing++
			fallthrough
		default:
			wrong = append(wrong, "date")
		}
	}
	return wrong
}

// TitleRight reports whether two titles are the same, ignoring white space and case.
func TitleRight(want, got string) bool { return Plain(want) == Plain(got) }

// DateRight reports whether two dates, in ISO form, are the same day, or both none.
func DateRight(want, got string) bool {
	if want == "" || got == "" {
		return want == got
	}
	return strings.HasPrefix(got, want[:min(10, len(want))])
}

// AuthorRight compares the authors of the corpus with names.
func AuthorRight(want string, names []string) (right, loose bool) {
	w, g := Names(want), slices.Clone(names)
	slices.SortFunc(w, cmp.Compare)
	slices.SortFunc(g, cmp.Compare)
	w, g = slices.Compact(w), slices.Compact(g)
	for _, n := range w {
		loose = loose || slices.Contains(g, n)
	}
	return slices.Equal(w, g), loose
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// Title returns the percentage of titles that are right.
func (s *Score) Title() float64 { return share(s.TitleRight, s.Titles) }

// Author returns the percentage of pages with authors for which all are right.
func (s *Score) Author() float64 { return share(s.AuthorRight, s.Authors) }

// Date returns the percentage of dates that are right.
func (s *Score) Date() float64 { return share(s.DateRight, s.Dates) }

// Invented returns the percentage of pages without a date for which one is given.
func (s *Score) Invented() float64 { return share(s.Spurious, s.Dateless) }

// InventedAuthor returns the percentage of pages without authors for which some are given.
func (s *Score) InventedAuthor() float64 { return share(s.SpuriousAuthor, s.Authorless) }

// Print writes the percentages as a line.
func (s *Score) Print(w io.Writer, name string) {
	fmt.Fprintf(w, "%-14s %4d pages  title %5.1f %% of %d", name, s.Pages, s.Title(), s.Titles)
	fmt.Fprintf(w, "   author %5.1f %% of %d (one name right %.1f %%, none given %.1f %%)",
		s.Author(), s.Authors, share(s.AuthorLoose, s.Authors), share(s.NoAuthors, s.Authors))
	fmt.Fprintf(w, "   date %5.1f %% of %d (none given %.1f %%; ",
		s.Date(), s.Dates, share(s.DateMissing, s.Dates))
	fmt.Fprintf(w, "published %.1f %%, spurious %.1f %%)",
		share(s.PublishedRight, s.Dates), share(s.PublishedSpurious, s.Dateless))
	fmt.Fprintf(w, "   spurious: date %4.1f %% of %d, author %4.1f %% of %d\n",
		s.Invented(), s.Dateless, s.InventedAuthor(), s.Authorless)
}

package engine_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"klartext/engine"
	"klartext/engine/when"
)

// threadScore is how one page fared in one mode.
type threadScore struct {
	gold, got int // comments that count: an opening post counts only when it was found
	found     int

	author, time, published, votes, state, count, article ratio

	edges struct{ gold, got, right int } // replies

	mistakes []string // each as a line to be read
}

// ratio counts what is right of what was asked.
type ratio struct{ right, of int }

func (r *ratio) add(right bool) bool {
	r.of++
	if right {
		r.right++
	}
	return right
}

func (r ratio) String() string {
	if r.of == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", r.right, r.of)
}

func (r *ratio) join(o ratio) {
	r.right += o.right
	r.of += o.of
}

func (s *threadScore) join(o *threadScore) {
	s.gold += o.gold
	s.got += o.got
	s.found += o.found
	s.author.join(o.author)
	s.time.join(o.time)
	s.published.join(o.published)
	s.votes.join(o.votes)
	s.state.join(o.state)
	s.count.join(o.count)
	s.article.join(o.article)
	s.edges.gold += o.edges.gold
	s.edges.got += o.edges.got
	s.edges.right += o.edges.right
	s.mistakes = slices.Concat(s.mistakes, o.mistakes)
}

// prf returns precision, recall and F1 of the comments; ok is false on a page without any where
// none was found.
func (s *threadScore) prf() (p, r, f float64, ok bool) {
	share := func(right, of int) float64 { return float64(right) / float64(max(of, 1)) }
	return share(s.found, s.got), share(s.found, s.gold), share(2*s.found, s.got+s.gold),
		s.got+s.gold > 0
}

// edgeF1 returns the F1 of the edges from replies to their parents, as it is shown in the table.
func (s *threadScore) edgeF1() string {
	if s.edges.gold+s.edges.got == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", 2*float64(s.edges.right)/float64(s.edges.gold+s.edges.got))
}

func (s *threadScore) mistake(format string, args ...any) {
	s.mistakes = append(s.mistakes, fmt.Sprintf(format, args...))
}

// foundAt is the overlap of words from which on a comment counts as found; pairedAt the one from
// which on a found comment is reported as a wrong text rather than as one too many and one missing.
const foundAt, pairedAt = 0.8, 0.5

// threadCheck pairs the comments of a document with those of the gold.
type threadCheck struct {
	threadScore
	doc  *engine.Document
	g    *threadGold
	text bool
	// By comment of the document: its index in the gold; len(g.Comments) plus that in the ignored
	// records; -1 for none.
	toGold []int
	toGot  []int     // by comment of the gold
	iou    []float64 // of the pairs, by comment of the gold
}

// checkThread compares the engine's document with the gold.
func checkThread(doc *engine.Document, g *threadGold, text bool) threadScore {
	c := &threadCheck{doc: doc, g: g, text: text}
	c.pair()
	for i := range doc.Comments {
		j := c.toGold[i]
		neutral := j >= len(g.Comments) || j >= 0 && g.Comments[j].Op
		if !neutral {
			c.got++
		}
		if j < 0 {
			c.mistake("got a comment by %q, want none: %s", doc.Comments[i].Author,
				excerpt(doc.AppendCommentText(nil, i)))
		}
	}
	for j := range g.Comments {
		c.checkComment(j)
	}
	c.checkSection()
	c.checkArticle()
	return c.threadScore
}

// pair pairs comments one to one by the words that they share, the surest first. Ties go to equal
// author, then equal time, then to the nearest in page order.
func (c *threadCheck) pair() {
	type candidate struct {
		i, j, far int
		iou       float64
		tie       int
	}
	records := slices.Concat(c.g.Comments, c.g.Ignored)
	var list []candidate
	for i := range c.doc.Comments {
		got := &c.doc.Comments[i]
		bag := wordBag(string(c.doc.AppendCommentText(nil, i)))
		for j := range records {
			want := &records[j]
			iou := want.overlap(bag)
			if iou < pairedAt {
				continue
			}
			tie := 0
			if want.authorIs(string(got.Author)) {
				tie += 2
			}
			if want.timeIs(string(got.Time)) {
				tie++
			}
			list = append(list, candidate{i, j, max(i-j, j-i), iou, tie})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		switch {
		case a.iou != b.iou:
			return cmp.Compare(b.iou, a.iou)
		case a.tie != b.tie:
			return b.tie - a.tie
		}
		return a.far - b.far
	})
	c.toGold, c.toGot = slices.Repeat([]int{-1}, len(c.doc.Comments)),
		slices.Repeat([]int{-1}, len(records))
	c.iou = make([]float64, len(records))
	for _, p := range list {
		if c.toGold[p.i] < 0 && c.toGot[p.j] < 0 {
			c.toGold[p.i], c.toGot[p.j], c.iou[p.j] = p.j, p.i, p.iou
		}
	}
}

// checkComment compares comment j of the gold with its partner.
func (c *threadCheck) checkComment(j int) {
	want, i := &c.g.Comments[j], c.toGot[j]
	head := fmt.Sprintf("comment %d by %q: ", j, want.Author)
	parent := want.parent()
	// A reply to a comment, not to the opening post of the page.
	toPost := parent >= 0 && !c.g.Comments[parent].Op
	if !want.Op {
		c.gold++
	}
	if toPost && !c.text {
		c.edges.gold++
	}
	if i < 0 {
		if !want.Op {
			c.mistake("%smissing: %s", head, excerpt([]byte(want.Text)))
		}
		return
	}
	if c.iou[j] < 1 {
		c.mistake("%stext: got %q, want %q", head,
			squeezeLines(string(c.doc.AppendCommentText(nil, i))), squeezeLines(want.Text))
	}
	if c.iou[j] < foundAt {
		return
	}
	if !want.Op {
		c.found++
	}
	got := &c.doc.Comments[i]
	if !c.author.add(want.authorIs(string(got.Author))) {
		c.mistake("%sauthor: got %q", head, got.Author)
	}
	if !c.time.add(want.timeIs(string(got.Time))) {
		c.mistake("%stime: got %q, want %q", head, got.Time, want.Time)
	}
	if iso, ok := want.published(c.text); ok && !c.published.add(publishedIs(got.Published, iso)) {
		c.mistake("%spublished: got %q, want %q", head, got.Published.AppendISO(nil), iso)
	}
	if want.Votes != nil && !c.votes.add(votesAre(string(got.Votes), *want.Votes, want.Down)) {
		c.mistake("%svotes: got %q, want %d", head, got.Votes, *want.Votes)
	}
	if c.text || parent == unsaidParent {
		return
	}
	c.checkParent(head, got.Parent, parent, toPost)
}

// checkParent compares parents on HTML pages. That a comment replies to nobody may be said or left
// open; so may a reply to the opening post of the page.
func (c *threadCheck) checkParent(head string, got, want int, toPost bool) {
	mapped := noParent
	if got >= 0 {
		mapped = c.toGold[got]
		if mapped >= len(c.g.Comments) || mapped < 0 {
			mapped = unsaidParent // a record that is not a comment
		}
	}
	if got >= 0 && (mapped < 0 || !c.g.Comments[mapped].Op) {
		c.edges.got++
	}
	switch {
	case mapped == want:
		if toPost {
			c.edges.right++
		}
	case !toPost && (mapped == noParent || mapped >= 0 && c.g.Comments[mapped].Op):
	default:
		c.mistake("%sreply to: got %s, want %s", head, parentName(mapped), parentName(want))
	}
}

func parentName(p int) string {
	switch p {
	case noParent:
		return "none"
	case unsaidParent:
		return "another record"
	}
	return fmt.Sprint("comment ", p)
}

// checkSection compares what is said about the comments as a whole.
func (c *threadCheck) checkSection() {
	want, got := c.g.in(c.text), &c.doc.CommentSection
	if want.State != nil && !c.state.add(got.State.String() == *want.State) {
		c.mistake("state: got %s, want %s", got.State, *want.State)
	}
	if want.Announced != nil && !c.count.add(max(got.Announced, 0) == *want.Announced) {
		c.mistake("announced: got %d, want %d", got.Announced, *want.Announced)
	}
	if want.Provider != nil && *want.Provider != "" &&
		!strings.EqualFold(squeeze(string(got.Provider)), *want.Provider) {
		c.mistake("provider: got %q, want %q", got.Provider, *want.Provider)
	}
	if p := c.g.ThreadPage; p != nil && c.doc.ThreadPage != *p {
		c.mistake("thread page: got %t, want %t", c.doc.ThreadPage, *p)
	}
}

// checkArticle looks for sentences that the main text must have or must not have.
func (c *threadCheck) checkArticle() {
	main := squeeze(string(c.doc.AppendText(nil, engine.WriteOptions{})))
	for _, s := range c.g.Article {
		if !c.article.add(strings.Contains(main, squeeze(s))) {
			c.mistake("article: missing in the main text: %q", s)
		}
	}
	for _, s := range c.g.NotArticle {
		if !c.article.add(!strings.Contains(main, squeeze(s))) {
			c.mistake("article: in the main text: %q", s)
		}
	}
}

func (c *threadGoldComment) authorIs(got string) bool {
	return slices.ContainsFunc(append(c.AuthorAlt, c.Author), func(w string) bool {
		return squeeze(w) == squeeze(got)
	})
}

func (c *threadGoldComment) timeIs(got string) bool {
	return slices.ContainsFunc(append(c.TimeAlt, c.Time), func(w string) bool {
		return bareTime(w) == bareTime(got)
	})
}

// timeFillers are words before and after a time that may be mistaken for part of it.
var timeFillers = []string{"", "am", "um", "on", "at", "uhr", "le", "il", "el", "op", "à"}

// bareTime returns a time as shown, without white space, case, and words that lead up to it or
// follow it.
func bareTime(s string) string {
	list := strings.Fields(strings.ToLower(s))
	filler := func(w string) bool {
		return slices.Contains(timeFillers, strings.TrimFunc(w, unicode.IsPunct))
	}
	for len(list) > 0 && filler(list[0]) {
		list = list[1:]
	}
	for len(list) > 0 && filler(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return strings.TrimFunc(strings.Join(list, ""), unicode.IsPunct)
}

// publishedIs compares to the minute: as written, or as instants if both have a zone.
func publishedIs(got when.Time, want string) bool {
	if minute(string(got.AppendISO(nil))) == minute(want) {
		return true
	}
	w, ok := when.ParseISO([]byte(want))
	if !ok || !w.HasZone || !got.HasZone {
		return false
	}
	a, ok1 := got.Unix()
	b, ok2 := w.Unix()
	return ok1 && ok2 && a/60 == b/60
}

func minute(iso string) string { return iso[:min(len(iso), len("2006-01-02T15:04"))] }

// votesAre compares the first number written with the votes for a comment, or with their balance.
func votesAre(got string, up, down int) bool {
	n, ok := firstNumber(got)
	return ok && (n == up || n == up-down)
}

// firstNumber reads the first number of a string: "+3", "−2 points", "1,204 likes", "1.2k".
func firstNumber(s string) (int, bool) {
	at := strings.IndexFunc(s, unicode.IsDigit)
	if at < 0 {
		return 0, false
	}
	before, rest := strings.TrimSpace(s[:at]), s[at:]
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune(".,'’", r)
	})
	if end < 0 {
		end = len(rest)
	}
	digits := strings.TrimRight(rest[:end], ".,'’")
	scale := 1.0
	if strings.HasPrefix(rest[end:], "k") || strings.HasPrefix(rest[end:], "K") {
		scale = 1000
		digits = strings.ReplaceAll(digits, ",", ".")
	} else {
		digits = strings.NewReplacer(".", "", ",", "", "'", "", "’", "").Replace(digits)
	}
	f, err := strconv.ParseFloat(digits, 64)
	if strings.HasSuffix(before, "-") || strings.HasSuffix(before, "−") ||
		strings.HasSuffix(before, "–") {
		f = -f
	}
	return int(math.Round(f * scale)), err == nil
}

// overlap returns the share of words that the gold comment and a bag have in common, from 0 to 1:
// the best of its text with and without its subject, the lines above its quotes, and its quotes.
func (c *threadGoldComment) overlap(got map[string]int) float64 {
	best := 0.0
	for _, title := range []string{"", c.Title} {
		for set := range 1 << len(c.Also) {
			also := ""
			for i, line := range c.Also {
				if set>>i&1 != 0 {
					also += line + "\n"
				}
			}
			best = max(best, bagOverlap(got, wordBag(title+"\n"+also+c.Text)))
		}
		best = max(best, min(bagOverlap(got, wordBag(title+"\n"+withoutQuotes(c.Text))), 0.999))
	}
	return best
}

func withoutQuotes(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, ">") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

// words returns the words of a text in lower case, or its signs if it has no words.
func words(text string) []string {
	list := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(list) == 0 {
		for _, r := range text {
			if !unicode.IsSpace(r) {
				list = append(list, string(r))
			}
		}
	}
	return list
}

func wordBag(text string) map[string]int {
	bag := map[string]int{}
	for _, w := range words(text) {
		bag[w]++
	}
	return bag
}

func bagOverlap(a, b map[string]int) float64 {
	both, either := 0, 0
	for w, n := range a {
		both += min(n, b[w])
		either += max(n, b[w])
	}
	for w, n := range b {
		if a[w] == 0 {
			either += n
		}
	}
	return float64(both) / float64(max(either, 1))
}

package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"klartext/engine/internal/model"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/label/train/gold"
)

// ledger keeps account of the rules: how many words each takes from the main text or gives to it,
// against what the model alone says, how many of them rightly, and the score without the rule. The
// estimates are those of models that have not seen the page's host.
type ledger struct {
	accounts map[rule]map[string]*account // by corpus
	base     map[string][]figure          // of the whole engine, by corpus
	groups   []group
	trial    trial
}

// account is what a rule has done on the pages of a corpus.
type account struct {
	fired       int // blocks
	pages       int // with words that it moved
	took, gave  moved
	withoutPage map[int]figure // figures without the rule of the pages where they differ, by place
}

// moved counts words whose gold label is known.
type moved struct{ words, right int }

func (m *moved) add(words int32, right bool) {
	m.words += int(words)
	if right {
		m.right += int(words)
	}
}

func (m moved) plus(n moved) moved { return moved{m.words + n.words, m.right + n.right} }

// percent is how many of 100 words were moved rightly.
func (m moved) percent() float64 { return 100 * float64(m.right) / float64(max(m.words, 1)) }

func newLedger() *ledger {
	l := &ledger{accounts: map[rule]map[string]*account{}, base: map[string][]figure{}}
	for _, g := range columnGroups {
		l.groups = append(l.groups, newGroup(g.name, g.in))
	}
	return l
}

// group are rules that are silenced together.
type group struct {
	name        string
	in          func(rule) bool
	withoutPage map[string]map[int]figure // as in account, by corpus
}

func newGroup(name string, in func(rule) bool) group {
	g := group{name, in, map[string]map[int]figure{}}
	for _, c := range corpora {
		g.withoutPage[c] = map[int]figure{}
	}
	return g
}

// silence decides page p, at its place in the corpus, without the rules of the group.
func (g *group) silence(t *trial, base []bool, p *gold.Page, at int) {
	t.without(g.in)
	if !slices.Equal(t.main, base) {
		g.withoutPage[corpusOf(p.Set)][at] = figureOf(p, t.text())
	}
}

// columnGroups are those of each column and reason.
var columnGroups = []struct {
	name string
	in   func(rule) bool
}{
	{"head", func(r rule) bool { return r.column == inHead }},
	{"thread", func(r rule) bool { return r.column == inThread }},
	{"rules", func(r rule) bool { return r.column == inRules }},
	{"rules by lexicon", func(r rule) bool { return r.ofRules(sheet.ByLexicon) }},
	{"rules by neighbour", func(r rule) bool { return r.ofRules(sheet.ByNeighbour) }},
	{"rules by shape", func(r rule) bool { return r.ofRules(sheet.ByShape) }},
	{"rules by position", func(r rule) bool { return r.ofRules(sheet.ByPosition) }},
	{"rules by repetition", func(r rule) bool { return r.ofRules(sheet.ByRepetition) }},
	{"rest", func(r rule) bool { return r.column == inRest && r.decides() }},
	{"all but thread", func(r rule) bool { return r.column != inThread && r.decides() }},
	{"all", rule.decides},
}

func (r rule) ofRules(by sheet.Rule) bool { return r.column == inRules && r.by == by }

// writeLedger learns the models by folds of hosts, or takes those in the folder, and prints the
// accounts of all rules.
func writeLedger(dir string, keep bool, folds int) error {
	p, err := newProtocol(dir, keep)
	if err != nil {
		return err
	}
	l := newLedger()
	var models [gold.Folds]*model.Model
	for f := range folds {
		ms, err := p.fold(f)
		if err != nil {
			return err
		}
		models[f] = ms[0]
	}
	each := func(do func(p *gold.Page, m *model.Model)) {
		for _, page := range p.pages {
			if m := models[page.Fold]; m != nil {
				do(page, m)
			}
		}
	}
	each(l.page)
	l.together(each)
	l.write(os.Stdout)
	return nil
}

// page enters a page into the accounts.
func (l *ledger) page(p *gold.Page, m *model.Model) {
	t := &l.trial
	t.read(p.HTML.Source, addressOf(p), m)
	base := slices.Clone(t.main)
	corpus := corpusOf(p.Set)
	at := len(l.base[corpus])
	l.base[corpus] = append(l.base[corpus], figureOf(p, t.text()))
	for _, r := range l.enter(p, corpus) {
		t.without(func(s rule) bool { return s == r })
		if !slices.Equal(t.main, base) {
			l.accounts[r][corpus].withoutPage[at] = figureOf(p, t.text())
		}
	}
	for k := range l.groups {
		l.groups[k].silence(t, base, p, at)
	}
}

// offenders are the rules that lose their say.
func (l *ledger) offenders() map[rule]bool {
	out := map[rule]bool{}
	for r := range l.accounts {
		moves, without := l.moves(r)
		out[r] = r.decides() && !keeps(moves, without)
	}
	return out
}

// moves returns what the rule moves on each corpus, and what these gain without it.
func (l *ledger) moves(r rule) (moves []moved, without []change) {
	for _, c := range corpora {
		a := l.account(r, c)
		moves = append(moves, a.took.plus(a.gave))
		without = append(without, l.change(a.withoutPage, c))
	}
	return moves, without
}

// together silences the offenders of each column, and all of them but those of the thread.
func (l *ledger) together(each func(page func(p *gold.Page, m *model.Model))) {
	no := l.offenders()
	var all []group
	for c, name := range columns {
		all = append(all, newGroup("offenders of "+name, func(r rule) bool {
			return no[r] && r.column == column(c)
		}))
	}
	all = append(all, newGroup("offenders but those of thread", func(r rule) bool {
		return no[r] && r.column != inThread
	}))
	place := map[string]int{}
	each(func(p *gold.Page, m *model.Model) {
		t := &l.trial
		t.read(p.HTML.Source, addressOf(p), m)
		base := slices.Clone(t.main)
		for k := range all {
			all[k].silence(t, base, p, place[corpusOf(p.Set)])
		}
		place[corpusOf(p.Set)]++
	})
	l.groups = append(l.groups, all...)
}

// enter counts what the rules did on the page. It returns those that can have changed the text.
func (l *ledger) enter(p *gold.Page, corpus string) (spoke []rule) {
	t := &l.trial
	seen, moves := map[rule]bool{}, map[rule]bool{}
	for i := range t.run.Blocks {
		r := t.ruleAt(i)
		a := l.account(r, corpus)
		a.fired++
		model := t.run.Sheet.Estimate[i] >= t.modelLimit
		if r.speaks() || model != t.main[i] {
			seen[r] = true
		}
		if p.Gaps || !p.Known[i] || model == t.main[i] {
			continue
		}
		words, isMain := t.run.Blocks[i].Words, p.Label[i] >= 0.5
		if words > 0 && !moves[r] {
			moves[r] = true
			a.pages++
		}
		if model {
			a.took.add(words, !isMain)
		} else {
			a.gave.add(words, isMain)
		}
		if *verbose && isMain != t.main[i] && words > 0 {
			log.Printf("%s\t%v\t%s\tmain %v\t%.160q", corpus, r, p.ID, t.main[i],
				t.run.Blocks[i].Text(t.run.Text))
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(seen), rule.compare) {
		if r.decides() {
			spoke = append(spoke, r)
		}
	}
	return spoke
}

func (l *ledger) account(r rule, corpus string) *account {
	if l.accounts[r] == nil {
		l.accounts[r] = map[string]*account{}
	}
	if l.accounts[r][corpus] == nil {
		l.accounts[r][corpus] = &account{withoutPage: map[int]figure{}}
	}
	return l.accounts[r][corpus]
}

// change returns what the corpus gains with other figures for some of its pages.
func (l *ledger) change(other map[int]figure, corpus string) change {
	base := l.base[corpus]
	without := slices.Clone(base)
	for at, f := range other {
		without[at] = f
	}
	return less(without, base)
}

// rule is a rule of the engine as the sheet tells it: the column, the label and the reason of its
// verdicts, and how sure it is of them, where that is a constant of the code.
type rule struct {
	column column
	label  label.Label
	by     sheet.Rule
	score  float32
}

// column is a column of the sheet.
type column uint8

const (
	inHead column = iota
	inThread
	inRules
	inRest
)

var columns = [...]string{"head", "thread", "rules", "rest"}

func (r rule) compare(s rule) int {
	return cmp.Or(cmp.Compare(r.column, s.column), cmp.Compare(r.label, s.label),
		cmp.Compare(r.by, s.by), cmp.Compare(r.score, s.score))
}

// speaks reports whether the rule speaks before the threshold is chosen, so that it can change the
// text by blocks that it keeps out of that choice.
func (r rule) speaks() bool { return r.column != inRest }

// decides reports whether the rule, and not the threshold, decided what is main text. In the last
// column most rules only name the family of what is below it, or the kind of what is above.
func (r rule) decides() bool {
	return r.speaks() || r.by != sheet.ByModel && r.label.Main()
}

// String returns "rules caption: repetition .90".
func (r rule) String() string {
	why := sheet.Verdict{Label: r.label, Rule: r.by}.AppendReason(nil, 0)
	if r.by == sheet.ByModel {
		why = bytes.TrimSuffix(why, []byte(" 0.00"))
	}
	s := columns[r.column] + " " + string(why)
	if r.score > 0 {
		s += " " + strings.TrimPrefix(fmt.Sprintf("%.2f", r.score), "0")
	}
	return s
}

// What a rule must show to decide about main text.
const (
	enough = 98    // of 100 words that it moves are right, on every corpus
	worth  = -.002 // what a corpus loses without it
)

// sumOf adds up the accounts of a rule.
func sumOf(of map[string]*account) (s account) {
	for _, a := range of {
		s.fired += a.fired
		s.pages += a.pages
		s.took = s.took.plus(a.took)
		s.gave = s.gave.plus(a.gave)
	}
	return s
}

// keeps reports whether a rule keeps its say about main text: it is right often enough on every
// corpus, or leaving it out costs enough on one and gains on none more than the standard error.
func keeps(moves []moved, without []change) bool {
	right, costs, gains := true, false, false
	for k, c := range without {
		right = right && (moves[k].words == 0 || moves[k].percent() >= enough)
		costs = costs || c.by <= worth
		gains = gains || c.by > c.se && c.by > 0
	}
	return right || costs && !gains
}

// write prints a row for each rule, those that move most words first, and one for each group.
func (l *ledger) write(w io.Writer) {
	fmt.Fprint(w, "| rule | fired | pages | took | right | gave | right | keeps |")
	for _, c := range corpora {
		fmt.Fprintf(w, " %s | without |", c)
	}
	fmt.Fprintf(w, "\n|---|--:|--:|--:|--:|--:|--:|---|%s\n", strings.Repeat("--:|--:|", len(corpora)))
	words := func(r rule) int {
		s := sumOf(l.accounts[r])
		return s.took.words + s.gave.words
	}
	rules := slices.Collect(maps.Keys(l.accounts))
	slices.SortFunc(rules, func(a, b rule) int {
		return cmp.Or(cmp.Compare(words(b), words(a)), a.compare(b))
	})
	for _, r := range rules {
		l.writeRule(w, r)
	}
	fmt.Fprintf(w, "\n| without | %s |\n|---|%s\n", strings.Join(corpora, " | "),
		strings.Repeat("--:|", len(corpora)))
	fmt.Fprint(w, "| nothing (score) |")
	for _, c := range corpora {
		fmt.Fprintf(w, " %.4f |", score(l.base[c]))
	}
	fmt.Fprintln(w)
	for _, g := range l.groups {
		fmt.Fprintf(w, "| %s |", g.name)
		for _, c := range corpora {
			fmt.Fprintf(w, " %v |", l.change(g.withoutPage[c], c))
		}
		fmt.Fprintln(w)
	}
}

func (l *ledger) writeRule(w io.Writer, r rule) {
	s := sumOf(l.accounts[r])
	var cells strings.Builder
	moves, without := l.moves(r)
	changed := false
	for k, c := range corpora {
		fmt.Fprintf(&cells, " %v | ", moves[k])
		if len(l.account(r, c).withoutPage) > 0 {
			changed = true
			fmt.Fprint(&cells, without[k])
		}
		fmt.Fprint(&cells, " |")
	}
	if s.took.words+s.gave.words == 0 && !changed {
		return
	}
	verdict := "yes"
	switch {
	case !r.decides():
		verdict = "–"
	case !keeps(moves, without):
		verdict = "**no**"
	}
	fmt.Fprintf(w, "| %v | %d | %d | %d | %s | %d | %s | %s |%s\n", r, s.fired, s.pages,
		s.took.words, s.took.share(), s.gave.words, s.gave.share(), verdict, cells.String())
}

// String returns "1234 97 %", nothing where no word was moved.
func (m moved) String() string {
	if m.words == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", m.words, m.share())
}

func (m moved) share() string {
	if m.words == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", m.percent())
}

package bench

import (
	"encoding/json"
	"slices"
	"strings"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// goldComment is a comment as annotated by people.
type goldComment struct {
	Text, Title string
	Also        []string // lines that the text may have or not
	Op          bool     // the opening post, which need not be found
}

// readThread reads the thread.json of testdata. The main text must contain the sentences of the
// article.
func (p *page) readThread(data []byte) error {
	var g struct {
		Comments, Ignored []goldComment
		Article           []string
		NotArticle        []string `json:"not_article"`
	}
	if err := json.Unmarshal(data, &g); err != nil {
		return err
	}
	p.comments, p.ignored, p.with, p.without = g.Comments, g.Ignored, g.Article, g.NotArticle
	return nil
}

// found holds how many comments of a page are right, how many people annotated, and how many the
// engine returned. A comment is right if the words of both have an intersection over union of at
// least 0.8; from 0.5 on, two comments are paired. The quality tests of package thread score the
// same way.
type found struct{ right, gold, got int }

func (f *found) f1() float64 { return 2 * float64(f.right) / float64(max(1, f.gold+f.got)) }

func (p *page) findComments(d *engine.Document) (f found) {
	all := slices.Concat(p.comments, p.ignored)
	optional := func(i int) bool { return i >= len(p.comments) || all[i].Op }
	for i := range all {
		if !optional(i) {
			f.gold++
		}
	}
	f.got = len(d.Comments)
	for _, m := range pairs(all, d) {
		switch {
		case optional(m.gold):
			f.got--
		case m.same >= .8:
			f.right++
		}
	}
	return f
}

// match pairs a gold comment with one of the engine.
type match struct {
	same      float64
	gold, got int
}

// pairs matches comments one to one, the most similar first.
func pairs(all []goldComment, d *engine.Document) (out []match) {
	var texts [][]bag
	for i := range all {
		texts = append(texts, all[i].forms())
	}
	var some []match
	for j := range d.Comments {
		text := bagOf(d.AppendCommentText(nil, j))
		for i := range texts {
			if same := overlap(texts[i], text); same >= .5 {
				some = append(some, match{same, i, j})
			}
		}
	}
	slices.SortStableFunc(some, func(a, b match) int {
		switch {
		case a.same > b.same:
			return -1
		case a.same < b.same:
			return 1
		}
		return abs(a.gold-a.got) - abs(b.gold-b.got)
	})
	usedGold, usedGot := map[int]bool{}, map[int]bool{}
	for _, m := range some {
		if !usedGold[m.gold] && !usedGot[m.got] {
			usedGold[m.gold], usedGot[m.got] = true, true
			out = append(out, m)
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// bag is the words of a text and their number.
type bag struct {
	words map[string]int
	n     int
}

func bagOf(text []byte) bag {
	b := bag{words: gold.Bag(text)}
	for _, n := range b.words {
		b.n += n
	}
	return b
}

// common returns how many words two texts have in common.
func (b *bag) common(c *bag) (common int) {
	for word, n := range b.words {
		common += min(n, c.words[word])
	}
	return common
}

// forms returns the words of the texts that are accepted: as it is, with its title, without quotes,
// and with the optional lines.
func (c *goldComment) forms() (bags []bag) {
	var own strings.Builder
	for line := range strings.Lines(c.Text) {
		if !strings.HasPrefix(line, ">") {
			own.WriteString(line)
		}
	}
	forms := []string{c.Text}
	for _, form := range []string{
		c.Title + "\n" + c.Text, own.String(), strings.Join(c.Also, "\n") + "\n" + c.Text,
	} {
		if strings.TrimSpace(form) != strings.TrimSpace(c.Text) {
			forms = append(forms, form)
		}
	}
	for _, form := range forms {
		bags = append(bags, bagOf([]byte(form)))
	}
	return bags
}

// overlap returns the best intersection over union of the words of a text with those of the forms.
// If one has twice as many words as the other, it is below one half, and such texts are never a
// pair.
func overlap(forms []bag, got bag) (best float64) {
	for i := range forms {
		want := &forms[i]
		if want.n > 2*got.n || got.n > 2*want.n {
			continue
		}
		if common := want.common(&got); common > 0 {
			best = max(best, float64(common)/float64(want.n+got.n-common))
		}
	}
	return best
}

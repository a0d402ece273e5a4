package engine_test

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// threadGold is what people say about a page's comments. Nil fields are not labelled, because the
// page leaves them open.
type threadGold struct {
	threadGoldSection
	TextMode   threadGoldSection `json:"text_mode"` // replaces what only the markup shows
	ThreadPage *bool             `json:"thread_page"`
	Comments   []threadGoldComment
	// Records that are not readers' comments. It does not matter whether they are found.
	Ignored    []threadGoldComment
	Article    []string // sentences of the main text
	NotArticle []string `json:"not_article"` // sentences that must not be in it
}

type threadGoldSection struct {
	State     *string `json:"state"`     // in TextMode "": not labelled
	Announced *int    `json:"announced"` // 0: the page announces none
	Provider  *string `json:"provider"`
}

type threadGoldComment struct {
	Author        string
	AuthorAlt     []string `json:"author_alt"` // also accepted
	Rank          string
	Time          string   // as shown
	TimeAlt       []string `json:"time_alt"`       // also accepted
	Published     *string  `json:"published"`      // ISO 8601, from the markup or the shown time
	PublishedText *string  `json:"published_text"` // from the text alone, if that is less
	Votes         *int     `json:"votes"`
	Down          int      `json:"down"` // votes against, if the page counts them separately
	Title         string   // the comment's own subject line
	Text          string
	Also          []string        // lines that may be in the text: "NAME wrote:" above a quote
	Parent        json.RawMessage `json:"parent"` // index, null: top level, absent: not on the page
	Op            bool            // the opening post, which need not be among the comments
}

const noParent, unsaidParent = -1, -2

func (c *threadGoldComment) parent() int {
	switch {
	case c.Parent == nil:
		return unsaidParent
	case string(c.Parent) == "null":
		return noParent
	}
	var i int
	if json.Unmarshal(c.Parent, &i) != nil {
		return unsaidParent
	}
	return i
}

// parseThreadGold reads a page of testdata/threads and checks that its gold is on the page.
func parseThreadGold(t *testing.T, name string, ar *txtar.Archive) *threadGold {
	t.Helper()
	g := &threadGold{}
	unmarshal(t, name, section(ar, "thread.json"), g)
	html, text := section(ar, "page.html"), section(ar, "page.txt")
	if html == nil || text == nil {
		t.Fatalf("%s: bad gold: page.html or page.txt is missing", name)
	}
	g.verify(t, name, string(text))
	return g
}

// verify checks the gold itself: its texts must be on the page, and its parents must be comments.
func (g *threadGold) verify(t *testing.T, name, text string) {
	t.Helper()
	page := squeeze(text)
	flat := strings.Join(words(page), " ")
	for i, c := range g.Comments {
		for _, s := range append([]string{c.Author, c.Time, c.Rank, c.Title}, c.Also...) {
			if !strings.Contains(page, squeeze(s)) {
				t.Errorf("%s: bad gold: comment %d: %q is not in page.txt", name, i, s)
			}
		}
		for line := range strings.Lines(c.Text) {
			line = strings.TrimPrefix(strings.TrimSpace(line), "> ")
			if !strings.Contains(flat, strings.Join(words(line), " ")) &&
				!strings.Contains(page, squeeze(line)) {
				t.Errorf("%s: bad gold: comment %d: %q is not in page.txt", name, i, line)
			}
		}
		if p := c.parent(); p >= len(g.Comments) || p == i {
			t.Errorf("%s: bad gold: comment %d has parent %d", name, i, p)
		}
	}
	for _, s := range append(g.Article, g.NotArticle...) {
		if !strings.Contains(page, squeeze(s)) {
			t.Errorf("%s: bad gold: sentence %q is not in page.txt", name, s)
		}
	}
}

// in returns what the gold says about the section in a mode.
func (g *threadGold) in(text bool) threadGoldSection {
	s := g.threadGoldSection
	if !text {
		return s
	}
	if g.TextMode.State != nil {
		s.State = g.TextMode.State
		if *s.State == "" {
			s.State = nil
		}
	}
	if g.TextMode.Announced != nil {
		s.Announced = g.TextMode.Announced
	}
	if g.TextMode.Provider != nil {
		s.Provider = g.TextMode.Provider
	}
	return s
}

// published returns the date that the gold requires in a mode; ok is false if it requires none in
// particular.
func (c *threadGoldComment) published(text bool) (want string, ok bool) {
	if text && c.PublishedText != nil {
		return *c.PublishedText, true
	}
	if c.Published == nil {
		return "", false
	}
	return *c.Published, true
}

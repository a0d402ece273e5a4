package section

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

// Label writes the labels of the comments, and of what is around them, into a column of the sheet,
// which has an element for each block of the page. Blocks about which the thread says nothing are
// None.
func (fi *Finder) Label(column []sheet.Verdict) {
	clear(column)
	l := labels{fi: fi, page: fi.page, thread: fi.thread, column: column}
	for i := len(l.thread.Comments) - 1; i >= 0; i-- {
		l.comment(&l.thread.Comments[i])
	}
	if l.thread.First >= 0 {
		l.forms()
		l.policy()
		l.controls()
	}
	l.counts()
}

// labels gives each block one label: the first claim to a block counts. Comments that are inside
// others claim before these.
type labels struct {
	fi     *Finder
	page   *lines.Page
	thread *comment.Thread
	column []sheet.Verdict
}

// claim labels a block that has no label yet.
func (l *labels) claim(i int32, as label.Label, score float32) {
	if v := &l.column[i]; v.Label == label.None {
		*v = sheet.Verdict{Label: as, Rule: sheet.ByThread, Score: score}
	}
}

// comment labels the blocks of one record: first its text, then its fields.
func (l *labels) comment(c *comment.Comment) {
	at := c.First
	for _, x := range l.thread.Text[c.Text : c.Text+c.TextLen] {
		for at < c.Last && l.page.Blocks[at].End <= x.Start {
			at++
		}
		l.claim(at, label.CommentText, c.Score)
	}
	for i := c.First; i <= c.Last; i++ {
		if as := l.field(c, i); as != label.None {
			l.claim(i, as, c.Score)
		}
	}
}

// field is the label of the field of a record in block i, or None.
func (l *labels) field(c *comment.Comment, i int32) label.Label {
	b, f := &l.page.Blocks[i], &l.page.Facts[i]
	in := func(x comment.Span) bool { return !x.Empty() && x.Start >= b.Start && x.End <= b.End }
	switch {
	case in(c.Author):
		return label.CommentAuthor
	case in(c.Time):
		return label.CommentTime
	case in(c.Rank):
		return label.CommentRank
	case in(c.Votes):
		return label.CommentVotes
	case f.Role == lexicon.RoleAvatar || f.Dup && f.Key == l.authorKey(c):
		return label.CommentAuthor
	}
	return label.None
}

// authorKey is the key of the record's block that contains the author.
func (l *labels) authorKey(c *comment.Comment) uint64 {
	for i := c.First; i <= c.Last; i++ {
		if b := &l.page.Blocks[i]; c.Author.Start >= b.Start && c.Author.End <= b.End {
			return l.page.Facts[i].Key
		}
	}
	return 0
}

// forms labels the rows of the comment form: what follows its title, which is the first row and
// stays a part of the section's interface, as does a request to log in.
func (l *labels) forms() {
	th := l.thread
	titled := false
	next := int32(0) // first block after the record that starts last
	at := 0
	for i := th.First; i <= th.Last; i++ {
		for at < len(th.Comments) && th.Comments[at].First <= i {
			next = th.Comments[at].Last + 1
			at++
		}
		if i < next {
			titled = false
			continue
		}
		switch f := &l.page.Facts[i]; {
		case f.Role == lexicon.RoleForm && !titled:
			titled = true
			if l.input(i) {
				l.claim(i, label.Form, .9)
			}
		case f.Role == lexicon.RoleForm, titled && l.row(i):
			l.claim(i, label.Form, .9)
		case f.Role != lexicon.NoRole && f.Role != lexicon.RoleAction &&
			f.Role != lexicon.RoleVotes:
			titled = false
		}
	}
}

// row reports whether a block that follows the title of a form is a row of it.
func (l *labels) row(i int32) bool {
	f := &l.page.Facts[i]
	return f.Family == label.Form || l.input(i) ||
		f.Role == lexicon.RoleField && l.page.Blocks[i].Words <= 2
}

// input reports whether a block is the caption of an input that must be filled in: "Name *".
func (l *labels) input(i int32) bool {
	b := &l.page.Blocks[i]
	return b.LastRune == '*' && b.Words <= 4
}

const maxBetween = 3 // lines between two paragraphs of a policy that belong to it

// policy labels the lines between two paragraphs of a policy: the greeting, the team.
func (l *labels) policy() {
	last := int32(-1)
	for i := l.thread.First; i <= l.thread.Last; i++ {
		if !l.notice(i) {
			continue
		}
		if last >= 0 && i-last <= maxBetween+1 {
			for j := last + 1; j < i; j++ {
				l.claim(j, label.CommentPolicy, .8)
			}
		}
		last = i
	}
}

// notice reports whether a block of the section is a paragraph of its policy.
func (l *labels) notice(i int32) bool {
	f := &l.page.Facts[i]
	return f.Role == lexicon.RolePolicy ||
		f.Role == lexicon.RoleClosed && l.page.Blocks[i].Words > 7 ||
		len(l.thread.Comments) == 0 && l.fi.about(i)
}

// controls labels all else in the section.
func (l *labels) controls() {
	for i := l.thread.First; i <= l.thread.Last; i++ {
		switch {
		case l.page.Facts[i].Family == label.Ad:
			l.claim(i, label.Ad, .9)
		case l.notice(i):
			l.claim(i, label.CommentPolicy, .9)
		default:
			l.claim(i, label.CommentUI, .9)
		}
	}
}

// counts labels the counts of comments that are on their own, near a byline.
func (l *labels) counts() {
	for i := range l.page.Facts {
		f, b := &l.page.Facts[i], &l.page.Blocks[i]
		if f.Role == lexicon.RoleCount && f.Scope&lexicon.Whole != 0 && b.Digits > 0 &&
			b.Words <= 3 {
			l.claim(int32(i), label.CommentUI, .7)
		}
	}
}

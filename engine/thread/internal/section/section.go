// Package section finds what is around the records of a comment section, or in place of them:
// heading, count, form, policy; the state of the section and the count that it announces. It labels
// the blocks of all these and of the comments.
//
//	section.go  how far the section reaches, with and without records
//	count.go    the count that it announces
//	state.go    whether it is closed, or continues elsewhere or on other pages
//	label.go    the label of each block
package section

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// Finder finds sections. Reuse it.
type Finder struct {
	page   *lines.Page
	thread *comment.Thread
	markup Markup
	fold   []byte
}

// Markup is what the elements and scripts of an HTML page say about its section.
type Markup struct {
	Page      *block.Page      // nil for plain text
	Elements  *elements.Reader // has read the page
	Announced int32            // the count that the scripts announce, -1 if they announce none
}

// Find completes a thread, whose comments are known, with what is around them.
func (fi *Finder) Find(page *lines.Page, th *comment.Thread, markup Markup) {
	fi.page, fi.thread, fi.markup = page, th, markup
	if len(th.Comments) > 0 {
		th.State = comment.Open
		th.First = fi.grow(th.First, -1)
		th.Last = fi.grow(max(th.Last, th.LastBlock()), 1)
	} else {
		fi.empty()
	}
	fi.external()
	if th.Announced = fi.announced(); th.Announced < 0 {
		th.Announced = fi.mentionedCount()
	}
	if th.Announced < 0 {
		th.Announced = markup.Announced
	}
	if th.First >= 0 {
		fi.state()
	}
	if th.Provider != nil && len(th.Comments) == 0 &&
		(th.State == comment.Open || th.State == comment.NoSection) {
		th.State = comment.External
	}
	fi.prose()
}

const (
	maxGrow = 40 // blocks around the records that may belong to the section
	maxGap  = 3  // blocks without a role between two that have one
)

// furniture reports whether a block has a role around the records of a section.
func (fi *Finder) furniture(i int32) bool {
	f := &fi.page.Facts[i]
	switch f.Role {
	case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed,
		lexicon.RolePolicy, lexicon.RoleMore, lexicon.RoleSort, lexicon.RoleProvider:
		return true
	case lexicon.RoleAction:
		return f.Symbol == lines.Action
	}
	return false
}

// grow extends an end of the section over its furniture, in steps of dir.
func (fi *Finder) grow(end, dir int32) int32 {
	gap := int32(0)
	for i, n := end+dir, int32(0); i >= 0 && i < int32(len(fi.page.Blocks)) && n < maxGrow &&
		gap < maxGap; i, n = i+dir, n+1 {
		switch f := &fi.page.Facts[i]; {
		case f.Family == label.Form && dir > 0:
			gap = 0
		case f.Family != label.None && f.Family != label.CommentUI &&
			f.Family != label.CommentPolicy:
			return end
		case fi.furniture(i):
			end, gap = i, 0
			if dir < 0 && (f.Role == lexicon.RoleCount || f.Role == lexicon.RoleHeading) {
				n = max(n, maxGrow-12)
			}
		case f.Symbol == lines.Number && dir > 0 && fi.thread.Announced < 0 && gap == 0 &&
			lines.FirstNumber(fi.page.Blocks[i].Text(fi.page.Src)) == fi.announced():
			end = i
		case f.Symbol == lines.Prose:
			return end
		default:
			gap++
		}
	}
	return end
}

// empty looks for a section without records: a heading with a policy, a form, a closed notice or a
// provider after it.
func (fi *Finder) empty() {
	th := fi.thread
	for i := int32(len(fi.page.Facts)) / 4; i < int32(len(fi.page.Facts)); i++ {
		f := &fi.page.Facts[i]
		weight := 0
		switch f.Role {
		case lexicon.RoleHeading, lexicon.RoleCount:
			if f.Scope&lexicon.Whole == 0 && f.Role == lexicon.RoleHeading {
				continue
			}
			weight = 1
		case lexicon.RoleClosed, lexicon.RolePolicy, lexicon.RoleProvider, lexicon.RoleForm:
			weight = 2
			if f.Role == lexicon.RoleForm && f.Scope&lexicon.Whole != 0 {
				weight = 0
			}
		}
		if weight == 0 {
			continue
		}
		for j := i + 1; j < min(i+8, int32(len(fi.page.Facts))); j++ {
			switch fi.page.Facts[j].Role {
			case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RolePolicy, lexicon.RoleProvider,
				lexicon.RoleCount, lexicon.RoleSort:
				weight++
			default:
				if fi.about(j) {
					weight++
				}
			}
		}
		if weight >= 2 {
			th.First, th.Last = i, fi.grow(i, 1)
			th.Last = fi.policies(th.Last)
			return
		}
	}
}

// Stems that a notice of a comment section is written with, and those that say it is shut. They are
// looked for only in the paragraphs after the heading of a section without records, so that they
// may be parts of ordinary words.
var ()

// policies extends an empty section over the paragraphs of a notice: greeting, notice, team, legal
// paragraph.
func (fi *Finder) policies(last int32) int32 {
	for j := last + 1; j < min(last+7, int32(len(fi.page.Facts))); j++ {
		if fi.page.Facts[j].Role == lexicon.RolePolicy ||
			fi.page.Facts[j].Role == lexicon.RoleClosed || fi.about(j) {
			last = j
		}
	}
	return last
}

// about reports whether a block is a paragraph on commenting.
func (fi *Finder) about(i int32) bool {
	b := &fi.page.Blocks[i]
	return b.Words >= 4 && b.Words <= 120 &&
		(b.Sentences > 0 || b.LastRune == '!' || b.LastRune == ',') &&
		fi.page.HasStem(i, lexicon.NoticeStems[:])
}

const minProse = 12 // words of a paragraph that counts as prose

// prose counts the words of the paragraphs inside and outside the section.
func (fi *Finder) prose() {
	th := fi.thread
	th.ProseInside, th.ProseOutside = 0, 0
	for i := range fi.page.Blocks {
		b := &fi.page.Blocks[i]
		switch {
		case fi.page.Facts[i].Symbol != lines.Prose || b.Words < minProse || b.Sentences == 0:
		case int32(i) >= th.First && int32(i) <= th.Last:
			th.ProseInside += b.Words
		default:
			th.ProseOutside += b.Words
		}
	}
}

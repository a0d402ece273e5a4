package markup

import (
	"bytes"

	"klartext/engine/label"
)

// Markdown writes a page as Markdown (CommonMark with the extensions of GitHub): headings,
// paragraphs, lists, quotes and code, the lead in bold. The thread follows as block quotes, with
// replies, and quotes in a comment, as quotes within the quote. Text is escaped, so that a "*" on
// the page stays one. For an HTML page, the markup inside the blocks is written too: links,
// emphasis, code, pictures, footnotes, tables, formulas. Blocks have a line feed at their end, and
// a blank line between them.
type Markdown struct {
	buffer
	page    Page
	quoted  int  // how many block quotes are open
	thread  bool // a comment is written
	numbers numbering
}

// BeginMarkdown appends the title and the main text to dst. The comments follow with
// Markdown.Comment, in the order of the thread.
func BeginMarkdown(dst []byte, p *Page, o Options) Markdown {
	w := Markdown{buffer: buffer{dst, len(dst)}, page: *p}
	if o.Title {
		w.emphasis("*", p.Kicker)
		w.heading("# ", p.Title)
	}
	if p.Tape != nil {
		w.dst = appendMarkdownTape(&w.buffer, p, o)
		return w
	}
	for run := range p.runs(&o) {
		w.run(run)
	}
	return w
}

// End returns dst with what was written.
func (w *Markdown) End() []byte { return w.dst }

// run writes neighbouring blocks with the same label.
func (w *Markdown) run(run []Block) {
	switch run[0].Label {
	case label.Lead:
		for i := range run {
			w.emphasis("**", w.page.text(&run[i]))
		}
	case label.Heading:
		for i := range run {
			w.heading("## ", w.page.text(&run[i]))
		}
	case label.List:
		w.list(run)
	case label.Table:
		w.table(run)
	case label.Code:
		w.blank(w.quoted)
		w.code(w.page.raw(run))
		w.numbers = numbering{}
	case label.Quote:
		w.quote(run)
	case label.Caption, label.Credit, label.Date, label.Byline:
		for i := range run {
			w.emphasis("*", w.page.text(&run[i]))
		}
	default:
		for i := range run {
			w.paragraph(w.page.text(&run[i]))
		}
	}
}

// begin starts a block other than a list: a blank line, then the marks of the open quotes.
func (w *Markdown) begin() {
	w.blank(w.quoted)
	w.marks()
	w.numbers = numbering{}
}

// blank writes a blank line in the given number of quotes, unless nothing is above it.
func (w *Markdown) blank(quoted int) {
	if len(w.dst) == w.start {
		return
	}
	for i := range quoted {
		if i > 0 {
			w.put(" ")
		}
		w.put(">")
	}
	w.put("\n")
}

func (w *Markdown) marks() {
	for range w.quoted {
		w.put("> ")
	}
}

func (w *Markdown) end() { w.put("\n") }

// inline writes text on one line. start says that the line starts with it.
func (w *Markdown) inline(text []byte, start bool) {
	first := true
	for line := range linesOf(text) {
		if !first {
			w.put(" ")
		}
		w.dst = appendEscapedMarkdown(w.dst, line, start && first)
		first = false
	}
}

func (w *Markdown) heading(mark string, text []byte) {
	if len(text) == 0 {
		return
	}
	w.begin()
	w.put(mark)
	w.inline(text, false)
	w.end()
}

func (w *Markdown) emphasis(mark string, text []byte) {
	if len(text) == 0 {
		return
	}
	w.begin()
	w.span(mark, text)
	w.end()
}

func (w *Markdown) span(mark string, text []byte) {
	w.put(mark)
	w.inline(text, false)
	w.put(mark)
}

func (w *Markdown) paragraph(text []byte) {
	w.begin()
	w.lines(text, 0)
	w.end()
}

// lines writes the lines of a text, the following ones indented.
func (w *Markdown) lines(text []byte, indent int) {
	first := true
	for line := range linesOf(text) {
		if !first {
			w.end()
			w.marks()
			w.repeat(' ', indent)
		}
		w.dst = appendEscapedMarkdown(w.dst, line, true)
		first = false
	}
}

// table writes rows, whose cells are not known in plain text, as the lines of a paragraph.
func (w *Markdown) table(run []Block) {
	w.begin()
	for i := range run {
		if i > 0 {
			w.hardBreak()
			w.marks()
		}
		w.lines(w.page.text(&run[i]), 0)
	}
	w.end()
}

func (w *Markdown) quote(run []Block) {
	w.blank(w.quoted)
	w.quoted++
	for i := range run {
		if i > 0 {
			w.blank(w.quoted)
		}
		w.marks()
		w.lines(w.page.text(&run[i]), 0)
		w.end()
	}
	w.quoted--
	w.numbers = numbering{}
}

// code writes a fenced block, its fence longer than any run of backticks in it.
func (w *Markdown) code(text []byte) {
	fence := max(minFence, backticks(text)+1)
	w.fence(fence)
	for line := range bytes.Lines(text) {
		w.marks()
		w.dst = append(appendValid(w.dst, bytes.TrimRight(line, "\r\n")), '\n')
	}
	w.fence(fence)
}

func (w *Markdown) fence(n int) {
	w.marks()
	w.repeat('`', n)
	w.end()
}

// list writes items without blank lines between them. The item of another kind of list starts with
// one: a number other than 1 would not begin a list on the line below a paragraph.
func (w *Markdown) list(run []Block) {
	numbered := w.numbers.delim != 0
	for i := range run {
		mark, rest := cutMark(w.page.text(&run[i]))
		ordered := mark.delim != 0 && w.numbers.counts(mark)
		if mark.delim != 0 && !ordered {
			rest = w.page.text(&run[i])
		}
		if i == 0 || ordered != numbered {
			w.blank(w.quoted)
		}
		w.marks()
		at := len(w.dst)
		if ordered {
			w.dst = append(appendInt(w.dst, mark.number), mark.delim, ' ')
		} else {
			w.numbers = numbering{}
			w.put("- ")
		}
		w.lines(rest, len(w.dst)-at)
		w.end()
		numbered = ordered
	}
}

// Comment writes the next comment of the thread.
func (w *Markdown) Comment(c *Comment) {
	if !w.thread && len(w.dst) > w.start {
		w.begin()
		w.put("---\n")
	}
	w.thread = true
	depth := min(c.Depth, MaxDepth)
	w.blank(depth)
	w.quoted = depth + 1
	w.commentHead(c)
	w.commentText(c)
	w.quoted = 0
}

// commentHead writes the line "author · rank · time · votes", and the title below it.
func (w *Markdown) commentHead(c *Comment) {
	if c.hasHead() {
		w.commentFacts(c)
	}
	if len(c.Title) == 0 {
		return
	}
	if c.hasHead() {
		w.blank(w.quoted)
	}
	w.marks()
	w.span("**", c.Title)
	w.end()
}

func (w *Markdown) commentFacts(c *Comment) {
	w.marks()
	at := len(w.dst)
	for i, p := range c.parts() {
		if len(p) == 0 {
			continue
		}
		if len(w.dst) > at {
			w.put(between)
		}
		if i == 0 {
			w.span("**", p)
		} else {
			w.inline(p, len(w.dst) == at)
		}
	}
	w.end()
}

// commentText writes the text of a comment. A quote in it is one in the quote that the comment is.
func (w *Markdown) commentText(c *Comment) {
	own, quote := w.quoted, 0
	first := !c.hasHead() && len(c.Title) == 0
	open, listed := false, false // a line lacks its line feed; it is an item
	for l := range w.page.Lines(c.Text) {
		begins := l.Begins || !open || l.Item != listed
		switch {
		case !begins && !l.Item:
			w.hardBreak()
			w.marks()
		case open:
			w.end()
			fallthrough
		case !first:
			if begins {
				w.blank(own + min(quote, l.Quote))
			}
		}
		first, quote, open, listed = false, l.Quote, !l.Code, l.Item
		w.quoted = own + quote
		if l.Code {
			w.code(l.Text)
			continue
		}
		indent := 0
		if begins || l.Item {
			w.marks()
		}
		if l.Item {
			w.put("- ")
			indent = 2
		}
		w.lines(l.Text, indent)
	}
	if open {
		w.end()
	}
	w.quoted = own
}

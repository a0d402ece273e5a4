package markup

import (
	"klartext/engine/internal/votes"
	"klartext/engine/label"
	"klartext/engine/when"
)

// HTML writes a page as an article element without styles, scripts or any other markup that could
// do harm. For an HTML page it keeps the markup that shows how the text is structured, with the
// addresses of links and pictures; for plain text there is none. In it is the thread as nested
// lists, with the microdata of schema.org: a Comment with author, dateCreated, headline, text and
// upvoteCount, as far as the page has them, inside the Comment that it replies to.
type HTML struct {
	buffer
	page    Page
	open    int // lists of comments that are open
	numbers numbering
}

// BeginHTML appends the start of the article, the title as h1 and the main text to dst. The
// comments follow with HTML.Comment, in the order of the thread.
func BeginHTML(dst []byte, p *Page, o Options) HTML {
	w := HTML{buffer: buffer{dst, len(dst)}, page: *p}
	w.article()
	if o.Title {
		w.element(`<p class="kicker">`, p.Kicker, "</p>\n")
		w.element(`<h1 itemprop="headline">`, p.Title, "</h1>\n")
	}
	if p.Tape != nil {
		w.dst = appendHTMLTape(&w.buffer, p, o)
		return w
	}
	for run := range p.runs(&o) {
		w.run(run)
	}
	return w
}

// End ends the article and returns dst with what was written.
func (w *HTML) End() []byte {
	if w.open > 0 {
		for ; w.open > 0; w.open-- {
			w.put("</li>\n</ol>\n")
		}
		w.put("</section>\n")
	}
	w.put("</article>\n")
	return w.dst
}

func (w *HTML) article() {
	w.put(`<article itemscope itemtype="https://schema.org/Article"`)
	if w.page.Language != "" {
		w.put(` lang="`)
		w.dst = appendEscapedHTML(w.dst, []byte(w.page.Language))
		w.put(`"`)
	}
	w.put(">\n")
}

// element writes text between two tags, nothing when it is empty.
func (w *HTML) element(open string, text []byte, end string) {
	if len(text) == 0 {
		return
	}
	w.put(open)
	w.dst = appendEscapedHTML(w.dst, text)
	w.put(end)
}

func (w *HTML) run(run []Block) {
	switch run[0].Label {
	case label.List:
		w.list(run)
	case label.Code:
		// The first line feed after <pre> is not part of the text.
		w.element("<pre><code>", w.page.raw(run), "</code></pre>\n")
	case label.Table:
		w.table(run)
	case label.Quote:
		w.put("<blockquote>")
		w.elements("<p>", run, "</p>\n")
		w.put("</blockquote>\n")
	case label.Lead:
		w.elements(`<p class="lead">`, run, "</p>\n")
	case label.Heading:
		w.elements("<h2>", run, "</h2>\n")
	case label.Caption:
		w.elements(`<p class="caption">`, run, "</p>\n")
	case label.Credit:
		w.elements(`<p class="credit">`, run, "</p>\n")
	case label.Date:
		w.elements(`<p class="date">`, run, "</p>\n")
	case label.Byline:
		w.elements(`<p class="byline">`, run, "</p>\n")
	default:
		w.elements("<p>", run, "</p>\n")
	}
}

func (w *HTML) elements(open string, run []Block, end string) {
	for i := range run {
		w.element(open, w.page.text(&run[i]), end)
	}
}

// table writes rows, whose cells are not known in plain text, as the lines of a paragraph.
func (w *HTML) table(run []Block) {
	w.put("<p>")
	for i := range run {
		if i > 0 {
			w.put("<br>\n")
		}
		w.dst = appendEscapedHTML(w.dst, w.page.text(&run[i]))
	}
	w.put("</p>\n")
}

func (w *HTML) list(run []Block) {
	end := ""
	w.numbers = numbering{}
	for i := range run {
		mark, rest := cutMark(w.page.text(&run[i]))
		open, closing := "<ul>\n", "</ul>\n"
		if mark.delim != 0 {
			open, closing = "<ol>\n", "</ol>\n"
		}
		if closing != end {
			w.put(end)
			w.put(open)
			w.numbers = numbering{next: 1, delim: mark.delim}
		}
		end = closing
		w.item(mark)
		w.dst = appendEscapedHTML(w.dst, rest)
		w.put("</li>\n")
	}
	w.put(end)
}

// item opens a list item; with its number where counting would give another.
func (w *HTML) item(m listMark) {
	if m.delim == 0 || m.number == w.numbers.next {
		w.put("<li>")
	} else {
		w.put(`<li value="`)
		w.int(m.number)
		w.put(`">`)
	}
	w.numbers.next = m.number + 1
}

// Comment writes the next comment of the thread as a list item, with its replies in a list in it. A
// reply that is too deep to be nested has the name of its parent.
func (w *HTML) Comment(c *Comment) {
	nested := min(c.Depth, MaxDepth)
	if w.open == 0 {
		w.put("<section class=\"comments\">\n")
	}
	if nested == w.open { // the first of its list
		w.put("<ol>\n")
		w.open++
	} else {
		w.put("</li>\n")
	}
	for ; w.open > nested+1; w.open-- {
		w.put("</ol>\n</li>\n")
	}
	w.put(`<li itemprop="comment" itemscope itemtype="https://schema.org/Comment"`)
	if c.Named {
		w.put(` id="comment-`)
		w.int(c.Index)
		w.put(`"`)
	}
	w.put(">")
	if c.Depth > MaxDepth {
		w.put(`<link itemprop="parentItem" href="#comment-`)
		w.int(c.Parent)
		w.put(`">`)
	}
	w.commentHead(c)
	w.element(`<p><b itemprop="headline">`, c.Title, "</b></p>\n")
	w.commentText(c)
}

func (w *HTML) commentHead(c *Comment) {
	if !c.hasHead() {
		return
	}
	w.put("<p>")
	at := len(w.dst)
	for i, p := range c.parts() {
		if len(p) == 0 {
			continue
		}
		if len(w.dst) > at {
			w.put(between)
		}
		w.commentPart(c, i, p)
	}
	w.put("</p>\n")
}

// commentPart writes part i of Comment.parts.
func (w *HTML) commentPart(c *Comment, i int, text []byte) {
	switch i {
	case 0:
		w.put(`<b itemprop="author" itemscope itemtype="https://schema.org/Person">`)
		w.element(`<span itemprop="name">`, text, "</span></b>")
	case 1:
		w.element(`<span class="rank">`, text, "</span>")
	case 2:
		w.time(c.Created, text)
	default:
		w.votes(text)
	}
}

func (w *HTML) time(t when.Time, text []byte) {
	if t.Kind == when.None {
		w.element(`<span class="time">`, text, "</span>")
		return
	}
	w.put(`<time itemprop="dateCreated" datetime="`)
	w.dst = t.AppendISO(w.dst)
	w.element(`">`, text, "</time>")
}

func (w *HTML) votes(text []byte) {
	t := votes.Read(text)
	n, ok := t.Points()
	if !ok {
		w.element(`<span class="votes">`, text, "</span>")
		return
	}
	w.put(`<data class="votes" itemprop="upvoteCount" value="`)
	w.int(n)
	w.element(`">`, text, "</data>")
}

// commentText writes the text of a comment: paragraphs, lists and code, what it quotes in a
// blockquote for each depth.
func (w *HTML) commentText(c *Comment) {
	w.put(`<div itemprop="text">`)
	quote, end := 0, "" // what is open
	for l := range w.page.Lines(c.Text) {
		switch tags := tagsOf(&l); {
		case !l.Begins && tags.end == end:
			w.put(tags.next)
		default:
			if w.put(end); end != "" && quote == l.Quote {
				w.put("\n")
			}
			for ; quote > l.Quote; quote-- {
				w.put("</blockquote>\n")
			}
			for ; quote < l.Quote; quote++ {
				w.put("<blockquote>")
			}
			w.put(tags.open)
			end = tags.end
		}
		w.dst = appendEscapedHTML(w.dst, l.Text)
	}
	w.put(end)
	for ; quote > 0; quote-- {
		w.put("</blockquote>")
	}
	w.put("</div>\n")
}

// lineTags are the tags before, between and after lines of a kind.
type lineTags struct{ open, next, end string }

func tagsOf(l *Line) lineTags {
	switch {
	case l.Code:
		return lineTags{"<pre><code>", "\n", "</code></pre>"}
	case l.Item:
		return lineTags{"<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>"}
	}
	return lineTags{"<p>", "<br>\n", "</p>"}
}

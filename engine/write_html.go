package engine

import (
	"unicode/utf8"

	"klartext/engine/label"
	"klartext/engine/when"
)

// AppendHTML appends the page as an article element without styles, scripts or any other markup that could do harm: of an
// HTML page what says how the text is built, with the addresses of links and pictures, of plain text nothing. With options the
// title stands in it as h1, and the thread as lists in lists, with the microdata of schema.org: a Comment with author,
// dateCreated, headline, text and upvoteCount as far as the page has them, in the Comment that it replies to.
func (d *Document) AppendHTML(dst []byte, o WriteOptions) []byte {
	w := htmlWriter{dst: dst}
	w.article(d)
	if o.Title {
		w.element(`<p class="kicker">`, d.Kicker, "</p>\n")
		w.element(`<h1 itemprop="headline">`, d.Title, "</h1>\n")
	}
	if d.page != nil {
		p := pageWriter{d: d, o: o, html: true, dst: w.dst, start: len(w.dst)}
		p.write()
		w.dst = p.dst
	} else {
		for run := range d.runs(&o) {
			w.run(d, run)
		}
	}
	if o.Comments {
		w.comments(d)
	}
	return append(w.dst, "</article>\n"...)
}

type htmlWriter struct {
	dst     []byte
	numbers numbering
}

func (w *htmlWriter) put(markup string) { w.dst = append(w.dst, markup...) }

func (w *htmlWriter) article(d *Document) {
	w.put(`<article itemscope itemtype="https://schema.org/Article"`)
	if d.Language != "" {
		w.put(` lang="`)
		w.dst = appendEscapedHTML(w.dst, []byte(d.Language))
		w.put(`"`)
	}
	w.put(">\n")
}

// element writes text between two tags, nothing when it is empty.
func (w *htmlWriter) element(open string, text []byte, end string) {
	if len(text) == 0 {
		return
	}
	w.put(open)
	w.dst = appendEscapedHTML(w.dst, text)
	w.put(end)
}

func (w *htmlWriter) run(d *Document, run []Block) {
	switch run[0].Label {
	case label.List:
		w.list(d, run)
	case label.Code:
		// The first line feed after <pre> is not part of the text.
		w.element("<pre><code>", d.raw(run), "</code></pre>\n")
	case label.Table:
		w.table(d, run)
	case label.Quote:
		w.put("<blockquote>")
		w.elements("<p>", d, run, "</p>\n")
		w.put("</blockquote>\n")
	case label.Lead:
		w.elements(`<p class="lead">`, d, run, "</p>\n")
	case label.Heading:
		w.elements("<h2>", d, run, "</h2>\n")
	case label.Caption:
		w.elements(`<p class="caption">`, d, run, "</p>\n")
	case label.Credit:
		w.elements(`<p class="credit">`, d, run, "</p>\n")
	case label.Date:
		w.elements(`<p class="date">`, d, run, "</p>\n")
	case label.Byline:
		w.elements(`<p class="byline">`, d, run, "</p>\n")
	default:
		w.elements("<p>", d, run, "</p>\n")
	}
}

func (w *htmlWriter) elements(open string, d *Document, run []Block, end string) {
	for i := range run {
		w.element(open, d.text(&run[i]), end)
	}
}

// table writes rows, of which plain text does not tell the cells, as the lines of a paragraph.
func (w *htmlWriter) table(d *Document, run []Block) {
	w.put("<p>")
	for i := range run {
		if i > 0 {
			w.put("<br>\n")
		}
		w.dst = appendEscapedHTML(w.dst, d.text(&run[i]))
	}
	w.put("</p>\n")
}

func (w *htmlWriter) list(d *Document, run []Block) {
	end := ""
	w.numbers = numbering{}
	for i := range run {
		mark, rest := cutMark(d.text(&run[i]))
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
func (w *htmlWriter) item(m listMark) {
	if m.delim == 0 || m.number == w.numbers.next {
		w.put("<li>")
	} else {
		w.put(`<li value="`)
		w.dst = appendInt(w.dst, m.number)
		w.put(`">`)
	}
	w.numbers.next = m.number + 1
}

// comments writes the thread: every comment a list item, its replies a list in it. Where a reply is too deep to stand in what
// it replies to, it names its parent.
func (w *htmlWriter) comments(d *Document) {
	if len(d.Comments) == 0 {
		return
	}
	open := 0 // lists that are open
	w.put("<section class=\"comments\">\n")
	for i, depth := range d.Thread() {
		nested := min(depth, maxDepth)
		if nested == open { // the first of its list
			w.put("<ol>\n")
			open++
		} else {
			w.put("</li>\n")
		}
		for ; open > nested+1; open-- {
			w.put("</ol>\n</li>\n")
		}
		w.comment(d, i, depth)
	}
	for ; open > 0; open-- {
		w.put("</li>\n</ol>\n")
	}
	w.put("</section>\n")
}

// comment opens the list item of a comment and writes what is its own.
func (w *htmlWriter) comment(d *Document, i, depth int) {
	c := &d.Comments[i]
	w.put(`<li itemprop="comment" itemscope itemtype="https://schema.org/Comment"`)
	if c.named(depth) {
		w.put(` id="comment-`)
		w.dst = appendInt(w.dst, i)
		w.put(`"`)
	}
	w.put(">")
	if depth > maxDepth {
		w.put(`<link itemprop="parentItem" href="#comment-`)
		w.dst = appendInt(w.dst, int(c.up)-1)
		w.put(`">`)
	}
	w.commentHead(c)
	w.element(`<p><b itemprop="headline">`, c.Title, "</b></p>\n")
	w.commentText(d, c)
}

func (w *htmlWriter) commentHead(c *Comment) {
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
func (w *htmlWriter) commentPart(c *Comment, i int, text []byte) {
	switch i {
	case 0:
		w.element(`<b itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">`, text, "</span></b>")
	case 1:
		w.element(`<span class="rank">`, text, "</span>")
	case 2:
		w.time(c.Published, text)
	default:
		w.votes(c, text)
	}
}

func (w *htmlWriter) time(t when.Time, text []byte) {
	t, ok := schemaTime(t)
	if !ok {
		w.element(`<span class="time">`, text, "</span>")
		return
	}
	w.put(`<time itemprop="dateCreated" datetime="`)
	w.dst = t.AppendISO(w.dst)
	w.element(`">`, text, "</time>")
}

func (w *htmlWriter) votes(c *Comment, text []byte) {
	n, ok := c.Points()
	if !ok {
		w.element(`<span class="votes">`, text, "</span>")
		return
	}
	w.put(`<data class="votes" itemprop="upvoteCount" value="`)
	w.dst = appendInt(w.dst, n)
	w.element(`">`, text, "</data>")
}

// commentText writes the text of a comment: paragraphs, lists and code, what it quotes in a blockquote for each depth.
func (w *htmlWriter) commentText(d *Document, c *Comment) {
	w.put(`<div itemprop="text">`)
	quote, end := 0, "" // what is open
	for l := range d.commentLines(c) {
		switch tags := tagsOf(&l); {
		case !l.begins && tags.end == end:
			w.put(tags.next)
		default:
			if w.put(end); end != "" && quote == l.quote {
				w.put("\n")
			}
			for ; quote > l.quote; quote-- {
				w.put("</blockquote>\n")
			}
			for ; quote < l.quote; quote++ {
				w.put("<blockquote>")
			}
			w.put(tags.open)
			end = tags.end
		}
		w.dst = appendEscapedHTML(w.dst, l.text)
	}
	w.put(end)
	for ; quote > 0; quote-- {
		w.put("</blockquote>")
	}
	w.put("</div>\n")
}

// lineTags are the tags before, between and behind lines of a kind.
type lineTags struct{ open, next, end string }

func tagsOf(l *textLine) lineTags {
	switch {
	case l.code:
		return lineTags{"<pre><code>", "\n", "</code></pre>"}
	case l.item:
		return lineTags{"<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>"}
	}
	return lineTags{"<p>", "<br>\n", "</p>"}
}

// appendEscapedHTML appends text for use between tags and in quoted attributes. Control characters that HTML does not
// allow become U+FFFD.
func appendEscapedHTML(dst, s []byte) []byte {
	from := 0
	for i, c := range s {
		if c >= utf8.RuneSelf || htmlEscape[c] == "" {
			continue
		}
		dst = append(appendValid(dst, s[from:i]), htmlEscape[c]...)
		from = i + 1
	}
	return appendValid(dst, s[from:])
}

var htmlEscape = func() (t [utf8.RuneSelf]string) {
	for c := range ' ' {
		t[c] = "\uFFFD"
	}
	t['\t'], t['\n'], t['\f'], t['\r'] = "", "", "", ""
	t['&'], t['<'], t['>'], t['"'], t['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	return t
}()

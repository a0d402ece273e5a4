package meta

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/meta/internal/source"
	"klartext/engine/thread"
)

// Reader reads the metadata of pages. Reuse it: its memory grows to the largest page seen and
// stays. The zero Reader is ready for use, by one goroutine at a time.
type Reader struct {
	fields Fields
	page   page

	headlines headlines

	// For HTML pages only.
	sources source.Sources
	site    site
	titles  titles
	dates   dates
	authors authors
}

// Text reads the metadata of a plain-text page. src is its text, t its comment section. It writes
// the labels of the blocks that show the metadata into the sheet's column Head.
func (r *Reader) Text(
	src []byte, blocks []block.Block, sheet *sheet.Sheet, t *thread.Thread,
) *Fields {
	p, f := &r.page, &r.fields
	p.load(src, blocks, sheet, t, nil)
	f.reset()
	findBody(p)
	readTitle(p, &r.headlines, f)
	readArticle(p, f)
	readLanguage(p, f)
	if f.Date, f.DateSource = f.Published, f.PublishedSource; f.DateSource == NoSource {
		f.Date, f.DateSource = f.Modified, f.ModifiedSource
	}
	return f
}

// HTML reads the metadata of an HTML page. t is its comment section, address its address, nil if
// unknown. It writes the labels of the blocks that show the metadata into the sheet's column Head,
// and appends values that are not in a block to page.Text, decoded.
func (r *Reader) HTML(
	page *block.Page, sheet *sheet.Sheet, t *thread.Thread, address []byte,
) *Fields {
	p, s, f := &r.page, &r.sources, &r.fields
	p.load(page.Text, page.Blocks, sheet, t, page)
	f.reset()
	s.Read(page, address)
	r.site.read(s)
	findBody(p)
	r.titles.choose(p, s, &r.site, &r.headlines, f)
	readArticle(p, f)
	chooseLanguage(p, s, f)
	about := aboutPage(p, s)
	r.dates.choose(p, s, &about, f)
	r.authors.choose(p, s, &r.site, &about, f)
	chooseTags(p, s, f)
	chooseRanked(p, s, f)
	choosePaywall(s, f)
	f.Body = s.LD.Body()
	return f
}

// readArticle reads what is in the text around the title and at the end of the body.
func readArticle(p *page, f *Fields) {
	readHead(p, f)
	readLead(p, f)
	readFoot(p, f)
	readTicker(p)
	readAgencies(p, f)
	readPaywall(p, f)
}

package reply

import (
	"bytes"
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// bench is all that a Markup needs.
type bench struct {
	builder  block.Builder
	phrases  lexicon.Phrases
	page     *block.Page
	elements elements.Reader
	lines    lines.Page
	thread   comment.Thread
	markup   Markup
}

func (b *bench) link() { b.markup.Link(&b.thread, b.page, &b.elements, &b.lines) }

// parents returns the parents of the records of a page as its markup gives them; a record is an
// element with an attribute "rec". A parent is written as its index, '-' for none and '?' for an
// unknown one, followed by the evidence of the first reply.
func (b *bench) parents(t *testing.T, html string) (parents, evidence string) {
	t.Helper()
	b.page = b.builder.HTML([]byte(html), 0)
	b.phrases.Read(b.page.Text, b.page.Blocks)
	b.elements.Read(b.page)
	b.lines.Read(b.page.Text, b.page.Blocks, &b.phrases)
	b.thread = comment.Thread{}
	for i := range b.page.Elements {
		if _, ok := b.page.Attr(int32(i), "rec"); ok {
			e := &b.page.Elements[i]
			c := comment.Comment{
				Node: int32(i), Parent: comment.Unknown, First: e.First, Last: e.Last - 1,
			}
			if at := bytes.IndexByte(b.page.Text[e.Text:e.TextEnd], ':'); at > 0 {
				c.Author = comment.Span{Start: e.Text, End: e.Text + int32(at)}
			}
			b.thread.Comments = append(b.thread.Comments, c)
		}
	}
	cs := b.thread.Comments
	for i := 0; i+1 < len(cs); i++ { // own blocks
		cs[i].Last = max(cs[i].First, min(cs[i].Last, b.page.Elements[cs[i+1].Node].First-1))
	}
	b.link()
	var out strings.Builder
	for i := range cs {
		switch p := cs[i].Parent; {
		case p == comment.TopLevel:
			out.WriteByte('-')
		case p == comment.Unknown:
			out.WriteByte('?')
		case p < 0 || int(p) >= i:
			t.Errorf("the parent of %d is %d", i, p)
		default:
			out.WriteByte('0' + byte(p))
			if evidence == "" {
				evidence = cs[i].Evidence.String()
			}
		}
	}
	return out.String(), evidence
}

// TestMarkup has a page for every way in which pages show who replied to whom.
func TestMarkup(t *testing.T) {
	var b bench
	for _, c := range []struct{ name, html, want, evidence string }{
		{"attribute", `
			<div class=m rec data-id=7 data-parent-id=0>Ada: one</div>
			<div class=m rec data-id=8 data-parent-id=7>Ben: two</div>
			<div class=m rec data-id=9 data-parent-id=8>Cem: three</div>
			<div class=m rec data-id=10 data-parent-id="">Dora: four</div>`, "-01-", "id"},
		{"attribute with the id of the element", `
			<div class=m rec id=entry-7>Ada: one</div>
			<div class=m rec id=entry-8 data-reply-to="#entry-7">Ben: two</div>
			<div class=m rec id=entry-9 data-reply-to="#entry-7">Cem: three</div>`, "?00", "id"},
		{"attributes of a custom element", `
			<x-comment rec thingid=t1_aa1 parentid=t3_zz>Ada: one</x-comment>
			<x-comment rec thingid=t1_ab2 parentid=t1_aa1>Ben: two</x-comment>
			<x-comment rec thingid=t1_ac3 parentid=t3_zz>Cem: three</x-comment>`, "-0-", "id"},
		{"parent is deleted", `
			<div class=m rec data-id=7 data-parent=0>Ada: one</div>
			<div class=m rec data-id=9 data-parent=8>Ben: two</div>
			<div class=m rec data-id=10 data-parent=7>Cem: three</div>`, "-?0", "id"},
		{"parent stands below", `
			<div class=m rec data-id=8 data-parent=7>Ben: two</div>
			<div class=m rec data-id=7 data-parent=0>Ada: one</div>
			<div class=m rec data-id=9 data-parent=7>Cem: three</div>`, "?-1", "id"},
		{"accordions are no parents", `
			<div class=m rec data-id=7 data-parent="#acc">Ada: one</div>
			<div class=n rec data-id=8 data-parent="#bcc">Ben: two</div>`, "??", ""},
		{"two numbers", `
			<div class=m rec id=item-12_0>Ada: one</div>
			<div class=m rec id=item-15_12>Ben: two</div>
			<div class=m rec id=item-16_15>Cem: three</div>
			<div class=m rec id=item-17_0>Dora: four</div>`, "-01-", "id"},
		{"class", `
			<div class=m rec id=c-12>Ada: one</div>
			<div class="m parent-12" rec id=c-15>Ben: two</div>
			<div class=m rec id=c-16>Cem: three</div>`, "?0?", "id"},
		{"phrase with a link", `
			<div class=m rec id=c-12><b>Ada: </b><p>one</p></div>
			<div class=m rec id=c-15><b>Ben: </b><p>In reply to <a href="/page#c-12">Ada</a></p>
			<p>two</p></div>`, "?0", "id"},
		{"part with a link", `
			<div class=m rec id=c-12><b>Ada: </b><p>one</p></div>
			<div class=m rec id=c-15><b>Ben: </b><p class=in-reply-to><a href="#c-12">see above</a>
			</p><p>two</p></div>`, "?0", "id"},
		{"arrow", `
			<div class=m rec id=c-12><b>Ada: </b><a href=#c-12>#1</a><p>one</p></div>
			<div class=m rec id=c-15><b>Ben: </b><a href=#c-15>#2</a> <a href=#c-12>↑</a><p>two</p>
			</div>`, "?0", "id"},
		{"number", `
			<div class=m rec><a name=p12></a><b>Ada: </b><p>one</p></div>
			<div class=m rec><a name=p13></a><b>Ben: </b><p><a href=#p12>&gt;&gt;12</a> two</p>
			</div>`, "?0", "id"},
		{"links of a quote and to other places", `
			<div class=m rec id=c-12><b>Ada: </b><p>one</p></div>
			<div class=m rec id=c-15><b>Ben: </b><blockquote><a href=#c-12>↑</a> one</blockquote>
			<p>two, as <a href=#c-12>said before</a></p></div>`, "??", ""},

		{"records inside records", `
			<ul><li class=m rec>Ada: one<ul><li class=m rec>Ben: two<ul>
			<li class=m rec>Cem: three</li></ul></li>
			<li class=m rec>Dora: four</li></ul></li><li class=m rec>Eva: five</li>
			</ul>`, "-010-", "containment"},
		{"answers with comments", `
			<div class=answer rec>Ada: one <div class=remark rec>Ben: two</div>
			<div class=remark rec>Cem: three</div></div>
			<div class=answer rec>Dora: four</div>`, "-00-", "containment"},
		{"records beside lists in items", `
			<ol><li class=x><div class=m rec>Ada: one</div><ol><li class=x>
			<div class=m rec>Ben: two</div></li>
			<li class=x><div class=m rec>Cem: three</div></li></ol></li><li class=x>
			<div class=m rec>Dora: four</div></li></ol>`, "-00-", "containment"},
		{"named lists behind records", `
			<div class=m rec>Ada: one</div><div class=indented><div class=m rec>Ben: two</div>
			<div class=indented><div class=m rec>Cem: three</div></div></div>
			<div class=m rec>Dora: four</div>`, "-01-", "containment"},
		{"lists behind records that nest", `
			<div class=m rec>Ada: one</div><div class=x><div class=m rec>Ben: two</div>
			<div class=x><div class=m rec>Cem: three</div></div></div>
			<div class=m rec>Dora: four</div>
			<div class=x><div class=m rec>Eva: five</div></div>`, "-01-3", "containment"},
		{"lists less deep than the records", `
			<div class=x><div class=h><div class=g><div class=m rec>Ada: one</div></div></div>
			<div class=replies><div class=m rec>Ben: two</div>
			<div class=m rec>Cem: three</div></div></div><div class=x><div class=h><div class=g>
			<div class=m rec>Dora: four</div></div></div></div>`, "-00-", "containment"},
		{"record in the middle is deleted", `
			<ul><li class=m rec>Ada: one<ul><li class=m rec>Ben: two</li><li class=m><i>deleted</i>
			<ul><li class=m rec>Cem: three</li></ul></li></ul></li></ul>`, "-0?", "containment"},
		{"record at the top is deleted", `
			<ul><li class=m rec>Ada: one<ul><li class=m rec>Ben: two</li></ul></li>
			<li class=m><i>deleted</i><ul><li class=m rec>Cem: three</li></ul></li>
			</ul>`, "-0?", "containment"},
		{"first record is deleted", `
			<ul><li class=m><i>deleted</i><ul><li class=m rec>Cem: three</li></ul></li>
			<li class=m rec>Ada: one<ul><li class=m rec>Ben: two</li></ul></li>
			</ul>`, "?-1", "containment"},
		{"flat", `
			<ul><li class=m rec>Ada: one</li><li class=m rec>Ben: two</li>
			<li class=m rec>Cem: three</li></ul>`, "???", ""},
		{"forum with the first post apart", `
			<div class=topic><div class=first><div class=m rec>Ada: one</div></div><div class=list>
			<div class=page><div class=item><div class=m rec>Ben: two</div></div>
			<div class=item><div class=m rec>Cem: three</div></div></div></div></div>`, "???", ""},
		{"one record set off", `
			<div class=m rec>Ada: one</div><div class=best><div class=m rec>Ben: two</div></div>
			<div class=m rec>Cem: three</div>`, "???", ""},

		{"depth in a class", `
			<div class="m depth-1" rec>Ada: one</div><div class="m depth-2" rec>Ben: two</div>
			<div class="m depth-3" rec>Cem: three</div>
			<div class="m depth-2" rec>Dora: four</div>
			<div class="m depth-1" rec>Eva: five</div>`, "-010-", "depth"},
		{"depth in a class of an element around", `
			<div class=comment_level-1><div class=m rec>Ada: one</div></div>
			<div class=comment_level-2><div class=m rec>Ben: two</div></div>`, "-0", "depth"},
		{"depth in an attribute", `
			<div class=m rec data-depth=0>Ada: one</div><div class=m rec data-depth=1>Ben: two</div>
			<div class=m rec data-depth=0>Cem: three</div>`, "-0-", "depth"},
		{"level of a tree", `
			<div class=m rec role=treeitem aria-level=1>Ada: one</div>
			<div class=m rec role=treeitem aria-level=2>Ben: two</div>`, "-0", "depth"},
		{"margin", `
			<div class=m rec style="margin-left: 0px">Ada: one</div>
			<div class=m rec style="margin-left: 24px">Ben: two</div>
			<div class=m rec style="margin-left:48px">Cem: three</div>
			<div class=m rec style="color:red; margin-left:24px">Dora: four</div>`,
			"-010", "depth"},
		{"variable", `
			<div class=m rec style="--depth:0">Ada: one</div>
			<div class=m rec style="--depth:1">Ben: two</div>`, "-0", "depth"},
		{"spacer", `
			<table><tr class=m rec><td><img src=s.gif height=1 width=0></td><td>Ada: one</td></tr>
			<tr class=m rec><td><img src=s.gif height=1 width=40></td><td>Ben: two</td></tr>
			<tr class=m rec><td><img src=s.gif height=1 width=80></td><td>Cem: three</td></tr>
			<tr class=m rec><td><img src=s.gif height=1 width=0></td><td>Dora: four</td></tr>
			</table>`, "-01-", "depth"},
		{"indent of a cell", `
			<table><tr class=m rec><td class=i indent=0></td><td>Ada: one</td></tr><tr class=m rec>
			<td class=i indent=1></td><td>Ben: two</td></tr></table>`, "-0", "depth"},
		{"depth without its parent", `
			<div class="m depth-1" rec>Ada: one</div><div class="m depth-2" rec>Ben: two</div>
			<div class="m depth-1" rec>Dora: four</div>
			<div class="m depth-3" rec>Cem: three</div><div class="m depth-2" rec>Eva: five</div>
			<div class="m depth-1" rec>Finn: six</div>
			<div class="m depth-1" rec>Gül: seven</div><div class="m depth-1" rec>Hugo: eight</div>
			<div class="m depth-1" rec>Ida: nine</div>
			<div class="m depth-1" rec>Jan: ten</div>`, "-0-?2-----", "depth"},
		{"levels of the authors", `
			<div class="m level-4" rec>Ada: one</div><div class="m level-9" rec>Ben: two</div>
			<div class="m level-3" rec>Cem: three</div>
			<div class="m level-8" rec>Dora: four</div>
			<div class="m level-2" rec>Eva: five</div>`, "?????", ""},
		{"class of replies", `
			<div class=m rec>Ada: one</div><div class="m m--indented" rec>Ben: two</div>
			<div class="m m--indented" rec>Cem: three</div>
			<div class=m rec>Dora: four</div>
			<div class="m m--indented" rec>Eva: five</div>`, "-00-3", "depth"},
		{"class of all posts but the first", `
			<div class=m rec>Ada: one</div><div class="m reply" rec>Ben: two</div>
			<div class="m reply" rec>Cem: three</div>`, "???", ""},

		{"id before nesting", `
			<ul><li class=m rec id=c-1 data-parent=0>Ada: one<ul>
			<li class=m rec id=c-2 data-parent=1>Ben: two</li>
			<li class=m rec id=c-3 data-parent=2>Cem: three</li></ul></li></ul>`, "-01", "id"},
		{"nesting before depth", `
			<ul><li class="m depth-1" rec>Ada: one<ul><li class="m depth-2" rec>Ben: two<ul>
			<li class="m depth-2" rec>Cem: three</li></ul></li></ul></li>
			</ul>`, "-01", "containment"},
	} {
		got, evidence := b.parents(t, "<body><section>"+c.html+"</section>")
		if got != c.want || evidence != c.evidence {
			t.Errorf("%s: %s by %q, want %s by %q", c.name, got, evidence, c.want, c.evidence)
		}
	}
}

func TestMarkupAllocs(t *testing.T) {
	var b bench
	b.parents(t, `<ul>
		<li class=m rec id=c-1 data-parent=0>Ada: one <a href=#c-1>#1</a>
		<ul><li class="m depth-2" rec id=c-2 data-parent=1>Ben: two</ul></ul>`)
	if n := testing.AllocsPerRun(20, b.link); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

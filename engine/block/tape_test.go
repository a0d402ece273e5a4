package block

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"klartext/engine/tag"
)

// outline formats the elements of a page as nested brackets: name, flags as letters, and the
// elements inside.
func outline(p *Page) string {
	var sb strings.Builder
	var open []int32
	for i := int32(1); int(i) < len(p.Elements); i++ {
		for len(open) > 0 && p.Elements[open[len(open)-1]].Next == i {
			sb.WriteByte(')')
			open = open[:len(open)-1]
		}
		e := &p.Elements[i]
		if s := sb.String(); s != "" && s[len(s)-1] != '(' {
			sb.WriteByte(' ')
		}
		name := e.Tag.String()
		if e.Tag == tag.Unknown {
			name = "?"
		}
		sb.WriteString(name)
		// self-closed, ended, attributes, hidden, foreign, noscript, skipped, in head, unseen
		for k, c := range "/e HFNShU" {
			if e.Flags&(1<<k) != 0 && c != ' ' {
				sb.WriteString("." + string(c))
			}
		}
		if e.Next > i+1 {
			sb.WriteByte('(')
			open = append(open, i)
		}
	}
	return sb.String() + strings.Repeat(")", len(open))
}

func TestTape(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "a", ""},
		{"nested", "<div><p>a</p><b></b></div><i>", "div.e(p.e b.e) i"},
		{"void", "<p><br><img></p><hr>", "p.e(br./ img./) hr./"},
		{"closed by itself", "<div/><svg><g/><path/></svg>", "div(svg.e.F.S(g./.F.S path./.F.S))"},
		{"names in capitals", "<DIV><X-Y></x-y></div>", "div.e(?.e)"},
		{"unknown elements by their name", "<x-a><x-b></x-a>", "?.e(?)"},
		{"p", "<p><b>a<p>b<ul><li>c", "p(b) p ul(li)"},
		{"p in a button", "<p><button><p>a", "p(button(p))"},
		{"p in an object", "<p><object><p>a", "p(object(p))"},
		{"li", "<ul><li>a<p><b>b<li>c<ul><li>d</ul></ul>", "ul.e(li(p(b)) li(ul.e(li)))"},
		{"li not out of a list inside", "<li><ul><div><li>", "li(ul(div(li)))"},
		{"dt and dd", "<dl><dt>a<dd><div>b<dt>c", "dl(dt dd(div) dt)"},
		{"option and optgroup", "<select><optgroup><option>a<option>b<optgroup></select>",
			"select.e.S(optgroup.S(option.S option.S optgroup.S))"},
		{"headings", "<h1><b><h2></h3>", "h1(b(h2.e))"},
		{"a", "<a href=x><b><a href=y></a>", "a(b) a.e"},
		{"a with a block inside", "<a href=x><p>a<a href=y>b</a></p></a>", "a.e(p.e(a.e))"},
		{"ruby", "<ruby>a<rt>b<rp>c<rt>d", "ruby(rt.S rp.S rt.S)"},
		{"form", "<form><form></form><form>", "form.e form"},
		{"table", "<table><tr><td><b><td></table>", "table.e(tr(td(b) td))"},
		{"table parts", "<table><colgroup><col><thead><tr><th><tbody><tr><td><tfoot>",
			"table(colgroup(col./) thead(tr(th)) tbody(tr(td)) tfoot)"},
		{"table in a table", "<table><tr><td><table><tr><td></table><td></table>",
			"table.e(tr(td(table.e(tr(td))) td))"},
		{"cells without a table", "<tr><td><b><tbody></tbody>", "b"},
		{"cell end tags stop at the table", "<table><tr><td><table></td><tr>",
			"table(tr(td(table(tr))))"},
		{"head and body", "<html><head><title>a</title><link><p>",
			"html(head.h(title.e.S.h link./.h) p)"},
		{"body ends head", "<head><style></style><body><p>", "head.h(style.e.S.h) body(p)"},
		{"second html, head, body",
			"<html><head></head><body><html><head><body><p></body></html><i>",
			"html(head.e.h body(p(i)))"},
		{"noscript", "<head><noscript><img></noscript></head><noscript><p>",
			"head.e.h(noscript.e.N.h(img./.N.h)) noscript.N(p.N)"},
		{"hidden", "<div hidden><p></p></div><p aria-hidden=TRUE><p aria-hidden=false>",
			"div.e.H.U(p.e.H.U) p.H p"},
		{"hidden by style", "<p style='color:x; display : none'><p style=visibility:hidden>" +
			"<p style=display:block>", "p.H.U p.H.U p"},
		{"off the screen", "<i style='position:absolute; LEFT:-9999px'></i>" +
			"<i style='text-indent: -999em'></i><i style='clip: rect(1px, 1px, 1px,1px);'></i>" +
			"<i style='clip-path:inset(50%)'></i>", "i.e.U i.e.U i.e.U i.e.U"},
		{"on the screen", "<i style='left:-50px;clip:rect(0,100px,20px,0)'></i>" +
			"<i style='backface-visibility:hidden;opacity:0'></i><i hidden=until-found></i>",
			"i.e i.e i.e.H"},
		{"skipped", "<template><p></template><video><source></video><textarea></textarea>",
			"template.e.S(p.S) video.e.S(source./.S) textarea.e.S"},
		{"svg", "<svg><title><b></title><foreignObject><p></foreignObject><g>",
			"svg.F.S(title.e.F.S(b.S) foreignobject.e.F(p) g.F.S)"},
		{"svg ends what was left open in it", "<svg><symbol><title>a</symbol></svg><p>",
			"svg.e.F.S(symbol.e.F.S(title.F.S)) p"},
		{"select ends at an input", "<select><option>a<input><p>", "select.S(option.S) input./ p"},
		{"shadow root", "<x-a><template shadowrootmode=OPEN><p><slot></slot></template></x-a>" +
			"<template shadowrootmode><p>", "?.e(template.e(p(slot.e))) template.S(p.S)"},
		{"shadow root in a template", "<template><x-a><template shadowrootmode=open><p>",
			"template.S(?.S(template.S(p.S)))"},
		{"math", "<math><mi><b></mi><p>", "math.F(mi.e.F(b)) p"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := new(Builder).HTML([]byte(tt.in), 0)
			checkPage(t, p)
			if got := outline(p); got != tt.want {
				t.Errorf("%q:\n%s\nwant\n%s", tt.in, got, tt.want)
			}
		})
	}
}

// TestElement checks each field of the elements of a page.
func TestElement(t *testing.T) {
	const page = "x<div id=i CLASS=\" a b \" role='main'>y<b class>z</b></div >w<p>v"
	p := new(Builder).HTML([]byte(page), 0)
	checkPage(t, p)
	var got []string
	for i := range p.Elements {
		e := &p.Elements[i]
		got = append(got, fmt.Sprintf("%d %d-%d %q %q blocks %d-%d class %q id %q role %q",
			e.Depth, e.Parent, e.Next, p.Source[e.Start:e.Open], p.Content(int32(i)), e.First,
			e.Last, e.Class.Of(p.Source), e.ID.Of(p.Source), e.Role.Of(p.Source)))
	}
	want := []string{
		`0 -1-4 "" "x<div id=i CLASS=\" a b \" role='main'>y<b class>z</b></div >w<p>v" ` +
			`blocks 0-4 class "" id "" role ""`,
		`1 0-3 "<div id=i CLASS=\" a b \" role='main'>" "y<b class>z</b>" blocks 1-2 ` +
			`class " a b " id "i" role "main"`,
		`2 1-3 "<b class>" "z" blocks 1-2 class "" id "" role ""`,
		`1 0-4 "<p>" "v" blocks 3-4 class "" id "" role ""`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	k := &p.Blocks[1]
	if k.Node != 1 || k.Inner != 1 || string(p.Source[k.From:k.To]) != "y<b class>z</b>" {
		t.Errorf("%+v of %q", *k, p.Source[k.From:k.To])
	}
}

// TestFirstAttr checks that the first of several attributes with the same name counts.
func TestFirstAttr(t *testing.T) {
	p := new(Builder).HTML([]byte("<p class= id='' role=a class=x id=y role=b><p ID=a>"+
		"<script type=ld+json type=LD+JSON>"), 0)
	checkAttrs(t, p)
	if got := string(p.Elements[1].Role.Of(p.Source)); got != "a" {
		t.Errorf("role %q", got)
	}
	if v, ok := p.Attr(2, "id"); string(v) != "a" || !ok {
		t.Errorf("id %q %v", v, ok)
	}
	if _, ok := p.Attr(2, "class"); ok {
		t.Error("class is not there")
	}
	if len(p.Head.Scripts) != 1 {
		t.Errorf("scripts %v", p.Head.Scripts)
	}
}

func TestHead(t *testing.T) {
	p := new(Builder).HTML([]byte("<!doctype html><html lang=de><head><meta charset=utf-8>"+
		"<base target=x><base href=/a><base href=/b>"+
		"<svg><title>no</title></svg><title>yes</title><title>second</title><link rel=canonical>"+
		"<script type='application/LD+json'>{}</script><script type=text/javascript></script>"+
		"</head><body><time>0</time><time datetime=1>1</time>"+
		"<meta itemprop=x><span itemprop=y>z</span><p property=w><svg>"), 0)
	checkPage(t, p)
	names := func(list ...int32) (s []string) {
		for _, i := range list {
			e := &p.Elements[i]
			s = append(s, string(p.Source[e.Start:e.Open]))
		}
		return s
	}
	h := &p.Head
	for _, tt := range []struct {
		what string
		got  []string
		want string
	}{
		{"title", names(h.Title), "<title>"},
		{"base", names(h.Base), "<base href=/a>"},
		{"html", names(h.HTML), "<html lang=de>"},
		{"meta", names(h.Meta...), "<meta charset=utf-8> <link rel=canonical> <meta itemprop=x>"},
		{"scripts", names(h.Scripts...), "<script type='application/LD+json'>"},
		{"times", names(h.Times...), "<time datetime=1> <span itemprop=y> <p property=w>"},
	} {
		if got := strings.Join(tt.got, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
	}
	if got := string(p.Content(h.Title)); got != "yes" {
		t.Errorf("title %q", got)
	}
}

func TestClone(t *testing.T) {
	src := []byte("<meta><time>a</time><script type=ld+json></script><p>b")
	var b Builder
	p := b.HTML(src, 0)
	before := outline(p) + written(p)
	c := p.Clone(slices.Clone(src), slices.Clone(p.Text))
	b.HTML([]byte("<title>x</title><h1>y</h1><div>z"), 0)
	clear(src)
	checkPage(t, c)
	if after := outline(c) + written(c); after != before {
		t.Errorf("%s, want %s", after, before)
	}
}

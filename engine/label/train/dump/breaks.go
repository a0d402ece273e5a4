package dump

import "golang.org/x/net/html/atom"

// skipped are the elements whose text is not dumped.
var skipped = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Template: true, atom.Iframe: true,
	atom.Noframes: true, atom.Svg: true,
}

// breaks says how an element separates its text from the surrounding text: 1 by a line break, 2 by
// a blank line.
var breaks = func() map[atom.Atom]uint8 {
	t := map[atom.Atom]uint8{}
	for _, a := range []atom.Atom{
		atom.Br, atom.Div, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option, atom.Button,
		atom.Caption, atom.Legend, atom.Summary, atom.Figcaption, atom.Details,
	} {
		t[a] = 1
	}
	for _, a := range []atom.Atom{
		atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl,
		atom.Table, atom.Blockquote, atom.Pre, atom.Hr, atom.Section, atom.Article, atom.Aside,
		atom.Nav, atom.Header, atom.Footer, atom.Main, atom.Figure, atom.Form, atom.Fieldset,
		atom.Address,
	} {
		t[a] = 2
	}
	return t
}()

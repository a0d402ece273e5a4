package block

import "klartext/engine/tag"

// breakOf tells how an element parts its text from what is around it: 0 not at all, 1 by the end of the line, 2 by a gap.
// It is the user agent style sheet of the standard, section 15.3, with these differences: sections, tables and forms are
// set apart by a gap, as nearly all pages show them, and a button stands by itself.
var breakOf = func() (t [256]uint8) {
	for k := range t {
		switch p := tag.Tag(k).Props(); {
		case p&(tag.Para|tag.Sectioning) != 0:
			t[k] = 2
		case p&(tag.Block|tag.Break) != 0:
			t[k] = 1
		}
	}
	for _, k := range [...]tag.Tag{tag.Table, tag.Form, tag.Fieldset, tag.Address, tag.Body, tag.Dialog} {
		t[k] = 2
	}
	t[tag.Button] = 1
	return t
}()

// level reports whether an element is one that blocks are the text of.
func level(t tag.Tag) bool { return breakOf[t] > 0 && t != tag.Br }

// parts tells the inline elements that words on both sides of are never one: pictures, controls, elements of the page's own
// making.
var parts = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Embedded | tag.Control)
	}
	t[tag.Unknown], t[tag.ForeignObject] = true, true
	return t
}()

// opaque tells the elements whose content is no text of the page.
var opaque = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Skipped)
	}
	for _, k := range [...]tag.Tag{
		tag.Title, tag.Textarea, tag.Select, tag.Video, tag.Audio, tag.Canvas, tag.Svg, tag.Annotation, tag.AnnotationXML, tag.Rt, tag.Rp,
		tag.Noframes, tag.Noembed,
	} {
		t[k] = true
	}
	return t
}()

// flagsOf tells the flags that an element has by its tag alone.
var flagsOf = func() (t [256]ElementFlags) {
	for k, is := range opaque {
		if is {
			t[k] = Skipped
		}
	}
	t[tag.Head] |= InHead
	t[tag.Noscript] |= Noscript
	return t
}()

// preserves tells the elements in whose text white space counts.
var preserves = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Preformatted) && tag.Tag(k) != tag.Textarea
	}
	return t
}()

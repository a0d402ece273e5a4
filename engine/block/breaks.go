package block

import "klartext/engine/tag"

// breakOf says how an element separates its text from the surrounding text: 0 not at all, 1 by a
// line end, 2 by a gap. It follows the user agent style sheet of the standard, section 15.3, with
// these differences: sections, tables and forms are set off by a gap, as on nearly all pages, and a
// button is on a line of its own.
var breakOf = func() (t [256]uint8) {
	for k := range t {
		switch p := tag.Tag(k).Props(); {
		case p&(tag.Para|tag.Sectioning) != 0:
			t[k] = 2
		case p&(tag.Block|tag.Break) != 0:
			t[k] = 1
		}
	}
	for _, k := range [...]tag.Tag{
		tag.Table, tag.Form, tag.Fieldset, tag.Address, tag.Body, tag.Dialog,
	} {
		t[k] = 2
	}
	t[tag.Button] = 1
	return t
}()

// level reports whether an element is block-level, so that a block can be its text.
func level(t tag.Tag) bool { return breakOf[t] > 0 && t != tag.Br }

// parts has the inline elements that always separate words: pictures, controls, and elements that
// the page defines itself.
var parts = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Embedded | tag.Control)
	}
	t[tag.Unknown], t[tag.ForeignObject] = true, true
	return t
}()

// opaque has the elements whose content is not part of the page's text.
var opaque = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Skipped)
	}
	for _, k := range [...]tag.Tag{
		tag.Title, tag.Textarea, tag.Select, tag.Video, tag.Audio, tag.Canvas, tag.Svg,
		tag.Annotation, tag.AnnotationXML, tag.Rt, tag.Rp, tag.Noframes, tag.Noembed,
	} {
		t[k] = true
	}
	return t
}()

// flagsOf has the flags that depend only on the tag of an element.
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

// preserves has the elements whose white space is kept.
var preserves = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Preformatted) && tag.Tag(k) != tag.Textarea
	}
	return t
}()

// Package charset turns pages as they came from the wire into UTF-8, which is what package engine reads. Package sniff tells
// HTML from plain text and binary data.
//
// It is a thin layer: the encodings are those of the Encoding standard (https://encoding.spec.whatwg.org) from
// golang.org/x/text, with the labels that browsers know ("iso-8859-1" is windows-1252), and what neither the server nor the
// page says is guessed by github.com/saintfish/chardet, a port of ICU's detector. What is decided here is only whom to
// believe. In this order:
//
//  1. a byte order mark;
//  2. the zero bytes of UTF-16 without a mark;
//  3. a page that is valid UTF-8 is UTF-8, whatever else is declared: text in another encoding is practically never valid;
//  4. the charset of the Content-Type header;
//  5. the charset of a meta element, in the first 64 KB (of 2,010 pages 1,667 have it in the first 1024 bytes, which is
//     where browsers look, 114 in the first 4096, 46 in the first 64 KB);
//  6. a page that is UTF-8 but for some damaged characters is UTF-8;
//  7. statistics, and the language that the page declares;
//  8. windows-1252.
//
// A declaration that the bytes contradict is not believed: UTF-8 that is mostly invalid, Shift_JIS full of characters that
// do not exist.
package charset

// Package charset converts pages as they came over the wire to UTF-8, which is what package engine
// reads. Package sniff distinguishes HTML, plain text and binary data.
//
// It is a thin layer. The encodings are those of the Encoding standard
// (https://encoding.spec.whatwg.org), as implemented by golang.org/x/text, with the labels that
// browsers know ("iso-8859-1" is windows-1252). If neither the server nor the page declares an
// encoding, it is guessed by github.com/saintfish/chardet, a port of ICU's detector. This package
// only decides which evidence to believe, in this order:
//
//  1. a byte order mark;
//  2. the zero bytes of UTF-16 without a mark;
//  3. a page that is valid UTF-8 is UTF-8, whatever is declared: text in another encoding is
//     practically never valid UTF-8;
//  4. the charset of the Content-Type header;
//  5. the charset of a meta element in the first 64 KB (of 2,010 pages, 1,667 have it in the first
//     1024 bytes, which is where browsers look, 114 in the first 4096, 46 in the first 64 KB);
//  6. a page that is UTF-8 except for some damaged characters is UTF-8;
//  7. statistics, and the language that the page declares;
//  8. windows-1252.
//
// A declaration that the bytes contradict is not believed: for example UTF-8 that is mostly
// invalid, or Shift_JIS full of characters that do not exist.
package charset

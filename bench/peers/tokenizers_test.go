package peers

import (
	"bytes"
	"io"
	"strconv"

	"github.com/tdewolff/parse/v2"
	lexer "github.com/tdewolff/parse/v2/html"
	"golang.org/x/net/html"

	"klartext/engine/token"
)

// counts makes a peer from a function that counts tags, or tags and bytes of attributes.
func counts(n func(page []byte) (int, error)) answer {
	var text []byte
	return func(page []byte, _ string) ([]byte, []byte, error) {
		got, err := n(page)
		text = strconv.AppendInt(text[:0], int64(got), 10)
		return text, nil, err
	}
}

// klartextTokens reads every attribute's name and value, as written.
func klartextTokens() answer {
	var h token.HTML
	var t token.Token
	return counts(func(page []byte) (n int, _ error) {
		h.Reset(page)
		for h.Next(&t) {
			if t.Kind != token.StartTag {
				continue
			}
			n++
			for _, a := range h.Attrs() {
				n += int(a.NameEnd - a.NameStart + a.ValueEnd - a.ValueStart)
			}
		}
		return n, nil
	})
}

// xnetTokens reads every attribute. x/net decodes the references in the values.
func xnetTokens() answer {
	return counts(func(page []byte) (n int, _ error) {
		z := html.NewTokenizer(bytes.NewReader(page))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return n, end(z.Err())
			case html.StartTagToken, html.SelfClosingTagToken:
				n++
				_, more := z.TagName()
				for more {
					var k, v []byte
					k, v, more = z.TagAttr()
					n += len(k) + len(v)
				}
			}
		}
	})
}

// tdewolffTokens reads every attribute, as written. The lexer changes names to lower case in the
// page itself.
func tdewolffTokens() answer {
	return counts(func(page []byte) (n int, _ error) {
		in := parse.NewInputBytes(page)
		defer in.Restore()
		l := lexer.NewLexer(in)
		for {
			switch kind, _ := l.Next(); kind {
			case lexer.ErrorToken:
				return n, end(l.Err())
			case lexer.StartTagToken:
				n++
			case lexer.AttributeToken:
				n += len(l.AttrKey()) + len(l.AttrVal())
			}
		}
	})
}

// xnetParse builds the tree from which every extractor on x/net starts.
func xnetParse() answer {
	return counts(func(page []byte) (n int, err error) {
		doc, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			return 0, err
		}
		for range doc.Descendants() {
			n++
		}
		return n, nil
	})
}

// hop jumps from '<' to '<': an upper bound for the speed.
func hop() answer {
	return counts(func(page []byte) (n int, _ error) {
		for {
			i := bytes.IndexByte(page, '<')
			if i < 0 {
				return n, nil
			}
			n++
			page = page[i+1:]
		}
	})
}

// end returns the error of a tokenizer that stopped, or nil at the end of the page.
func end(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

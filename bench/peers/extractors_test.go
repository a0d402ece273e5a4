package peers

import (
	"bytes"
	"fmt"
	"net/url"
	"path/filepath"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// klartext cleans the page, with metadata and comments, and writes the main text and the comments.
func klartext() answer { return clean(engine.New(engine.Options{})) }

func clean(e *engine.Engine) answer {
	var text, comments, address []byte
	return func(page []byte, url string) (_, _ []byte, err error) {
		address = append(address[:0], url...)
		e.SetAddress(address)
		d, err := e.HTML(page)
		if err != nil {
			return nil, nil, err
		}
		text, comments = d.AppendText(text[:0], engine.WriteOptions{}), comments[:0]
		for i := range d.Comments {
			comments = append(d.AppendCommentText(comments, i), '\n')
		}
		return text, comments, nil
	}
}

// unseen is klartext with, for each page, the model of cross-validation that was not trained on the
// page's host.
func unseen(dir string) (answer, error) {
	var folds [gold.Folds]answer
	for f := range folds {
		m, err := gold.ReadModel(filepath.Join(dir, fmt.Sprintf("htmlfold%d.model", f)))
		if err != nil {
			return nil, err
		}
		folds[f] = clean(engine.New(engine.Options{HTMLModel: m}))
	}
	return func(page []byte, url string) (_, _ []byte, err error) {
		return folds[gold.Fold(url)](page, url)
	}, nil
}

// tree builds the tree from which the following extractors start. Their own readers would first
// guess the encoding, sometimes wrongly; here all know that the pages are UTF-8.
func tree(page []byte, address string) (*html.Node, *url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, nil, err
	}
	doc, err := html.Parse(bytes.NewReader(page))
	return doc, u, err
}

func trafilaturaAlone() answer { return extract(trafilatura.Options{}) }

// trafilaturaFallback also asks readability and dom-distiller, and takes the best of the three.
func trafilaturaFallback() answer { return extract(trafilatura.Options{EnableFallback: true}) }

func extract(opts trafilatura.Options) answer {
	return func(page []byte, address string) (_, _ []byte, err error) {
		var doc *html.Node
		if doc, opts.OriginalURL, err = tree(page, address); err != nil {
			return nil, nil, err
		}
		r, err := trafilatura.ExtractDocument(doc, opts)
		if err != nil {
			return nil, nil, err
		}
		return []byte(r.ContentText), []byte(r.CommentsText), nil
	}
}

func readable() answer {
	return func(page []byte, address string) (_, _ []byte, err error) {
		doc, u, err := tree(page, address)
		if err != nil {
			return nil, nil, err
		}
		parser := readability.NewParser()
		a, err := parser.ParseAndMutate(doc, u)
		if err != nil || a.Node == nil {
			return nil, nil, err
		}
		var text bytes.Buffer
		err = a.RenderText(&text)
		return text.Bytes(), nil, err
	}
}

// distilled skips the search for the next page, which nobody needs here.
func distilled() answer {
	return func(page []byte, address string) (_, _ []byte, err error) {
		doc, u, err := tree(page, address)
		if err != nil {
			return nil, nil, err
		}
		r, err := distiller.Apply(doc, &distiller.Options{OriginalURL: u, SkipPagination: true})
		if err != nil {
			return nil, nil, err
		}
		return []byte(r.Text), nil, nil
	}
}

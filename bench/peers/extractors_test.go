package peers

import (
	"bytes"
	"fmt"
	"net/url"
	"path/filepath"

	"codeberg.org/readeck/go-readability"
	"github.com/markusmobius/go-trafilatura"

	"klartext/engine"
	"klartext/engine/label/train/gold"
)

// klartext takes the page apart, with metadata and comments, and writes the main text.
func klartext() answer { return clean(engine.New(engine.Options{})) }

func clean(e *engine.Engine) answer {
	var text, address []byte
	return func(page []byte, url string) ([]byte, error) {
		address = append(address[:0], url...)
		e.SetAddress(address)
		d, err := e.HTML(page)
		if err != nil {
			return nil, err
		}
		text = d.AppendText(text[:0], engine.WriteOptions{})
		return text, nil
	}
}

// unseen is klartext with, for each page, the model of cross-validation that was not trained on its host.
func unseen(dir string) (answer, error) {
	var folds [gold.Folds]answer
	for f := range folds {
		m, err := gold.ReadModel(filepath.Join(dir, fmt.Sprintf("htmlfold%d.model", f)))
		if err != nil {
			return nil, err
		}
		folds[f] = clean(engine.New(engine.Options{HTMLModel: m}))
	}
	return func(page []byte, url string) ([]byte, error) { return folds[gold.Fold(url)](page, url) }, nil
}

func trafilaturaAlone() answer { return extract(trafilatura.Options{}) }

// trafilaturaFallback asks readability and dom-distiller too, and takes the best of the three.
func trafilaturaFallback() answer { return extract(trafilatura.Options{EnableFallback: true}) }

func extract(opts trafilatura.Options) answer {
	return func(page []byte, address string) (_ []byte, err error) {
		if opts.OriginalURL, err = url.Parse(address); err != nil {
			return nil, err
		}
		r, err := trafilatura.Extract(bytes.NewReader(page), opts)
		if err != nil {
			return nil, err
		}
		return []byte(r.ContentText), nil
	}
}

func readable() answer {
	return func(page []byte, address string) ([]byte, error) {
		u, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		a, err := readability.FromReader(bytes.NewReader(page), u)
		if err != nil {
			return nil, err
		}
		return []byte(a.TextContent), nil
	}
}

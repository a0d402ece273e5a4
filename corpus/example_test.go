package corpus_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"strings"

	"klartext/corpus"
	"klartext/engine"
	"klartext/engine/charset"
)

// Read a crawl and clean its pages. Damage is reported, and the pages after it are still read.
func Example() {
	crawl := `{"id":1,"url":"https://example.org/1","html":"<title>Tides</title><h1>Tides</h1><p>The water rises twice a day, and falls twice."}
{"id":2,"html":"<p>The line that is cut
{"id":3,"text":"Plain text that another tool has dumped, as archives of plain text hold it, is read line by line, and its menus are told from its sentences."}
`
	r, err := corpus.NewReader("crawl.jsonl", strings.NewReader(crawl), corpus.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	var record corpus.Record
	var converter charset.Converter
	eng := engine.New(engine.Options{})
	for {
		err := r.Next(&record)
		var damage *corpus.Damage
		switch {
		case err == io.EOF:
			fmt.Printf("%d pages, %d damaged\n", r.Counts().Records, r.Counts().Damaged)
			return
		case errors.As(err, &damage):
			fmt.Println("damaged:", damage.At)
			continue
		case err != nil:
			log.Fatal(err)
		}
		page, kind, err := record.Page(&converter)
		if err != nil {
			fmt.Println(record.At, err)
			continue
		}
		eng.SetAddress([]byte(record.URL))
		eng.SetFetchedAt(record.FetchedAt)
		clean := eng.Text
		if kind == corpus.HTML {
			clean = eng.HTML
		}
		doc, err := clean(page)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %s", record.ID, doc.AppendText(nil, engine.WriteOptions{}))
	}
	// Output:
	// 1: The water rises twice a day, and falls twice.
	// damaged: crawl.jsonl at byte 131
	// 3: Plain text that another tool has dumped, as archives of plain text hold it, is read line by line, and its menus are told from its sentences.
	// 2 pages, 1 damaged
}

// Read the second of four parts of what a directory, a pattern and an archive contain.
func ExampleShard() {
	inputs, err := corpus.Inputs("crawl", "more/**/*.html", "CC-MAIN-1.warc.gz")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, input := range corpus.Shard(inputs, 1, 4) {
		r, err := corpus.Open(input, corpus.Options{})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(input.Name, input.Size)
		r.Close()
	}
	// Output: crawl: file does not exist
}

package sink_test

import (
	"fmt"
	"log"
	"os"

	"github.com/klauspost/compress/zstd"

	"klartext/corpus"
	"klartext/corpus/sink"
	"klartext/engine"
)

// Write a part with one page.
func Example() {
	out, err := os.MkdirTemp("", "sink")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(out)
	record := corpus.Record{
		ID: "7", URL: "https://example.org/7",
		At: corpus.Position{File: "crawl.warc.gz", Offset: 4096},
	}
	doc, err := engine.New(engine.Options{}).HTML([]byte("<title>A bridge</title>" +
		"<p>After two years of work the bridge is open again.</p>"))
	if err != nil {
		log.Fatal(err)
	}

	dir := sink.Dir{Path: out}
	part, err := sink.JSONLines.Create(&dir, "crawl-00000"+sink.JSONLines.Suffix())
	if err != nil {
		log.Fatal(err)
	}
	defer part.Abandon() // has no effect after Commit
	var item sink.Item
	if err := sink.JSONLines.Encode(&item, &record, doc, engine.WriteOptions{}); err != nil {
		log.Fatal(err)
	}
	if err := part.Write(&item, 0); err != nil {
		log.Fatal(err)
	}
	if _, err := part.Commit(); err != nil {
		log.Fatal(err)
	}

	packed, err := os.ReadFile(out + "/crawl-00000.jsonl.zst")
	if err != nil {
		log.Fatal(err)
	}
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		log.Fatal(err)
	}
	defer decoder.Close()
	rows, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.97s…\n", rows)
	// Output: {"id":"7","url":"https://example.org/7","file":"crawl.warc.gz","offset":4096,"title":"A bridge","…
}

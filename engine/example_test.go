package engine_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"klartext/engine"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// page is the plain-text dump of a news page.
const page = `Startseite
Suche
Anmelden

Stadtleben

Die neue Brücke ist fertig

Die Fußgängerbrücke über die Alte Au wird am Samstag mit einem Fest eröffnet. Zwei Jahre lang hat die Stadt an ihr gebaut.

Von Eva Muster
6. Mai 2024, 07:08 Uhr

Zwei Jahre lang mussten Schülerinnen und Schüler einen Umweg von zwölf Minuten gehen, weil die alte Brücke gesperrt war. Nun ist der Neubau fertig, er hat rund 1,2 Millionen Euro gekostet und ist breiter als sein Vorgänger.

„Wir sind froh, dass es endlich so weit ist“, sagte die Bürgermeisterin am Montag. Die Brücke sei ein Gewinn für alle, die zu Fuß oder mit dem Rad unterwegs sind.

Teilen
Drucken

3 Kommentare

Anna B.
vor 5 Stunden
Endlich! Meine Kinder haben darauf zwei Jahre lang gewartet.
Antworten

Kurt
vor 4 Stunden
Und wer bezahlt das alles? Die Stadt hat doch gar kein Geld.
Antworten

Anna B.
vor 2 Stunden
@Kurt Der Kreis hat drei Viertel übernommen, das stand doch in der Zeitung.
Antworten

Impressum
Datenschutz
`

// Clean a page: its main text, and what else it says about itself.
func Example() {
	e := engine.New(engine.Options{})
	doc, err := e.Text([]byte(page))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s (%s, %s)\n\n", doc.Title, doc.Published.AppendISO(nil), doc.Language)
	os.Stdout.Write(doc.AppendText(nil, engine.WriteOptions{}))
	// Output:
	// Die neue Brücke ist fertig (2024-05-06T07:08, de)
	//
	// Die Fußgängerbrücke über die Alte Au wird am Samstag mit einem Fest eröffnet. Zwei Jahre lang hat die Stadt an ihr gebaut.
	// Zwei Jahre lang mussten Schülerinnen und Schüler einen Umweg von zwölf Minuten gehen, weil die alte Brücke gesperrt war. Nun ist der Neubau fertig, er hat rund 1,2 Millionen Euro gekostet und ist breiter als sein Vorgänger.
	// „Wir sind froh, dass es endlich so weit ist“, sagte die Bürgermeisterin am Montag. Die Brücke sei ein Gewinn für alle, die zu Fuß oder mit dem Rad unterwegs sind.
}

// Get the comments of a page.
func Example_comments() {
	e := engine.New(engine.Options{})
	doc, err := e.Text([]byte(page))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.CommentSection.State, doc.CommentSection.Announced)
	for i, c := range doc.Comments {
		fmt.Printf("%d %s, %s: %s\n", i, c.Author, c.Time, doc.AppendCommentText(nil, i))
		if c.Parent >= 0 {
			fmt.Printf("  replies to %d (%s)\n", c.Parent, c.Evidence)
		} else if c.Parent == thread.Unknown {
			fmt.Println("  may reply to another")
		}
	}
	// Output:
	// open 3
	// 0 Anna B., vor 5 Stunden: Endlich! Meine Kinder haben darauf zwei Jahre lang gewartet.
	//   may reply to another
	// 1 Kurt, vor 4 Stunden: Und wer bezahlt das alles? Die Stadt hat doch gar kein Geld.
	//   may reply to another
	// 2 Anna B., vor 2 Stunden: @Kurt Der Kreis hat drei Viertel übernommen, das stand doch in der Zeitung.
	//   replies to 1 (mention)
}

// Read the comments as a thread, with replies below what they reply to, at any depth.
func ExampleDocument_Thread() {
	e := engine.New(engine.Options{})
	doc, err := e.Text([]byte(page))
	if err != nil {
		log.Fatal(err)
	}
	for i, depth := range doc.Thread() {
		fmt.Printf("%s%d %s\n", strings.Repeat("    ", depth), i, doc.Comments[i].Author)
	}
	// Output:
	// 0 Anna B.
	// 1 Kurt
	//     2 Anna B.
}

// Read votes as numbers, if there is only one way to read them.
func ExampleComment_Points() {
	for _, votes := range []string{"+3", "1.046", "👍 9 👎 2", "3.2k"} {
		c := engine.Comment{Votes: []byte(votes)}
		n, ok := c.Points()
		fmt.Println(votes, "is", n, ok)
	}
	// Output:
	// +3 is 3 true
	// 1.046 is 1046 true
	// 👍 9 👎 2 is 7 true
	// 3.2k is 0 false
}

// Reuse an Engine, and the memory for the output, for all pages: after a few pages nothing is
// allocated any more. Copy what you want to keep of a Document, or clone it.
func Example_reuse() {
	e := engine.New(engine.Options{MaxBytes: 1 << 20})
	var out []byte
	var kept []*engine.Document
	for _, src := range []string{page, "Kein Artikel\n", "\x00\x00\x00"} {
		doc, err := e.Text([]byte(src))
		if errors.Is(err, engine.ErrBinary) {
			fmt.Println("skipped:", err)
			continue
		}
		out = doc.AppendMarkdown(out[:0], engine.WriteOptions{Title: true})
		fmt.Println(len(out) > 0, len(doc.Comments))
		kept = append(kept, doc.Clone())
	}
	fmt.Printf("%s\n", kept[0].Title)
	// Output:
	// true 3
	// true 0
	// skipped: token: page is binary data, not text (at byte 0)
	// Die neue Brücke ist fertig
}

// Resolve relative times, given the time at which a page was fetched. Without it they stay ages.
func Example_relativeTimes() {
	e := engine.New(engine.Options{})
	for _, fetched := range []string{"", "2024-05-06T14:30"} {
		t, _ := when.ParseISO([]byte(fetched))
		e.SetFetchedAt(t)
		doc, err := e.Text([]byte(page))
		if err != nil {
			log.Fatal(err)
		}
		c := doc.Comments[0]
		fmt.Printf("%s: %v of %d s, published %q\n",
			c.Time, c.When.Kind, c.When.AgeSeconds, c.Published.AppendISO(nil))
	}
	// Output:
	// vor 5 Stunden: Age of 18000 s, published ""
	// vor 5 Stunden: Age of 18000 s, published "2024-05-06T09"
}

// See why a block is in the text, or is not.
func Example_reasons() {
	e := engine.New(engine.Options{})
	doc, err := e.Text([]byte(page))
	if err != nil {
		log.Fatal(err)
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch text := string(doc.Source[b.Start:b.End]); text {
		case "Suche", "Teilen", "Kurt", "Impressum":
			fmt.Printf("%s is %s: %s\n", text, b.Label, b.AppendReason(nil))
		}
	}
	// Output:
	// Suche is boilerplate:nav: navigation: lexicon
	// Teilen is boilerplate:share: share button: lexicon
	// Kurt is comment-author: comment author: comment grammar
	// Impressum is boilerplate:legal: legal notice: lexicon
}

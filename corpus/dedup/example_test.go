package dedup_test

import (
	"fmt"

	"klartext/corpus/dedup"
	"klartext/engine"
)

func ExampleExact() {
	var h dedup.Hasher // one per worker
	var seen dedup.Exact
	for id, text := range []string{"Die Fähre legt ab.", "Sie kommt an.", "DIE FÄHRE\nlegt ab"} {
		if first, duplicate := seen.Add(h.Fingerprint([]byte(text)), uint64(id)); duplicate {
			fmt.Printf("document %d is document %d\n", id, first)
		}
	}
	// Output: document 2 is document 0
}

func ExampleNear() {
	var h dedup.Hasher
	near := dedup.NewNear(dedup.NearOptions{Threshold: 0.7})
	texts := []string{
		"Die Fähre legt um sieben Uhr ab und kommt um acht Uhr in Olkersiel an, " +
			"wenn das Wetter es will und der Wind nicht dreht.",
		"Die Fähre legt um sieben Uhr ab und kommt um acht Uhr in Olkersiel an, " +
			"wenn das Wetter es will und der Wind nicht bläst.",
	}
	for id, text := range texts {
		s := h.Signature([]byte(text))
		if m, ok := near.Add(&s, uint64(id)); ok {
			fmt.Printf("document %d is nearly document %d\n", id, m.ID)
		}
	}
	// Output: document 1 is nearly document 0
}

func ExampleDropper() {
	const notice = "\n\nWer hier schreibt, hält sich an die Regeln des Hauses " +
		"und bleibt freundlich zu allen.\n"
	pages := []string{
		"Die Fähre bekommt ein Dach\n\nIm Sommer fährt sie damit jede dritte Fahrt " +
			"aus eigener Kraft, sagt der Betriebsleiter." + notice,
		"Der Hafen wird tiefer\n\nZwei Bagger graben seit Montag vor der Mole, " +
			"und der Lärm ist bis ins Dorf zu hören." + notice,
	}

	survey := dedup.NewSurvey(dedup.SurveyOptions{}) // pass 1
	var h dedup.Hasher
	var p dedup.Prints
	for _, page := range pages {
		h.Text(&p, "www.example.org", []byte(page))
		survey.Add(&p)
	}

	dropper := dedup.NewDropper(survey, dedup.Rule{}, 10) // pass 2, one per worker
	e := engine.New(engine.Options{})
	for _, page := range pages {
		doc, err := e.Text([]byte(page))
		if err != nil {
			fmt.Println(err)
			return
		}
		dropper.Drop(doc, "example.org")
	}
	n, repeated := dropper.Repeated("example.org", []byte(notice))
	fmt.Println(n, repeated)
	// Output: 2 true
}

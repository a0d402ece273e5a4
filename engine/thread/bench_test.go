package thread

import (
	"bytes"
	"strconv"
	"testing"
)

// section writes a page with n comments, by three authors in turn.
func sectionOf(n int) []byte {
	var b bytes.Buffer
	b.WriteString("Ein Titel\n\nEin Absatz des Artikels, der lang genug ist, um als Text zu " +
		"gelten.\n\n" + strconv.Itoa(n) + " Kommentare\n\n")
	names := [...]string{"Anna", "Bert Öhm", "karl_77"}
	for i := range n {
		b.WriteString(names[i%3] + " sagt:\n12. Mai 2023 um 1" + strconv.Itoa(i%10) +
			":05 Uhr\n\n" + sentence(i) + "\n\nAntworten\n\n")
	}
	b.WriteString("Schreibe einen Kommentar\n")
	return b.Bytes()
}

// sentence returns a sentence that only comment i has.
func sentence(i int) string {
	all := [...]string{"Das", "Haus", "steht", "noch", "immer", "leer", "am", "Fluss", "und",
		"keiner", "weiss", "warum", "Regen"}
	var b bytes.Buffer
	for n := i*7 + 3; n > 0; n /= 13 {
		b.WriteString(all[n%13] + " ")
	}
	return b.String() + "so ist es eben, sagt man hier.\nOder auch nicht."
}

func BenchmarkText(b *testing.B) {
	for _, n := range []int{10, 1000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			src := sectionOf(n)
			blocks, phrases := readText(src)
			sheet := newSheet(len(blocks))
			var s Segmenter
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if th := s.Text(src, blocks, sheet, phrases); len(th.Comments) != n {
					b.Fatalf("%d comments, want %d", len(th.Comments), n)
				}
			}
		})
	}
}

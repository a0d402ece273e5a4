package when

import (
	"bytes"
	"testing"
)

var benchTexts = []struct {
	name  string
	text  string
	times int // in the text once
}{
	{"prose", "Wer an einem solchen Morgen aus dem Haus tritt, der merkt schnell, " +
		"dass die Luft klarer ist als sonst; " +
		"man hört die Glocken von drüben, und am Ufer sitzen die Leute mit ihren Thermoskannen. " +
		"It was one of those afternoons on which nothing much happens, " +
		"and that was fine with everyone who had come. ", 0},
	{"comments", "Anna\nStammgast\n13.09.2023, 11:05\n" +
		"Das sehe ich genauso, aber die Kosten steigen seit Jahren.\n3\n1\nAntworten\n" +
		"Ben\nvor 8 Stunden\nStimmt, 24 Prozent sind es schon.\nAntworten\n", 2},
	{"numbers", "1.250 | 17,5 % | 3:2 | 192.168.1.1 | 0171 1234567 | 12,90 € | 2020/21 | " +
		"v1.10.2 | 4 x 100 m\n", 0},
	{"dates", "Wed Jan 17, 2018 7:51 am by X | 19.11.2019, 16:38 | 2 hours ago | " +
		"2014-04-02T23:04:14Z\n", 4},
}

func BenchmarkAppend(b *testing.B) {
	for _, c := range benchTexts {
		const n = 100
		text := bytes.Repeat([]byte(c.text), n)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			times := Append(nil, text)
			for b.Loop() {
				times = Append(times[:0], text)
			}
			if len(times) != n*c.times {
				b.Errorf("%d times, want %d", len(times), n*c.times)
			}
		})
	}
}

func BenchmarkResolve(b *testing.B) {
	x, _ := Next([]byte("vor 2 Jahren 3 Monaten"), 0)
	ref := FromUnix(1694617860)
	b.ReportAllocs()
	for b.Loop() {
		if r, ok := x.Resolve(ref); !ok || r.Year != 2021 || r.Month != 6 {
			b.Fatal(r)
		}
	}
}

func BenchmarkParseISO(b *testing.B) {
	s := []byte("2023-09-13T15:11:02+02:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := ParseISO(s); !ok {
			b.Fatal("no time")
		}
	}
}

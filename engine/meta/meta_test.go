package meta

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/model"
	"klartext/engine/internal/rules"
	"klartext/engine/internal/sheet"
	"klartext/engine/thread"
)

// paragraphs are the body of the test pages; the rest of a page is around it.
const paragraphs = "Die Gemeinde Niederbach will ihre alte Holzbrücke über den Mühlbach bis zum " +
	"Herbst " +
	"abreißen und durch einen Neubau aus Beton ersetzen. Das beschloss der Rat am Dienstagabend " +
	"nach langer Debatte mit knapper Mehrheit.\n\n" +
	"Die Brücke stammt aus dem Jahr 1911 und gilt seit einer Prüfung im Frühjahr als nicht mehr " +
	"tragfähig. Seither ist sie für Lastwagen gesperrt, Busse fahren einen Umweg von sechs " +
	"Kilometern über den Nachbarort.\n\n" +
	"Die Bürgerinitiative kündigte Widerstand an. Sie verweist auf ein Gutachten, nach dem die " +
	"Sanierung der Holzbrücke nur wenig mehr kosten würde als der Neubau. Über den Antrag will " +
	"das " +
	"Landesamt im Juni entscheiden."

// theTitle is the title of the test pages.
const theTitle = "Rat von Niederbach opfert die alte Holzbrücke"

// ahead runs the stages before meta.
func ahead(src []byte) ([]block.Block, *sheet.Sheet, *thread.Thread) {
	blocks, _ := new(block.Builder).Text(src, 0)
	sheet := new(sheet.Sheet)
	sheet.Reset(len(blocks))
	new(model.Scorer).Score(model.Default, src, blocks, sheet.Estimate)
	var phrases lexicon.Phrases
	phrases.Read(src, blocks)
	phrases.Fill(src, blocks, sheet.Phrase)
	th := new(thread.Segmenter).Text(src, blocks, sheet, &phrases)
	new(rules.Rules).Label(src, nil, blocks, sheet)
	return blocks, sheet, th
}

// read runs the stages up to meta.
func read(t *testing.T, page string) (*Fields, func(i int) string, *sheet.Sheet) {
	t.Helper()
	src := []byte(page)
	blocks, sheet, th := ahead(src)
	f := new(Reader).Text(src, blocks, sheet, th)
	return f, func(i int) string { return string(blocks[i].Text(src)) }, sheet
}

func TestHead(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       map[string]string
	}{
		{
			name: "kicker, title, date",
			page: "Streit um Neubau\n\n" + theTitle + "\n\nDienstag, 4. März 2025 | 19:40 Uhr\n\n" +
				paragraphs,
			want: map[string]string{"kicker": "Streit um Neubau", "published": "2025-03-04T19:40"},
		},
		{
			name: "title, lead, byline, two glued dates",
			page: "Zum Hauptinhalt\n\n" + theTitle + "\n\n" +
				"Der Abriss kommt schon im Herbst. Eine Initiative will ihn verhindern.\n\n" +
				"Von Eva Winter und Jan Sommer\n05.03.2025, 08:1004.03.2025, 19:40\n\n" +
				paragraphs,
			want: map[string]string{
				"lead": "Der Abriss kommt schon im Herbst. Eine Initiative will ihn " +
					"verhindern.",
				"byline":    "Von Eva Winter und Jan Sommer",
				"published": "2025-03-04T19:40",
				"modified":  "2025-03-05T08:10",
			},
		},
		{
			name: "section and update",
			page: "Regional\n\n" + theTitle + "\n\nVeröffentlicht am 4. März 2025\n\n" +
				"Aktualisiert am 5. März 2025, 7:30 Uhr\n\n" + paragraphs,
			want: map[string]string{
				"section":   "Regional",
				"published": "2025-03-04",
				"modified":  "2025-03-05T07:30",
			},
		},
		{
			name: "name below its word",
			page: theTitle + "\n\nEin Artikel von\nEva Winter\n\n" + paragraphs,
			want: map[string]string{"byline": "Eva Winter"},
		},
	} {
		tt.want["title"], tt.want["language"] = theTitle, "de"
		f, _, _ := read(t, tt.page)
		src := []byte(tt.page)
		for field, got := range map[string]string{
			"title": string(f.Title.Of(src)), "kicker": string(f.Kicker.Of(src)),
			"lead": string(f.Lead.Of(src)), "byline": string(f.Byline.Of(src)),
			"section": string(f.Section.Of(src)), "language": f.Language,
			"published": string(f.Published.AppendISO(nil)),
			"modified":  string(f.Modified.AppendISO(nil)),
		} {
			if got != tt.want[field] {
				t.Errorf("%s: %s is %q, want %q", tt.name, field, got, tt.want[field])
			}
		}
	}
}

func TestAuthors(t *testing.T) {
	for _, tt := range []struct{ byline, want string }{
		{"Von Eva Winter", "Eva Winter"},
		{"Von Eva Winter und Jan Sommer", "Eva Winter|Jan Sommer"},
		{"By Eva Winter, Jan Sommer and Ada de Vries", "Eva Winter|Jan Sommer|Ada de Vries"},
		{"Von Ludwig van der Aa, dpa", "Ludwig van der Aa"},
	} {
		page := theTitle + "\n\n" + tt.byline + "\n\n" + paragraphs
		f, _, _ := read(t, page)
		var got []string
		for _, a := range f.Authors {
			got = append(got, string(a.Of([]byte(page))))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%q: %q, want %q", tt.byline, got, tt.want)
		}
	}
}

func TestAgencies(t *testing.T) {
	for _, tt := range []struct{ page, want string }{
		{paragraphs + " (dpa, AFP)", "dpa|AFP"},
		{paragraphs + "\n\nVon: APA/Reuters/dpa", "APA|Reuters|dpa"},
		{paragraphs + "\n\n(t-online/dpa)", "t-online|dpa"},
		{"NIEDERBACH (dpa) - " + paragraphs, "dpa"},
		{paragraphs, ""},
	} {
		page := theTitle + "\n\n" + tt.page
		f, _, _ := read(t, page)
		var got []string
		for _, a := range f.Agencies {
			got = append(got, string(a.Of([]byte(page))))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%q, want %q, on a page that ends in %q", got, tt.want, page[len(page)-30:])
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{paragraphs, "de"},
		{"The council has decided to replace the old bridge with a new one, and it will be open " +
			"to traffic in the spring of the year. This is what was said at the meeting on " +
			"Monday.", "en"},
		{"La commune va remplacer le vieux pont dans le centre du village, et les habitants ne " +
			"sont pas contents de cette décision qui a été prise par le maire.", "fr"},
		{"Il comune vuole sostituire il vecchio ponte che si trova nel centro della città, ma " +
			"gli abitanti non sono contenti della decisione che il sindaco ha preso per il " +
			"paese.", "it"},
		{"El ayuntamiento quiere cambiar el viejo puente en el centro del pueblo, pero los " +
			"vecinos no están contentos con la decisión que se tomó por la mañana.", "es"},
		{"De gemeente wil de oude brug in het centrum van het dorp vervangen, maar de bewoners " +
			"zijn niet blij met het besluit dat door de raad is genomen.", "nl"},
		{"村は古い橋を新しい橋にかけかえることを決めました。住民はこの決定に反対していますが、工事は秋に始まる予定です。", "ja"},
		{"한국어로 쓴 글입니다. 마을은 오래된 다리를 새 다리로 바꾸기로 했습니다. 주민들은 반대하고 있습니다.", "ko"},
		{"12 34 56", ""},
		{"", ""},
	} {
		if f, _, _ := read(t, tt.text); f.Language != tt.want {
			t.Errorf("%.40q is %q, want %q", tt.text, f.Language, tt.want)
		}
	}
}

// TestNothingInvented reads a page that shows no metadata.
func TestNothingInvented(t *testing.T) {
	f, _, _ := read(t, paragraphs)
	if f.Published.Kind != 0 || f.Modified.Kind != 0 || len(f.Authors)+len(f.Agencies) > 0 ||
		!f.Byline.Empty() || !f.Section.Empty() || !f.Lead.Empty() || f.Paywalled {
		t.Errorf("%+v", f)
	}
}

func TestAllocs(t *testing.T) {
	src := []byte("Streit\n\n" + theTitle + "\n\nVon Eva Winter\n4. März 2025\n\n" +
		paragraphs + " (dpa)")
	blocks, sheet, th := ahead(src)
	var r Reader
	r.Text(src, blocks, sheet, th)
	if n := testing.AllocsPerRun(20, func() { r.Text(src, blocks, sheet, th) }); n != 0 {
		t.Errorf("Reader.Text allocates %v times a page once its slices have grown", n)
	}
}

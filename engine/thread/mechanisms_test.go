package thread

import (
	"strings"
	"testing"

	"klartext/engine/label"
)

// TestTwoGroups: answers with a footer, and short comments below them, each with slots of their
// own.
func TestTwoGroups(t *testing.T) {
	answer := func(text, name, when string) string {
		return "12\n\n" + text + "\n\nShare\nImprove this answer\nFollow\nanswered " + when + "\n" +
			name + "\n1,234 points\n\n"
	}
	remark := func(text, name, when string) string {
		return text + "\n" + name + "\n– " + name + "\n2012-03-04 09:00:00 +00:00\nCommented " +
			when + "\n"
	}
	page := "How do I keep a bridge dry?\n\n3 Answers\n\n" +
		answer("You put a roof on it, as they did in the old days all over the valley.", "mary",
			"Mar 3, 2012 at 10:11") +
		remark("A roof is not cheap, and the wind takes it away every ten years.", "tom",
			"Mar 4, 2012 at 9:00") +
		remark("Ours has stood for a hundred years without a nail in it.", "ann",
			"Mar 5, 2012 at 9:30") + "\nAdd a comment\n\n" +
		answer("Tar the planks twice a year, and never let the leaves lie on them.", "bert",
			"Apr 1, 2012 at 8:15") +
		remark("Tar is forbidden here since the fish died, so mind what you say.", "tom",
			"Apr 2, 2012 at 12:12") +
		remark("There are other things than tar by now, ask in the village.", "mary",
			"Apr 3, 2012 at 15:35") + "\nAdd a comment\n\n" +
		answer("Build it of stone next time, then it does not matter at all.", "ann",
			"May 6, 2012 at 18:40") +
		remark("Stone is the best answer here, and nobody wants to pay for it.", "bert",
			"May 7, 2012 at 7:07") + "\nAdd a comment\n\nYour Answer\n"
	got, th := run(page)
	if len(th.Comments) != 8 {
		t.Fatalf("%d comments, want 8:\n%s", len(th.Comments), got)
	}
	for _, want := range []string{"mary | Mar 3, 2012 at 10:11 | You put a roof",
		"ann | Mar 5, 2012 at 9:30 | Ours has stood", "bert | Apr 1, 2012 at 8:15 | Tar the planks",
		"bert | May 7, 2012 at 7:07 | Stone is"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// forum writes posts with a number, the author's fields and a control; each post is author, text.
func forum(posts ...[2]string) string {
	var b strings.Builder
	b.WriteString("Ein Thema im Forum\n\n")
	for i, p := range posts {
		b.WriteString(p[0] + "\nMember\nPosts: " + string(rune('1'+i)) + "7\n\n1" +
			string(rune('0'+i)) + ".05.2023, 10:0" + string(rune('0'+i)) + "\n\n#" +
			string(rune('1'+i)) + "\n\n" + p[1] + "\n\nReply\n\n")
	}
	return b.String()
}

func TestSignatures(t *testing.T) {
	got, _ := run(forum(
		[2]string{"anna", "Das Dach ist dicht, aber die Tür klemmt noch immer.\n" +
			"Wer nicht hobelt, der nicht gewinnt."},
		[2]string{"bert", "Dann nimm eben den Hobel und sei nicht so zimperlich.\n" +
			"Zuletzt bearbeitet von bert am 13.05.2023\nGruss aus dem Tal"},
		[2]string{"anna", "Habe ich getan, jetzt klemmt sie auf der anderen Seite.\n" +
			"Wer nicht hobelt, der nicht gewinnt."},
		[2]string{"carl", "So ist das mit den Türen, sie sind wie die Leute.\n________\n" +
			"Mein Haus, mein Boot"},
	))
	for _, gone := range []string{"hobelt, der", "Gruss aus", "Mein Haus", "Zuletzt"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is in a text:\n%s", gone, got)
		}
	}
	if strings.Count(got, "\n") != 4 {
		t.Errorf("want four comments:\n%s", got)
	}
}

func TestAddressed(t *testing.T) {
	_, th := run(forum(
		[2]string{"anna", "Das Dach ist dicht, aber die Tür klemmt noch immer."},
		[2]string{"bert", "Hallo Anna, nimm eben den Hobel und sei nicht so zimperlich."},
		[2]string{"carl", "bert wrote:\nNimm eben den Hobel und sei nicht so zimperlich.\n" +
			"Das sagt sich so leicht, wenn man keinen hat."},
		[2]string{"dora", "anna: ich hätte einen da, den kannst du gerne haben."},
		[2]string{"emil", "Na, das ist ja nett von euch allen zusammen."},
	))
	want := []int32{Unknown, 0, 1, 0, Unknown}
	if len(th.Comments) != len(want) {
		t.Fatalf("%d comments, want %d", len(th.Comments), len(want))
	}
	for i, p := range want {
		if th.Comments[i].Parent != p {
			t.Errorf("comment %d: parent %d, want %d", i, th.Comments[i].Parent, p)
		}
	}
}

// TestEndOfSection: the fields below the last time line are not text, so the texts are below
// theirs.
func TestEndOfSection(t *testing.T) {
	page := "Ein Thema\n\n"
	for i, name := range []string{"anna", "bert", "carl", "dora"} {
		d := string(rune('1' + i))
		page += "1" + d + "-04-2017, 11:0" + d + " AM #" + d + "\n" + name + "\n\nView Profile\n" +
			"View Forum Posts\n\nRegistered Member\n\nJoin Date\nAug 201" + d + "\nLocation\n" +
			"Graz\nPosts\n81" + d +
			"\n\nDas ist Beitrag " + d + " von " + name + ", und er sagt nicht viel.\n\n" +
			"Reply With Quote\n\n"
	}
	got, _ := run(page)
	if !strings.HasPrefix(got, "anna | 11-04-2017, 11:01 AM | Das ist Beitrag 1") ||
		!strings.Contains(got, "dora | 14-04-2017, 11:04 AM | Das ist Beitrag 4") {
		t.Errorf("got\n%s", got)
	}
}

func TestFormRows(t *testing.T) {
	src := sectionOf(3)
	src = append(src, "Deine E-Mail-Adresse wird nicht veröffentlicht.\nKommentar *\nName *\n"+
		"E-Mail *\nKommentar abschicken\n"...)
	blocks, phrases := readText(src)
	sheet := newSheet(len(blocks))
	var s Segmenter
	s.Text(src, blocks, sheet, phrases)
	n := len(blocks)
	if got := sheet.Label(n - 6); got != label.CommentUI {
		t.Errorf("the title of the form is %v", got)
	}
	for i := n - 5; i < n; i++ {
		if got := sheet.Label(i); got != label.Form {
			t.Errorf("%q is %v, want %v", blocks[i].Text(src), got, label.Form)
		}
	}
}

// wantRecords compares the records that run writes with what is wanted, each a part of one.
func wantRecords(t *testing.T, page string, n int, want ...string) {
	t.Helper()
	got, th := run(page)
	if len(th.Comments) != n {
		t.Errorf("%d comments, want %d", len(th.Comments), n)
	}
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, got)
		}
	}
}

// TestFootAge: an age at the end of a row of controls dates the record above it, and the number
// among the controls is votes.
func TestFootAge(t *testing.T) {
	page := article + "5 Kommentare\n\nSortieren nach\n\n" +
		"Ralf Maier\nFeuerwehr Oberdorf\n15 Pfennig.\nGefällt mir · Antworten · 48 · 20 Std.\n\n" +
		"Petra Wolf\nDas war aber teurer als heute, mit Cola sowieso.\n" +
		"Gefällt mir · Antworten · 19 Std.\n\n" +
		"Can Demir\nIch habe dort gelernt, wie man lange auf etwas wartet.\n" +
		"Gefällt mir · Antworten · 311 · 18 Std. · Bearbeitet\n\n" +
		"Ralf Maier\nFeuerwehr Oberdorf\nWann ist denn nun die Verlosung?\n" +
		"Gefällt mir · Antworten · 3 Std.\n\n" +
		"Jupp van Laak\nDie Lose werden am Donnerstag gezogen, wie immer.\n" +
		"Gefällt mir · Antworten · 9 · 48 Min.\n\nImpressum\n"
	wantRecords(t, page, 5, "Ralf Maier | 20 Std. |", "15 Pfennig.",
		"Petra Wolf | 19 Std. | Das war", "Can Demir | 18 Std. | Ich habe",
		"Jupp van Laak | 48 Min. | Die Lose")
	_, th := run(page)
	if v := th.Comments[2].Votes.Of([]byte(page)); string(v) != "311" {
		t.Errorf("votes %q, want 311", v)
	}
}

// TestEditMark: a time is that of the record whether or not "(edited)" follows it.
func TestEditMark(t *testing.T) {
	post := func(name, age, text string) string {
		return name + "\n" + age + "\n" + text + "\n12\nReply\n\n"
	}
	wantRecords(t, article+"4 Comments\n\nSort by\n\n"+
		post("@tower", "2 years ago (edited)", "A small correction: what I call an anchor is "+
			"something else.")+
		post("@hemming", "2 years ago", "The moment when you see that it runs backwards is the "+
			"best.")+
		post("@birgit", "1 year ago", "oh")+
		post("@gerhard", "5 months ago (edited)",
			"Come to our village next, the clock has but one hand."), 4,
		"@tower | 2 years ago | A small", "@birgit | 1 year ago | oh",
		"@gerhard | 5 months ago | Come to")
}

// TestAvatarInitials: the initials shown for an avatar are not the author, and a line of the text
// may start with a date.
func TestAvatarInitials(t *testing.T) {
	post := func(name, at, text string) string {
		return name + "\n11 Apr 2023 at " + at + "\n" + text + "\nReply\n\n"
	}
	wantRecords(t, article+"4 Comments\n\n"+
		post("HK\nHans Kooistra", "15:20",
			"I stand there every day, six minutes with the window open.")+
		post("RV\nR. Verbruggen", "15:34",
			"Six minutes times forty cars times a year, that is a lot.")+
		post("EW\nEend Watcher", "16:02", "For those who care, my log book:\n3 Apr – 16:14, dry\n"+
			"4 Apr – 16:15, rain, in a hurry\n6 Apr – 16:15, with a second duck")+
		post("HK\nHans Kooistra", "17:45", "A second one? Nobody has told me."), 4,
		"Hans Kooistra | 11 Apr 2023 at 15:20", "R. Verbruggen | 11 Apr",
		"log book: / 3 Apr – 16:14, dry / 4 Apr – 16:15, rain, in a hurry / 6 Apr")
}

// TestTitles: a title of the record's own belongs to its text.
func TestTitles(t *testing.T) {
	post := func(name, at, text string) string {
		return name + " am 17. Oktober 2023 - " + at + "\n" + text + "\nAntworten\n\n"
	}
	wantRecords(t, article+"Kommentare (4)\n\n"+
		post("Anna", "18:44", "Befugte Person\nDas lasse ich mir auf die Karte drucken.")+
		post("Bert", "19:10", "Ein kleiner Einwand\nSo hübsch das ist, der Schluss geht mir zu "+
			"weit.")+
		post("Gast (nicht überprüft)", "20:27", "Erfunden\nDas Dorf hat gar keinen Bahnhof.")+
		post("Carl", "21:15", "Guten Morgen\nDoch, ich schaue gerade darauf."), 4,
		"Befugte Person / Das", "Gast (nicht überprüft) |", "Guten Morgen / Doch")
}

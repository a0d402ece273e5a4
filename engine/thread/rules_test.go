package thread

import (
	"strings"
	"testing"
)

// quoteDepths lists the depths of the lines of comment i.
func quoteDepths(th *Thread, i int) (out string) {
	c := &th.Comments[i]
	for _, x := range th.Text[c.Text : c.Text+c.TextLen] {
		out += string(rune('0' + x.Quote))
	}
	return out
}

// TestQuotes: lines under a head, lines that start with ">" and lines up to the one that closes a
// quote are marked; heads and closing lines are not text.
func TestQuotes(t *testing.T) {
	page := forum(
		[2]string{"anna", "Das Dach ist dicht, aber die Tür klemmt noch immer."},
		[2]string{"bert", "anna schrieb:\nDas Dach ist dicht, aber die Tür klemmt noch immer.\n" +
			"Dann nimm eben den Hobel."},
		[2]string{"carl", "> Dann nimm eben den Hobel.\n>> Das Dach ist dicht.\n" +
			"Das sagt sich so leicht, wenn man keinen hat."},
		[2]string{"dora", "bert said:\nEr hat doch einen Hobel.\nUnd eine Feile.\n" +
			"Click to expand...\nDen hat er mir geliehen, im März."},
		[2]string{"emil", "carl said:\nDas sagt sich so leicht.\nClick to expand...\n" +
			"Na, das ist ja nett von euch allen."},
	)
	got, th := run(page)
	if len(th.Comments) != 5 {
		t.Fatalf("want five comments:\n%s", got)
	}
	for i, want := range []string{"0", "10", "120", "110", "10"} {
		if d := quoteDepths(th, i); d != want {
			t.Errorf("comment %d: depths %s, want %s\n%s", i, d, want, got)
		}
	}
	for _, gone := range []string{"schrieb:", "said:", "expand"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is in a text:\n%s", gone, got)
		}
	}
	for i, p := range []int32{Unknown, 0, Unknown, 1, 2} {
		if th.Comments[i].Parent != p {
			t.Errorf("comment %d: parent %d, want %d", i, th.Comments[i].Parent, p)
		}
	}
}

// TestQuotedName: a short text that another record quotes is not a name, and a name given by a head
// is one.
func TestQuotedName(t *testing.T) {
	post := func(name, n, at, text string) string {
		return name + "\nRegular\nPosts: " + n + "\n« Reply #" + n + " on: November 0" + n +
			", 2013, " + at + " pm »\n" + text + "\nLogged\n\n"
	}
	wantRecords(t, "Which wax holds?\n\n"+
		post("ada", "1", "04:21:40", "Four of eleven letters arrived with the wax in crumbs.")+
		post("tin_tin", "2", "05:03:12", "just use a sticker")+
		post("hannes", "3", "07:20:41", "Quote from: tin_tin on November 02, 2013, 05:03:12 pm\n"+
			"just use a sticker\nOut.")+
		post("ada", "4", "08:33:18", "The results are in, and the glue gun has won."), 4,
		"tin_tin | November 02, 2013, 05:03:12 pm | just use a sticker",
		"hannes | November 03, 2013, 07:20:41 pm | just use a sticker / Out.")
}

// TestRepeatedSignature: lines that end texts in the same way are a signature, even below different
// names. If signatures follow blank lines, those of authors who write once do too.
func TestRepeatedSignature(t *testing.T) {
	got, th := run(forum(
		[2]string{"anna", "Das Dach ist dicht, aber die Tür klemmt.\n\nWer nicht hobelt, der " +
			"nicht gewinnt."},
		[2]string{"bert", "Dann nimm eben den Hobel und sei nicht so.\n\nNeun Boote, kein Hafen."},
		[2]string{"anna", "Habe ich getan, jetzt klemmt sie drüben.\n\nWer nicht hobelt, der " +
			"nicht gewinnt."},
		[2]string{"bert", "So ist das mit den Türen, sie sind wie Leute.\n\n" +
			"Neun Boote, kein Hafen."},
		[2]string{"carl", "Bei uns klemmt nichts, es fehlt die Tür.\n\nFalun 1978, Werkstatt Süd"},
	))
	if len(th.Comments) != 5 || strings.Contains(got, "hobelt, der") ||
		strings.Contains(got, "Hafen") || strings.Contains(got, "Falun") {
		t.Errorf("signatures in the texts:\n%s", got)
	}
}

// TestLongEditMark: an edit mark with the name and the count ends a text, however long the mark is.
func TestLongEditMark(t *testing.T) {
	got, _ := run(forum(
		[2]string{"anna", "The roof is tight, but the door still sticks.\nLast edited by anna on " +
			"Fri May 12, 2023 11:58 pm, edited 108 times in total.\nOld boats and older doors"},
		[2]string{"bert", "Then take the plane to it and do not be so shy."},
		[2]string{"carl", "That is easily said when you do have a plane."},
	))
	if strings.Contains(got, "edited") || strings.Contains(got, "Old boats") {
		t.Errorf("edit marks in the texts:\n%s", got)
	}
}

// TestStamp: a time as programs write it, on a line beside the one for readers, is not another
// time.
func TestStamp(t *testing.T) {
	remark := func(text, name, stamp, when string) string {
		return text + "\n" + name + "\n– " + name + "\n" + stamp + "\nCommented " + when + "\n"
	}
	wantRecords(t, "How do I keep a bridge dry?\n\n3 Comments\n\n"+
		remark("A roof is not cheap, and the wind takes it away every ten years.", "tom",
			"2012-03-04 09:00:00 +00:00", "Mar 4, 2012 at 9:00")+
		remark("Ours has stood for a hundred years without a nail in it.", "ann",
			"2012-03-05 09:30:00 +00:00", "Mar 5, 2012 at 9:30")+
		remark("There are other things than tar by now, ask in the village.", "mary",
			"2012-04-03 15:35:00 +00:00", "Apr 3, 2012 at 15:35")+
		"Add a comment\n", 3, "tom | Mar 4, 2012 at 9:00 | A roof",
		"mary | Apr 3, 2012 at 15:35 | There are")
}

// TestQuestion: what a page says about the age of the question below its title is not a record, and
// the text of a footer starts below the links of the page.
func TestQuestion(t *testing.T) {
	wantRecords(t, "Home\nQuestions\nTags\nUsers\nChat\nTeams\nCompanies\n\nAsk questions and "+
		"find answers together at work.\n\nTry it\nLog in\nSign up\nHelp\nMore\n\n"+
		"How do I keep a bridge dry\n\nAsk a question\nAsked 9 years, 2 months ago\n"+
		"Modified 6 years, 1 month ago\nViewed 3k times\n17\n\n"+
		"We have a bridge of wood, and every spring the planks are wet through. What do others "+
		"do about it?\n\nwood\nbridge\n\nShare\nImprove this question\nFollow\nasked Mar 2, 2012 "+
		"at 8:40\nolga\n215 points\n4\n\nAdd a comment |\n\n2 Answers 2\n\nSorted by: Reset to "+
		"default\n23\n\n"+
		"You put a roof on it, as they did in the old days all over the valley.\n\nShare\n"+
		"Improve this answer\nFollow\nanswered Mar 3, 2012 at 10:11\nmary\n1,380 points\n\n"+
		"Add a comment |\n9\n\n"+
		"Tar the planks twice a year, and never let the leaves lie on them.\n\nShare\n"+
		"Improve this answer\nFollow\nanswered Apr 1, 2012 at 8:15\nbert\n11 points\n\n"+
		"Add a comment |\n\nYou must log in to answer this question.\n", 3,
		"olga | Mar 2, 2012 at 8:40 | We have", "mary | Mar 3, 2012 at 10:11 | You put",
		"bert | Apr 1, 2012 at 8:15 | Tar the")
}

// TestTwoPosts: two numbered posts are a thread.
func TestTwoPosts(t *testing.T) {
	wantRecords(t, "Community\n\nThe door sticks\n\nCarpentry\nanna May 12, 2023, 11:15pm 1\n\n"+
		"The roof is tight, but the door still sticks. What shall I do?\n\nanna May 12, 2023, "+
		"11:26pm 2\n\nI have found it out by myself, it was the floor that had risen.\n\n"+
		"Related topics\n\nTopic Replies\nWindows 4\n", 2,
		"anna | May 12, 2023, 11:15pm | The roof", "anna | May 12, 2023, 11:26pm | I have")
}

// TestTailCount: a count at the end of a line above the records supports them. If every line has
// one, they are links to pages with comments.
func TestTailCount(t *testing.T) {
	wantRecords(t, "The dry bridge\n150 points by olga 3 hours ago | 4 comments\n\n"+
		"mary 2 hours ago 25 points\n\nYou put a roof on it, as they did in the old days.\n\n"+
		"bert 90 minutes ago\n\nTar the planks twice a year, says my father.\n\n"+
		"mary 1 hour ago\n\nYour father has no bridge, as far as I remember.\n\n"+
		"tom 105 minutes ago 10 points\n\nOurs has stood for a hundred years without a nail.\n", 4,
		"mary | 2 hours ago | You put", "bert | 90 minutes ago | Tar",
		"tom | 105 minutes ago | Ours")
	story := func(title, name, n string) string {
		return title + "\n" + n + " points by " + name + " " + n + " minutes ago | hide | " + n +
			" comments\n"
	}
	wantRecords(t, "New stories\n\n"+story("The bridge that stood for a hundred years.", "mary",
		"12")+story("Tar and how it is made in the woods.", "bert", "14")+
		story("Why did the roof of the mill fall in?", "tom",
			"15")+story("A door that sticks is a door that works.", "ann",
		"19")+story("The wind in the valley, measured.", "olga", "22")+"More\n", 0)
}

// TestNoTimes: records without times are recognized by "X says:", by their numbers, or by one
// control each.
func TestNoTimes(t *testing.T) {
	wantRecords(t, article+"3 Gedanken zu „Ein Titel“\n\nAnna sagt:\nEndlich! Das wurde aber "+
		"auch Zeit.\n\nBert sagt:\nUnd wer soll das wieder bezahlen, frage ich mich.\n\n"+
		"Carl Öhm sagt:\nWir alle, wie immer. Und es ist gut so.\n\nSchreibe einen Kommentar\n", 3,
		"Anna |  | Endlich!", "Bert |  | Und wer", "Carl Öhm |  | Wir alle")
	post := func(name, text, likes string) string {
		return name + " " + name + "\n\n" + text + "\n\nVind ik leuk " + likes +
			" Reageer Meld misbruik\n"
	}
	wantRecords(t, "Het huisje\n\nHet staat er nog, scheefgezakt naar de kant van het water, met "+
		"een dak van mos.\n\n4 reacties\n\n"+
		post("Willemijn", "Wat een heerlijk stuk. Ik fiets er al twintig jaar langs.", "12")+
		post("Bertus de Graaf", "Mijn opa was daar brugwachter. Hij zette koffie voor de "+
			"schippers.", "40")+
		post("Noor", "Mooi!", "1")+
		post("Willemijn", "Zijn er ook foto's van, misschien bij de gemeente?", "3")+"\nReageer\n",
		4,
		"Willemijn |  | Wat een", "Bertus de Graaf |  | Mijn opa", "Noor |  | Mooi!")
	tease := func(title, text string) string { return title + "\n" + text + "\nShare\n\n" }
	wantRecords(t, article+"Comments\n\n"+
		tease("Windows", "They are as old as the house and as leaky as a basket.")+
		tease("Doors", "Every door of the house sticks, and nobody knows why.")+tease("Roofs",
		"The roof of the mill is tight since they have tarred it."), 0)
}

// TestTitlesBelowDates: names, dates and titles are not comments, even if a heading says so.
func TestTitlesBelowDates(t *testing.T) {
	story := func(name, when, title string) string {
		return title + "\n" + name + "\n" + when + "\n\n"
	}
	wantRecords(t, "Comments\n\n"+story("Ada Holm", "1 day ago", "Mill roof falls in after storm")+
		story("Jasper Quill", "2 days ago", "Bridge closed for the third time this year")+
		story("Ada Holm", "2 days ago", "Door museum opens its doors")+story("Olga Brandt",
		"3 days ago", "Nine boats and no harbour in sight")+story("Tom Reed", "4 days ago",
		"Wind in the valley stronger than ever"), 0)
}

// TestGluedAge: a name and an age written together, and controls written together.
func TestGluedAge(t *testing.T) {
	post := func(name, age, text, n string) string {
		return name[:1] + "\n" + name + age + "\n" + text + "\n" + n + "AntwortenMelden\n"
	}
	wantRecords(t, article+"Kommentare (3)\n\n"+post("Marlene Schütte", "vor 2 Tagen",
		"Ich verstehe die Aufregung nicht, die Brücke ist alt.", "34")+
		post("Onno", "vor 23 Stunden", "Doch, ich schon. Alt sind wir alle hier im Dorf.", "11")+
		post("Hinnerk", "vor 5 Minuten", "Na, dann ist ja alles gut.", "0")+"\nImpressum\n", 3,
		"Marlene Schütte | vor 2 Tagen | Ich", "Onno | vor 23 Stunden | Doch",
		"Hinnerk | vor 5 Minuten | Na")
	wantRecords(t, "El faro\n\nDesde que se automatizó nadie sube los ciento doce escalones del "+
		"faro viejo.\n\n1 comentario\n\nHortensia Villalbahace 3 días\n\nMi padre trabajó de "+
		"farero en ese cabo hasta 1972.\n\nResponderMe gusta4\n\nDeja tu comentario\n", 1,
		"Hortensia Villalba | hace 3 días | Mi padre")
}

// TestSecondName: a second name in brackets is cut if most records have one.
func TestSecondName(t *testing.T) {
	post := func(name, n, text string) string {
		return name + " May 3, 2024, " + n + ":45am " + n + "\n\n" + text + "\n\n"
	}
	wantRecords(t, "Community\n\nThe door sticks\n\n"+
		post("raoul (raoul)", "1", "The roof is tight, but the door still sticks.")+
		post("in-progress (Bill - I plane doors.)", "2",
			"Then take the plane to it and do not be so shy.")+
		post("raoul (raoul)", "3", "That is easily said when you do have a plane.")+
		post("mary (Mary Quill)", "4", "I have one that I can lend you."), 4,
		"raoul | May 3", "in-progress | May 3", "mary | May 3")
}

// TestOpening: if a time line opens a paragraph, the name is in it, not above it.
func TestOpening(t *testing.T) {
	post := func(name, n, text string) string {
		return n + "th May 2023, 16:26 #" + n + " | Link\n" + name + "\nRegistered User\n" +
			"Join Date: Mar 2016\nPosts: " + n + "\n" + text + "\n\n" + name +
			"\nView Public Profile\nFind More Posts by " + name + "\n\n"
	}
	wantRecords(t, "The door sticks\n\nRegister FAQ\n\nThread Tools Display Modes\n\n"+
		post("microfit", "4", "The roof is tight, but the door still sticks. What shall I do?")+
		post("GeoffA", "5", "Does it stick at the top or at the bottom of the frame?"), 2,
		"microfit | 4th May 2023, 16:26 | The roof", "GeoffA | 5th May 2023, 16:26 | Does it")
}

// TestOftenNamed: a name with which one author signs all texts is not the author of the records
// below.
func TestOftenNamed(t *testing.T) {
	post := func(name, n, text string) string {
		return name + "\n\nMembers\n\n" + n + " posts\n\n" + name + " Members\n\nReply\n\n" +
			"April 2, 2024, 1" + n + ":05\n\n" + text + "\n\n"
	}
	wantRecords(t, "The door sticks\n\n"+
		post("William Orr", "1", "I find the door interesting, as doors go.\n\nWilliam")+
		post("R C-R", "2", "It depends on the mix of the doors and their frames, I guess.")+
		post("William Orr", "3", "Attempts to open it were unsuccessful, even with a plane.\n\n"+
			"William")+post("gillotte", "4",
		"Any door in any capacity makes it a risk for the house.")+
		post("William Orr", "5", "A mixture of views on the door, as was to be expected.\n\n"+
			"William"), 5,
		"R C-R | April 2, 2024, 12:05", "gillotte | April 2, 2024, 14:05")
}

// TestSentenceWithTime: a sentence of a text that names a day or an age is not a time line.
func TestSentenceWithTime(t *testing.T) {
	post := func(name, day, text string) string {
		return name + "\nKommentar löschen\n\n" + text + "\n\n" + day + ".04.2020 17:02\n" +
			"Antworten\nAbbrechen\nSenden\n\n"
	}
	wantRecords(t, "Ein Kuchen\n\nDen Pudding kochen und abkühlen lassen, dann den Boden "+
		"kneten.\n\nKommentare\n\nKommentare werden geladen...\n"+
		post("anaya60", "12", "habe ihn heute erstmals gemacht, war super lecker.")+post("Hasenohr",
		"11", "Habe leider das Rezept falsch gelesen, und es ging trotzdem.")+
		post("Katze", "10", "Der Kuchen ist endlich aus dem Ofen und schaut toll aus.")+
		post("08bine", "09", "Kann man auch eine kleinere Form nehmen, zum Beispiel von 24?"), 4,
		"anaya60 | 12.04.2020 17:02 | habe ihn heute", "08bine | 09.04.2020 17:02 | Kann")
}

// TestNotice: a notice in place of a removed text does not hide that the time line below it is that
// of another record.
func TestNotice(t *testing.T) {
	post := func(name, when, text string) string {
		return name + "\n" + when + "\n12\n" + text + "\nReply\nReport\nShare\n\n"
	}
	wantRecords(t, article+"Comments (6)\n\nSort by\nOldest\n\n"+
		post("Thimble", "3d ago", "I would read a whole book about the goat.")+
		post("eddystone4", "11 Feb 2024 15:07", "Former keeper here. A few points, meant kindly, "+
			"on corners.")+
		post("Cressida", "3d ago", "I am going to go on waving, if it is all the same to you.")+
		post("norfolk", "2d ago", "This comment was removed by a moderator because it didn't "+
			"abide by our community standards.")+
		post("Ottoline", "13 Feb 2024 9:41",
			"My grandmother was born in that tower, in the second room.")+
		post("Thimble", "22h ago", "Update on the goat please, and soon."), 6,
		"eddystone4 | 11 Feb 2024 15:07 | Former", "Ottoline | 13 Feb 2024 9:41 | My grand")
}

// TestArticleDate: records above a line that looks like a count join those below it, but the
// article's date above them does not.
func TestArticleDate(t *testing.T) {
	post := func(name, at, text, likes string) string {
		return name + "\nJune 3, 2024 " + at + " AM\n\n" + text + "\n\nReply" + likes +
			" RecommendShareFlag\n\n"
	}
	got, th := run("The bridge, again\n\nBy Ada Holm\nJune 1, 2024 5:00 AM\n\n" +
		"The council has decided to mend the old bridge.\n\n" +
		post("Wren Abara", "6:12", "I ride across it every day, and the article is right.", "212") +
		post("Old Tollgate", "7:48", "I was one of the planners, and I was holding the saucer.",
			"530") +
		post("busstop", "8:20", "Waiting is a form of reading, and so is planning.", "3") +
		"Reader comments (7)\n\n" +
		post("Jules", "9:33", "What did the dog think of the saucer, I wonder?", "9") +
		post("M. Faulds", "10:10", "Move it two hundred yards and the whole thing fits.", "12") +
		post("Anon", "11:59", "Typical for the council of this town, I would say.", "1") +
		post("Jules", "11:59", "And what is typical of it, may I ask, dear Anon?", "1") + "About\n")
	if len(th.Comments) != 7 ||
		!strings.HasPrefix(got, "Wren Abara | June 3, 2024 6:12 AM | I ride") {
		t.Errorf("want seven comments:\n%s", got)
	}
	if v := th.Comments[0].Votes; v.End-v.Start != 3 {
		t.Errorf("votes %v, want 212", v)
	}
}

// TestGluedPlace: what follows nearly all names without a space is cut off.
func TestGluedPlace(t *testing.T) {
	post := func(name, n, text string) string {
		return name + "\nJune " + n + ", 2024 9:01 PM\n\n" + text + "\n\nReply\n\n"
	}
	wantRecords(t, article+"5 Comments\n\n"+post("Wren AbaraLeith", "1",
		"I ride across it every day, and the article is right.")+
		post("Old TollgateRetired", "2",
			"I was one of the planners, and I was holding the saucer.")+
		post("busstop_poetGorgie", "3", "Waiting is a form of reading, and so is planning.")+
		post("M. FauldsCorstorphine", "4", "Move it two hundred yards and the whole thing fits.")+
		post("AnonNowhere", "5", "Typical for the council of this town, I would say."), 5,
		"Wren Abara | June 1", "Old Tollgate | June 2", "busstop_poet | June 3",
		"M. Faulds | June 4", "Anon | June 5")
}

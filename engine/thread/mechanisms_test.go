package thread

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/label"
)

// TestTwoGroups: answers with a footer and small comments below them, each with slots of its own.
func TestTwoGroups(t *testing.T) {
	answer := func(text, name, when string) string {
		return "12\n\n" + text + "\n\nShare\nImprove this answer\nFollow\nanswered " + when + "\n" + name + "\n1,234 points\n\n"
	}
	remark := func(text, name, when string) string {
		return text + "\n" + name + "\n– " + name + "\n2012-03-04 09:00:00 +00:00\nCommented " + when + "\n"
	}
	page := "How do I keep a bridge dry?\n\n3 Answers\n\n" +
		answer("You put a roof on it, as they did in the old days all over the valley.", "mary", "Mar 3, 2012 at 10:11") +
		remark("A roof is not cheap, and the wind takes it away every ten years.", "tom", "Mar 4, 2012 at 9:00") +
		remark("Ours has stood for a hundred years without a nail in it.", "ann", "Mar 5, 2012 at 9:30") + "\nAdd a comment\n\n" +
		answer("Tar the planks twice a year, and never let the leaves lie on them.", "bert", "Apr 1, 2012 at 8:15") +
		remark("Tar is forbidden here since the fish died, so mind what you say.", "tom", "Apr 2, 2012 at 12:12") +
		remark("There are other things than tar by now, ask in the village.", "mary", "Apr 3, 2012 at 15:35") + "\nAdd a comment\n\n" +
		answer("Build it of stone next time, then it does not matter at all.", "ann", "May 6, 2012 at 18:40") +
		remark("Stone is the best answer here, and nobody wants to pay for it.", "bert", "May 7, 2012 at 7:07") + "\nAdd a comment\n\nYour Answer\n"
	got, th := run(page)
	if len(th.Comments) != 8 {
		t.Fatalf("%d comments, want 8:\n%s", len(th.Comments), got)
	}
	for _, want := range []string{"mary | Mar 3, 2012 at 10:11 | You put a roof", "ann | Mar 5, 2012 at 9:30 | Ours has stood", "bert | Apr 1, 2012 at 8:15 | Tar the planks", "bert | May 7, 2012 at 7:07 | Stone is"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// forum writes posts with a number, the author's fields and a control; a post is author, text.
func forum(posts ...[2]string) string {
	var b strings.Builder
	b.WriteString("Ein Thema im Forum\n\n")
	for i, p := range posts {
		b.WriteString(p[0] + "\nMember\nPosts: " + string(rune('1'+i)) + "7\n\n1" + string(rune('0'+i)) + ".05.2023, 10:0" + string(rune('0'+i)) + "\n\n#" + string(rune('1'+i)) + "\n\n" + p[1] + "\n\nReply\n\n")
	}
	return b.String()
}

func TestSignatures(t *testing.T) {
	got, _ := run(forum(
		[2]string{"anna", "Das Dach ist dicht, aber die Tür klemmt noch immer.\nWer nicht hobelt, der nicht gewinnt."},
		[2]string{"bert", "Dann nimm eben den Hobel und sei nicht so zimperlich.\nZuletzt bearbeitet von bert am 13.05.2023\nGruss aus dem Tal"},
		[2]string{"anna", "Habe ich getan, jetzt klemmt sie auf der anderen Seite.\nWer nicht hobelt, der nicht gewinnt."},
		[2]string{"carl", "So ist das mit den Türen, sie sind wie die Leute.\n________\nMein Haus, mein Boot"},
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
		[2]string{"carl", "bert wrote:\nNimm eben den Hobel und sei nicht so zimperlich.\nDas sagt sich so leicht, wenn man keinen hat."},
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

func TestDotted(t *testing.T) {
	for in, want := range map[string]int32{"#1.2": 1, "#12.30 — vor 8 Stunden": 12, "#7": 0, "Nr. 1.2": 0, "#1.": 0, "#": 0, "x #3.1": 3} {
		if got := dotted([]byte(in)); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}

// TestEndOfSection: the fields below the last time line are no text, so the texts stand below theirs.
func TestEndOfSection(t *testing.T) {
	page := "Ein Thema\n\n"
	for i, name := range []string{"anna", "bert", "carl", "dora"} {
		d := string(rune('1' + i))
		page += "1" + d + "-04-2017, 11:0" + d + " AM #" + d + "\n" + name + "\n\nView Profile\nView Forum Posts\n\nRegistered Member\n\nJoin Date\nAug 201" + d + "\nLocation\nGraz\nPosts\n81" + d +
			"\n\nDas ist Beitrag " + d + " von " + name + ", und er sagt nicht viel.\n\nReply With Quote\n\n"
	}
	got, _ := run(page)
	if !strings.HasPrefix(got, "anna | 11-04-2017, 11:01 AM | Das ist Beitrag 1") || !strings.Contains(got, "dora | 14-04-2017, 11:04 AM | Das ist Beitrag 4") {
		t.Errorf("got\n%s", got)
	}
}

func TestFormRows(t *testing.T) {
	src := section(3)
	src = append(src, "Deine E-Mail-Adresse wird nicht veröffentlicht.\nKommentar *\nName *\nE-Mail *\nKommentar abschicken\n"...)
	var bl block.Builder
	blocks, _ := bl.Text(src, 0)
	verdicts := make([]label.Verdict, len(blocks))
	var s Segmenter
	s.Text(src, blocks, verdicts)
	n := len(blocks)
	if got := verdicts[n-6].Label; got != label.CommentUI {
		t.Errorf("the title of the form is %v", got)
	}
	for i := n - 5; i < n; i++ {
		if got := verdicts[i].Label; got != label.Form {
			t.Errorf("%q is %v, want %v", blocks[i].Text(src), got, label.Form)
		}
	}
}

func TestInitials(t *testing.T) {
	for in, want := range map[string]bool{"Mike D.": true, "C. M.": true, "josh b.": true, "ok.": false, "Na gut.": false, "Am 3.": false} {
		if got := initialled([]byte(in)); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

package thread

import (
	"strings"
	"testing"
)

// TestInline: paragraphs that end in a name and a time are records with their text in the time
// line.
func TestInline(t *testing.T) {
	for name, in := range map[string]string{
		"brackets": "Does the weir leak? I saw a wet patch below it. " +
			"Orla Finch (talk) 12:03, 4 May 2020 (UTC)\n\n" +
			"It leaks in spring and in autumn, never in summer. " +
			"Bram Teal (talk) 18:47, 4 May 2020 (UTC)\n\n" +
			"Then we should say so in the first paragraph. " +
			"Orla Finch (talk) 07:15, 5 May 2020 (UTC)\n\n" +
			"Done, with a source from the parish paper. Bram Teal (talk) 20:30, 5 May 2020 (UTC)\n",
		"dashes": "Comments\n\nDoes the weir leak? I saw a wet patch below it. " +
			"– Orla Finch Commented May 4, 2020 at 12:03\n" +
			"It leaks in spring and in autumn, never in summer. " +
			"– Bram Teal Commented May 4, 2020 at 18:47\n" +
			"Then we should say so in the first paragraph. " +
			"– Orla Finch Commented May 5, 2020 at 7:15\n" +
			"Done, with a source from the parish paper. " +
			"– Bram Teal Commented May 5, 2020 at 20:30\n",
	} {
		got, th := run(in)
		if len(th.Comments) != 4 || !strings.Contains(got, "Bram Teal | ") ||
			!strings.Contains(got, "| Then we should say so in the first paragraph.\n") {
			t.Errorf("%s: want four comments:\n%s", name, got)
		}
	}
}

// TestScoresAbove: numbers above the time lines are the votes of the record below if none follows
// the last text.
func TestScoresAbove(t *testing.T) {
	in := "8 comments\n\n23\npia 7 hours ago | link\n\nThe trick with the second key is older " +
		"than you think.\n\n" +
		"9\nrolf 6 hours ago | link\n\nI miss that kind of trick, to be honest.\n\n4\n" +
		"pia 5 hours ago | link\n\nThe locks were bad as well.\n\n" +
		"2\nzoe 3 hours ago | link\n\nDown for me, is there a copy of it?\n"
	_, th := run(in)
	var got []string
	for i := range th.Comments {
		got = append(got, string(th.Comments[i].Votes.Of([]byte(in))))
	}
	if s := strings.Join(got, " "); s != "23 9 4 2" {
		t.Errorf("votes %q, want 23 9 4 2", s)
	}
}

// TestListOfTitles: titles with their authors and times are a list of threads.
func TestListOfTitles(t *testing.T) {
	in := "Kommentare zu: Die Brücke\n\n+40\nNa endlich\nkabel\nMittwoch, 14:02\nRe: Na endlich\n" +
		"Dr. Zange\nMittwoch, 14:05\n" +
		"+80\nDas war doch schon so\noma_am_netz\nMittwoch, 15:30\nFehler im dritten Absatz\n" +
		"Korinthe\nMittwoch, 15:01\n" +
		"-20\nGibt es das auch in Grün?\nBeate\nMittwoch, 16:48\n"
	if got, th := run(in); len(th.Comments) > 0 {
		t.Errorf("got comments:\n%s", got)
	}
}

package thread

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
)

// hostileThreads are pages with n records, or n things that look like one, that would take too long
// if a record cost a step for every other one.
var hostileThreads = []struct {
	name string
	page func(n int) string
}{
	{"flat", func(n int) string { return "<h2>Comments</h2>" + each(n, flatRecord) }},
	{"flat in a list", func(n int) string {
		return "<h2>Comments</h2><ul>" + each(n, func(i int) string {
			return "<li>" + flatRecord(i)
		})
	}},
	{"without classes", func(n int) string {
		return "<h3>Kommentare</h3>" + each(n, func(i int) string {
			return "<div><b>" + nameOf(i) + "</b> <i>" + timeOf(i) + "</i><div>" + sentence(i) +
				"</div></div>"
		})
	}},
	{"nested records", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=comment id=c" + strconv.Itoa(i) + "><b class=author>" + nameOf(i) +
				"</b> <time>" + timeOf(i) + "</time><p>" + sentence(i) + "</p>"
		})
	}},
	{"threads of ten", func(n int) string {
		return each(n, func(i int) string {
			s := ""
			if i%10 == 0 {
				s = strings.Repeat("</div>", 10*min(i, 1))
			}
			return s + "<div class=comment id=c" + strconv.Itoa(i) + "><b class=author>" +
				nameOf(i) + "</b> <time>" + timeOf(i) + "</time><p>" + sentence(i) + "</p>"
		})
	}},
	{"lists of replies", func(n int) string {
		return "<ul>" + each(n, func(i int) string {
			s := "<li><article>" + flatRecord(i) + "</article>"
			if i%3 == 0 {
				return s + "<ul class=children>"
			}
			return s + "</li></ul>"
		})
	}},
	{"rows", func(n int) string {
		return "<table>" + each(n, func(i int) string {
			return "<tr><td>" + nameOf(i) + "<td>" + timeOf(i) + "<tr><td colspan=2>" + sentence(i)
		})
	}},
	{"rows without cells", func(n int) string {
		return "<table>" + each(n, func(i int) string {
			return "<tr>" + nameOf(i) + " " + timeOf(i) + " " + sentence(i)
		})
	}},
	{"dl", func(n int) string {
		return "<dl>" + each(n, func(i int) string {
			return "<dt>" + nameOf(i) + " " + timeOf(i) + "<dd>" + sentence(i)
		})
	}},
	{"one element with br", func(n int) string {
		return "<div>" + each(n, func(i int) string {
			return nameOf(i) + ", " + timeOf(i) + "<br>" + sentence(i) + "<br><br>"
		})
	}},
	{"only times", func(n int) string {
		return each(n, func(i int) string { return "<p>" + timeOf(i) })
	}},
	{"only times in one block", func(n int) string {
		return each(n, func(i int) string { return "<span>" + timeOf(i) + "</span> " })
	}},
	{"only time elements", func(n int) string {
		return each(n, func(i int) string { return "<time>" + timeOf(i) + "</time>" })
	}},
	{"one author", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=post><b>Ada</b><time>" + timeOf(i) + "</time><p>" + sentence(i) +
				"</p><a>Reply</a></div>"
		})
	}},
	{"one text", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=post><b>" + nameOf(i) + "</b><time>" + timeOf(i) +
				"</time><p>Me too.</p><a>Reply</a></div>"
		})
	}},
	{"mentions", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=post><b>" + nameOf(i) + "</b><time>" + timeOf(i) + "</time><p>@" +
				nameOf(i/2) + " " + sentence(i) + "</p></div>"
		})
	}},
	{"quotes", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=post><b>" + nameOf(i) + "</b><time>" + timeOf(i) +
				"</time><blockquote>" + nameOf(i/2) + " wrote: " + sentence(i/2) +
				"</blockquote><p>" +
				sentence(i) + "</p></div>"
		})
	}},
	{"links to all others", func(n int) string {
		return each(n, func(i int) string {
			return "<div class=post id=p" + strconv.Itoa(i) + " data-parent-id=p" +
				strconv.Itoa(i/2) + "><b>" + nameOf(i) + "</b><time>" + timeOf(i) +
				"</time><p>" + sentence(i) + "<a href=#p0>&gt;&gt;0</a><a href=#p" +
				strconv.Itoa(i*7) + ">#1</a></p></div>"
		})
	}},
	{"a class of its own each", func(n int) string {
		return each(n, func(i int) string {
			return "<div class='" + letters26(i) + " post'>" + flatRecord(i) + "</div>"
		})
	}},
	{"a set of its own each two", func(n int) string {
		return each(n, func(i int) string {
			return "<x-" + letters26(i/2) + ">" + flatRecord(i) + "</x-" + letters26(i/2) + ">"
		})
	}},
	{"names of records", func(n int) string {
		return each(n, func(i int) string {
			return "<div class='comment c" + letters26(i/3) + "'><p class=comment-" +
				letters26(i/3) + ">" + sentence(i) + "</div>"
		})
	}},
	{"siblings without text", func(n int) string {
		return "<p>" + timeOf(1) + each(n, func(int) string { return "<i></i>" }) + "<p>" +
			timeOf(2) + each(n, func(int) string { return "<i></i>" })
	}},
	{"siblings around times", func(n int) string {
		return each(n, func(i int) string {
			if i%100 == 0 {
				return "<p class=t>" + nameOf(i) + " " + timeOf(i) + "</p>"
			}
			return "<p>" + sentence(i)
		})
	}},
	{"around one time", func(n int) string {
		return "<h2>1 comment</h2>" + strings.Repeat("<div>", n) + "Ada " + timeOf(1) + "<p>" +
			sentence(1) + strings.Repeat("</div>", n) + "<form><textarea>"
	}},
	{"around each time", func(n int) string {
		return each(n, func(i int) string {
			return strings.Repeat("<div>", 20) + flatRecord(i) + strings.Repeat("</div>", 20)
		})
	}},
	{"inside of one record", func(n int) string {
		return "<h2>2 comments</h2><div class=c>" + flatRecord(1) + each(n, func(i int) string {
			return "<p>" + sentence(i)
		}) + "</div><div class=c>" + flatRecord(2) + "</div>"
	}},
	{"columns", func(n int) string {
		cells := each(n/4, func(i int) string {
			return "<i class=" + letters26(i) + ">" + strconv.Itoa(i) + "</i>"
		})
		return each(4, func(i int) string {
			return "<div class=c>" + flatRecord(i) + cells + "</div>"
		})
	}},
	{"deep columns", func(n int) string {
		cells := each(n/4, func(i int) string { return "<div>" + nameOf(i) + "</div><div>" })
		return each(4, func(i int) string {
			return "<div class=c>" + flatRecord(i) + cells + strings.Repeat("</div>", n/4) +
				"</div>"
		})
	}},
	{"controls", func(n int) string {
		return each(n, func(i int) string { return "<p>" + sentence(i) + "<p><a>Reply</a>" })
	}},
	{"counts", func(n int) string {
		return each(n, func(i int) string { return "<p>" + strconv.Itoa(i) + " comments" })
	}},
	{"one long class", func(n int) string {
		return "<div class='" + each(n, letters26) + "'>" + flatRecord(1) + "</div><div class='" +
			each(n, func(i int) string { return letters26(i) + " " }) + "'>" + flatRecord(2) +
			"</div>"
	}},
	{"long classes", func(n int) string {
		class := strings.Repeat("comment-body ", 100)
		return each(n/100, func(i int) string {
			return "<div class='" + class + letters26(i) + "'>" + flatRecord(i) + "</div>"
		})
	}},
	{"one long attribute", func(n int) string {
		return "<div data-id='" + strings.Repeat("data-ty-", n) + "' style='" +
			strings.Repeat("margin-left:", n) + "'>" + flatRecord(1) + "</div><div>" +
			flatRecord(2) + "</div>"
	}},
	{"many attributes", func(n int) string {
		return each(n/50, func(i int) string {
			return "<div " + strings.Repeat("data-comment-id=1 itemtype=x ", 50) + ">" +
				flatRecord(i) + "</div>"
		})
	}},
	{"scripts' comments", func(n int) string {
		return `<script type="application/ld+json">{"@type":"DiscussionForumPosting","comment":[` +
			each(n, func(i int) string {
				return `{"@type":"Comment","text":"` + sentence2(i) + `","author":"` + nameOf(i) +
					`"},`
			}) + "]}</script>" + each(n, func(i int) string {
			return "<div class=post><b>" + nameOf(i) + "</b><time>" + timeOf(i) + "</time><p>" +
				sentence2(i) + "</p></div>"
		})
	}},
	{"the same in scripts", func(n int) string {
		return `<script type="application/ld+json">{"@type":"DiscussionForumPosting","comment":[` +
			each(n, func(i int) string {
				return `{"@type":"Comment","text":"All say the same, and that is it.","author":"` +
					nameOf(i) + `"},`
			}) + "]}</script>" + each(n, func(i int) string {
			return "<div class=post><b>" + nameOf(i) + "</b><time>" + timeOf(i) +
				"</time><p>All say the same, and that is it.</p></div>"
		})
	}},
}

func each(n int, piece func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(piece(i))
	}
	return b.String()
}

func flatRecord(i int) string {
	return "<b>" + nameOf(i) + "</b> <time datetime=2024-01-02T10:" + fmt.Sprintf("%02d", i%60) +
		">" + timeOf(i) + "</time><p>" + sentence(i) + "</p><a href=#>Reply</a>"
}

func nameOf(i int) string { return "User" + letters26(i%1000) }

func timeOf(i int) string {
	return strconv.Itoa(1+i%28) + " May 2024, 10:" + fmt.Sprintf("%02d", i%60)
}

// sentence2 returns a sentence that starts like no other.
func sentence2(i int) string {
	return letters26(i*7919) + " is where it begins, and this is how it ends."
}

// letters26 writes a number with letters, as a word.
func letters26(i int) string {
	b := []byte{byte('a' + i%26)}
	for i /= 26; i > 0; i /= 26 {
		b = append(b, byte('a'+i%26))
	}
	return string(append(b, 'z'))
}

// TestHostileThreads segments pages of growing length. With -v it logs the time per byte, which
// should not grow with the page. It does not check the time: with a quadratic algorithm, the
// longest page would not be finished within the time limit of the test.
func TestHostileThreads(t *testing.T) {
	sizes := []int{1 << 10, 1 << 12, 1 << 15}
	if testing.Short() {
		sizes = sizes[:2]
	}
	var b block.Builder
	var phrases lexicon.Phrases
	var s Segmenter
	for _, tt := range hostileThreads {
		t.Run(tt.name, func(t *testing.T) {
			line := ""
			for _, n := range sizes {
				src := []byte(tt.page(n))
				p := b.HTML(src, 0)
				phrases.Read(p.Text, p.Blocks)
				sheet := newSheet(len(p.Blocks))
				start := time.Now()
				th := s.HTML(p, sheet, &phrases)
				line += fmt.Sprintf("  %6.1f ns a byte (%d KB, %d comments)",
					float64(time.Since(start).Nanoseconds())/float64(len(src)), len(src)>>10,
					len(th.Comments))
				if len(th.Text) > len(p.Blocks)+len(th.Comments) ||
					len(th.Comments) > len(p.Blocks) {
					t.Errorf("%d comments with %d lines of %d blocks", len(th.Comments),
						len(th.Text), len(p.Blocks))
				}
			}
			t.Log(line)
		})
	}
}

package elements

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/block"
)

func setOf(list ...Part) (p Parts) {
	for _, x := range list {
		p.Add(x)
	}
	return p
}

// TestNames reads names that are in no row, and names that several rows have.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		start        string
		strong, weak Parts
	}{
		{`<p class="acme-comment__author-name">`, setOf(Author), 0},
		{`<p class="acmeCommentAuthor">`, setOf(Author), 0},
		{`<p class="Comment_timestamp__k3Xa9">`, setOf(Time), 0},
		{`<p class="acme-comment__text--long">`, setOf(Body), 0},
		{`<p class="acme-comment--highlighted">`, setOf(Record), 0},
		{`<p class="acme-comments">`, setOf(Section), 0},
		{`<p class="acme-comments__list">`, setOf(Section), 0},
		{`<p class="acme-comments-item">`, setOf(Record), 0},
		{`<p class="acme-comments-item-author">`, setOf(Author), 0},
		{`<p class="acme-comment-list-item">`, setOf(Record), 0},
		{`<p class="acme-comments-wrapper">`, setOf(Section), 0},
		{`<p class="acme-comments-title">`, setOf(Other), 0},
		{`<p class="acme-comment-count">`, setOf(Other), 0},
		{`<p class="acme-comment-like-count">`, setOf(Votes), 0},
		{`<p class="acme-comment-form">`, setOf(Form), 0},
		{`<p class="acme-comment-form-author">`, setOf(Form), 0},
		{`<p class="acme-report-comment-x">`, setOf(Controls), 0},
		{`<p class="acme-comment-user-title">`, setOf(Rank), 0},
		{`<p class="acme-comment-author-avatar">`, setOf(Avatar), 0},
		{`<p class="acme-comment-children">`, setOf(Replies), 0},
		{`<p class="acme-comment-message">`, setOf(Body), 0},
		{`<p class="acme-message-author">`, setOf(Author), 0},
		{`<p class="acme-message">`, 0, setOf(Record)},
		{`<p class="acme-post-text">`, setOf(Body), 0},
		{`<p class="acme-kommentar-datum">`, setOf(Time), 0},
		{`<p class="acme-comment-header">`, 0, 0},
		{`<p class="acme-comment-author-jane">`, 0, 0},
		{`<p class="comment-author-jane">`, 0, setOf(Record)},
		{`<p class="comment-author-9jane">`, 0, setOf(Record)},
		{`<p class="fa-comment">`, setOf(Other), 0},
		{`<p class="author-photo-small">`, 0, 0},
		{`<p class="css-1a2b3c">`, 0, 0},
		{`<p class="--">`, 0, 0},
		{`<p id="comment-12">`, setOf(Record), 0},
		{`<p id="COMMENT-12_3">`, setOf(Record), 0},
		{`<p id="comment-5f3a9c">`, setOf(Record), 0},
		{`<p id="comment">`, 0, 0},
		{`<p itemprop="author" itemscope>`, setOf(Author), 0},
		{`<p property="dc:date dc:created">`, setOf(Time), 0},
		{`<p itemscope itemtype="http://schema.org/Comment">`, setOf(Record), 0},
		{`<p itemtype=https://schema.org/UserComments itemscope>`, setOf(Record), 0},
		{`<p typeof="sioc:Post sioct:Comment">`, setOf(Record), setOf(Record)},
		{`<p title="itemtype=Comment" class="a">`, 0, 0},
		{`<p data-x="data-comment-id">`, 0, 0},
		{`<p class="a" data-comment-id="7">`, 0, setOf(Record)},
		{`<acme-comment>`, 0, 0},
		{`<shreddit-comment depth="0">`, setOf(Record), 0},
		{`<time>`, 0, setOf(Time)},
		{`<script class="comment-12">`, 0, 0},
	} {
		var m Reader
		page := new(block.Builder).HTML([]byte("<body>"+c.start+"x"), 0)
		m.Read(page)
		n := m.meanings[2]
		if n.strong != c.strong || n.weak&^n.strong != c.weak&^n.strong {
			t.Errorf("%s: strong %b, weak %b, want %b and %b",
				c.start, n.strong, n.weak, c.strong, c.weak)
		}
	}
}

// TestForget leaves the rows of one system out.
func TestForget(t *testing.T) {
	page := new(block.Builder).HTML([]byte(`<div class="athing comtr"><a class="hnuser">x</a>`), 0)
	var m Reader
	m.Read(page)
	if n := m.meanings[1]; !n.strong.Has(Record) {
		t.Errorf("%+v", n)
	}
	m.Forget = SystemNamed("hackernews")
	m.Read(page)
	if n := m.meanings[1]; n.strong != 0 {
		t.Errorf("forgotten, but %+v", n)
	}
}

// TestProvider finds external systems.
func TestProvider(t *testing.T) {
	for _, c := range []struct{ html, name string }{
		{`<div id="disqus_thread"></div>`, "Disqus"},
		{`<script src="//a.disqus.com/embed.js"></script><div id=disqus_thread></div>`, "Disqus"},
		{`<script src="//acme.disqus.com/embed.js"></script>`, "Disqus"},
		{`<script src="https://acme.disqus.com/count.js"></script>`, ""},
		{`<script src="https://notdisqus.com/embed.js"></script>`, ""},
		{`<script src="/a.js"></script><script src="//launcher.spot.im/sp_x"></script>`, "OpenWeb"},
		{`<fb:comments href="x"></fb:comments>`, "Facebook"},
		{`<script src="https://connect.facebook.net/de_DE/all.js"></script>`, ""},
		{`<iframe src="https://www.facebook.com/plugins/comments.php?x=1"></iframe>`, "Facebook"},
		{`<script src="https://comments.example.org/js/commento.js"></script>`, "Commento"},
		{`<p>Disqus</p>`, ""},
	} {
		var m Reader
		page := new(block.Builder).HTML([]byte(c.html), 0)
		m.Read(page)
		if p := m.Provider(); Providers[p] != c.name {
			t.Errorf("%s: %q", c.html, Providers[p])
		}
	}
}

func corpusDir() string {
	if d := os.Getenv("KLARTEXT_CORPUS"); d != "" {
		return d
	}
	return "../../../../../shared/corpus"
}

// corpusPages returns the first n pages of comments-dev, or nil if there are no corpora.
func corpusPages(tb testing.TB, n int) (pages [][]byte) {
	f, err := os.Open(filepath.Join(corpusDir(), "comments-dev.jsonl.zst"))
	if err != nil {
		return nil
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() && len(pages) < n {
		var g struct{ HTML string }
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, []byte(g.HTML))
	}
	return pages
}

func TestMarkupAllocs(t *testing.T) {
	var m Reader
	page := new(block.Builder).HTML([]byte(`<ol class="comment-list">
		<li id="comment-1" class="comment" data-comment-id="1">
		<b class="fn" itemprop="author">Ada</b>
		<time itemprop="datePublished" datetime="2024-05-06">today</time>
		<div class="acme-comment__text">x</div></ol>`), 0)
	m.Read(page)
	if n := testing.AllocsPerRun(20, func() { m.Read(page); m.Provider() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkMarkup reads the names of 100 pages of comments-dev.
func BenchmarkMarkup(b *testing.B) {
	sources := corpusPages(b, 100)
	if sources == nil {
		b.Skip("comments-dev is missing: set KLARTEXT_CORPUS")
	}
	var m Reader
	var pages []*block.Page
	size := 0
	for _, src := range sources {
		pages = append(pages, new(block.Builder).HTML(src, 0))
		size += len(src)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			m.Read(p)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
}

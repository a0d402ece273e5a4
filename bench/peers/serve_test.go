package peers

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"
	"time"
)

var (
	as = flag.String("peer", "",
		"act as this peer: read pages from standard input, answer on standard output")
	models = flag.String("models", "",
		"folder of the models that \"make train\" made for cross-validation; adds a row for them")
)

// TestMain makes the test binary act as a peer too, because each peer runs in its own process.
func TestMain(m *testing.M) {
	flag.Parse()
	if *models != "" {
		row := peer{name: "klartext, unseen", start: notSeen, cleans: true, comments: true}
		peers = append(peers[:1:1], append([]peer{row}, peers[1:]...)...)
	}
	if *as == "" {
		m.Run()
		return
	}
	for _, p := range append(peers, faulty) {
		if p.name == *as && p.start != nil {
			out := os.Stdout
			os.Stdout = os.Stderr // what a package prints is not an answer
			if err := serve(p.start, os.Stdin, out); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
	}
	fmt.Fprintln(os.Stderr, "no peer has the name", *as)
	os.Exit(1)
}

func notSeen() answer {
	a, err := unseen(*models)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return a
}

// reply is one line of answer from a process.
type reply struct {
	Text     string `json:"text,omitempty"`
	Comments string `json:"comments,omitempty"`
	Kind     string `json:"kind,omitempty"`  // of the failure: error, panic
	Error    string `json:"error,omitempty"` // text of the failure
	NS       int64  `json:"ns"`
	Bytes    uint64 `json:"bytes,omitempty"` // allocated; only for Go
	Allocs   uint64 `json:"allocs,omitempty"`
}

// serve reports that it is ready and answers the pages that send writes. It reuses the memory for
// reading pages, so that only the peer's own memory is collected.
func serve(start func() answer, in io.Reader, out io.Writer) error {
	r, w := bufio.NewReader(in), json.NewEncoder(out)
	w.SetEscapeHTML(false)
	if err := w.Encode(reply{}); err != nil {
		return err
	}
	a := start()
	var buf []byte
	for {
		var address, page int
		if _, err := fmt.Fscanf(r, "%d %d\n", &address, &page); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if n := address + page; n >= cap(buf) {
			buf = make([]byte, n, n+n/2+1)
		}
		buf = buf[:address+page]
		if _, err := io.ReadFull(r, buf); err != nil {
			return err
		}
		if err := w.Encode(timed(a, buf[address:], string(buf[:address]))); err != nil {
			return err
		}
	}
}

func timed(a answer, page []byte, address string) (r reply) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	text, comments, err := run(a, page, address)
	r.NS = time.Since(start).Nanoseconds()
	runtime.ReadMemStats(&after)
	r.Bytes, r.Allocs = after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs
	r.Text, r.Comments = string(text), string(comments)
	if err != nil {
		r.Kind, r.Error = "error", err.Error()
		if f, ok := errors.AsType[*failure](err); ok {
			r.Kind, r.Error = f.kind, f.why
		}
	}
	return r
}

// send writes what a peer reads. For Go it is the two lengths, followed by address and page
// unchanged; for a script it is a line of JSON.
func (p *peer) send(w io.Writer, pg *page) error {
	if p.start == nil {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(map[string]string{"url": pg.url, "html": string(pg.html)})
	}
	if _, err := fmt.Fprintf(w, "%d %d\n%s", len(pg.url), len(pg.html), pg.url); err != nil {
		return err
	}
	_, err := w.Write(pg.html)
	return err
}

// Command native is the native side of "make wasm-bench". It picks the pages. Then it answers the
// same requests as the engine in the browser, with the same package bridge, whenever it is told to,
// so that both are measured alternately in one run.
//
// It writes the pages to a directory, as NUMBER.html, and a pages.json about them. Then it reads
// lines from its input:
//
//	SECTIONS FROM TO   the sections wanted, as a bit set of package bridge; the first page, and
//	                   the one after the last
//
// and answers each with a line, a JSON list of how many nanoseconds each page took.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"klartext/engine"
	"klartext/wasm/bridge"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("dir", "", "directory to write the pages to")
	per := flag.Int("per", 10, "how many pages of each class of size")
	flag.Parse()
	set, err := pick(*per)
	if err == nil {
		err = set.write(*dir)
	}
	if err == nil {
		err = answer(set.Pages)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// write writes the pages, and pages.json last.
func (s *set) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, p := range s.Pages {
		name := filepath.Join(dir, strconv.Itoa(i)+".html")
		if err := os.WriteFile(name, p.html, 0o644); err != nil {
			return err
		}
	}
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "pages.json"), b, 0o644); err != nil {
		return err
	}
	fmt.Println(len(s.Pages))
	return nil
}

// answer answers the lines of the input.
func answer(pages []*page) error {
	h := bridge.New(engine.Options{})
	var request []byte
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var sections, from, to int
		_, err := fmt.Sscan(in.Text(), &sections, &from, &to)
		if err != nil || from < 0 || from > to || to > len(pages) {
			return fmt.Errorf("not SECTIONS FROM TO: %q", in.Text())
		}
		times := make([]int64, 0, to-from)
		for _, p := range pages[from:to] {
			request = bridge.AppendRequest(request[:0], &bridge.Request{
				Sections: bridge.Sections(sections), Address: []byte(p.URL), Page: p.html,
			})
			start := time.Now()
			result := h.Run(request)
			times = append(times, int64(time.Since(start)))
			var r bridge.Result
			if err := bridge.ReadResult(result, &r); err != nil {
				return err
			}
			if r.Status != bridge.OK {
				return errors.New(p.Name + ": " + r.Status.String())
			}
		}
		b, err := json.Marshal(times)
		if err != nil {
			return err
		}
		fmt.Println(string(b))
	}
	return in.Err()
}

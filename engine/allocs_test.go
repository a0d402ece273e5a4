package engine

import "testing"

// TestAllocs checks the number of allocations of every public call that is made per page, and has
// the reason for it.
func TestAllocs(t *testing.T) {
	var page []byte
	for _, p := range pages(t) { // the longest one, which has a thread
		if len(p) > len(page) {
			page = p
		}
	}
	e := New(Options{})
	d, err := e.Text(page)
	if err != nil || len(d.Comments) == 0 {
		t.Fatalf("a page with comments is needed (%v)", err)
	}
	all := WriteOptions{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true,
		Comments: true}
	dst := make([]byte, 0, 64*len(page))
	tests := []struct {
		name   string
		allocs float64
		reason string
		call   func()
	}{
		{"Engine.Text", 0, "the engine's memory has grown to the page", func() {
			d, _ = e.Text(page)
		}},
		{"AppendText", 0, "parts of the page are copied to dst", func() {
			d.AppendText(dst, WriteOptions{})
		}},
		{"AppendText, all", 0, "the thread is followed by links in the comments", func() {
			d.AppendText(dst, all)
		}},
		{"AppendMarkdown", 0, "escaped while it is copied", func() {
			d.AppendMarkdown(dst, WriteOptions{})
		}},
		{"AppendMarkdown, all", 0, "as above", func() { d.AppendMarkdown(dst, all) }},
		{"AppendHTML", 0, "as above", func() { d.AppendHTML(dst, WriteOptions{}) }},
		{"AppendHTML, all", 0, "as above", func() { d.AppendHTML(dst, all) }},
		{"AppendJSON", 0, "as above, numbers by strconv.Append", func() { d.AppendJSON(dst) }},
		{"AppendJSONLD", 0, "as above", func() { d.AppendJSONLD(dst) }},
		{"Thread", 0, "the comments are linked, the iterator is on the stack", func() {
			for i := range d.Thread() {
				dst = append(dst[:0], d.Comments[i].Author...)
			}
		}},
		{"AppendRecord", 0, "as above", func() { d.AppendRecord(dst) }},
		{"AppendBlocksJSON", 0, "the reason is escaped within dst", func() {
			d.AppendBlocksJSON(dst)
		}},
		{"AppendCommentText", 0, "parts of the page are copied to dst", func() {
			d.AppendCommentText(dst, 0)
		}},
		{"AppendReason", 0, "constant text and a number", func() { d.Blocks[0].AppendReason(dst) }},
		{"AppendJSONString", 0, "escaped while it is copied", func() {
			AppendJSONString(dst, page)
		}},
	}
	for _, tt := range tests {
		tt.call() // warm up
		if got := testing.AllocsPerRun(10, tt.call); got != tt.allocs {
			t.Errorf("%s: got %v allocations, want %v: %s", tt.name, got, tt.allocs, tt.reason)
		}
	}
}

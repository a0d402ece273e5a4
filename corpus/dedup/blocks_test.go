package dedup

import (
	"reflect"
	"strings"
	"testing"

	"klartext/engine"
)

// A Hasher counts the same blocks that an Engine with the same limit reads.
func TestMaxBlocks(t *testing.T) {
	page := []byte("<p>one</p>" + strings.Repeat("<p>two and three</p><div>four</div>", 5) +
		"<p>the last one</p>")
	text := []byte(strings.Repeat("A line of text.\n\nAnother one, of more words.\n\n", 5) +
		"The last one.\n")
	seen := map[int]int{}
	for _, limit := range []int{1, 3, 1000} {
		h, e := Hasher{MaxBlocks: limit}, engine.New(engine.Options{MaxBlocks: limit})
		var got, want Prints
		d, err := e.HTML(page)
		if err != nil {
			t.Fatal(err)
		}
		h.HTML(&got, "example.org", page)
		if h.Document(&want, "example.org", d); !reflect.DeepEqual(got, want) {
			t.Errorf("HTML, %d blocks: got %v, want %v", limit, got, want)
		}
		seen[limit] = len(got.blocks)
		if d, err = e.Text(text); err != nil {
			t.Fatal(err)
		}
		h.Text(&got, "example.org", text)
		if h.Document(&want, "example.org", d); !reflect.DeepEqual(got, want) {
			t.Errorf("text, %d blocks: got %v, want %v", limit, got, want)
		}
	}
	if seen[1] >= seen[1000] {
		t.Errorf("the limit made no difference: %v", seen)
	}
}

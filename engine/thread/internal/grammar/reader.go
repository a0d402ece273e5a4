package grammar

import (
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/reply"
	"klartext/engine/thread/internal/signature"
)

// Reader reads the records of a page from its lines. Reuse it.
type Reader struct {
	thread     *comment.Thread
	weigher    evidence.Weigher
	search     search
	emitter    emitter
	quotes     quotes
	signatures signature.Signatures
	names      []uint64 // see NameLines
}

// Reset makes the reader read another page, whose comments it appends to th. authors is scratch
// memory for the names of their authors.
func (r *Reader) Reset(
	page *lines.Page, n *names.Reader, th *comment.Thread, authors *reply.Authors,
) {
	r.thread = th
	r.weigher.Reset(page)
	r.search.reset(page, n, &r.weigher)
	r.emitter.reset(page, th, &r.search.trial)
	r.quotes.reset(page, th, &r.search.trial.fit, authors)
	r.signatures.Reset(page, th)
}

// FindDated lays out the best run of records with times that is proven. It reports whether there is
// one.
func (r *Reader) FindDated() bool {
	r.search.collect()
	return r.search.find()
}

// FindDateless does the same with records that show no times.
func (r *Reader) FindDateless() bool { return r.search.untimed() }

// Records are those of the run that was found.
func (r *Reader) Records() []evidence.Record { return r.search.trial.layout.recs }

// Proof is the evidence for them.
func (r *Reader) Proof() *evidence.Proof { return &r.weigher.Proof }

// Forum reports whether the records are built as those of forums.
func (r *Reader) Forum() bool { return r.weigher.Proof.Forum() }

// Emit turns the records into comments.
func (r *Reader) Emit() {
	r.thread.Score = r.weigher.Proof.Sum()
	r.emitter.emit()
	r.quotes.mark()
	r.signatures.Cut(r.weigher.Proof.Forum())
}

// NameLines are the keys of lines that are only the name of an author. It is nil in forums, where
// such lines also occur in signatures and quotes.
func (r *Reader) NameLines() []uint64 {
	if r.weigher.Proof.Forum() {
		return nil
	}
	if r.names == nil {
		r.names = make([]uint64, 0, 64)
	}
	r.names = r.names[:0]
	for i := range r.search.trial.layout.recs {
		if c := &r.search.trial.layout.recs[i]; c.NameAt >= 0 && c.NameAt != c.At {
			r.names = append(r.names, r.search.page.Facts[c.NameAt].Key)
		}
	}
	return r.names
}

// Heads are the heads of the quotes that open the comments' texts, empty ones where no quote does.
func (r *Reader) Heads() []comment.Span { return r.quotes.heads }

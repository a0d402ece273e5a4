package thread

import (
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/reply"
	"klartext/engine/thread/internal/signature"
)

// grammarReader reads the records of a page off its lines. It is to be reused.
type grammarReader struct {
	thread     *comment.Thread
	weigher    evidence.Weigher
	search     search
	emitter    emitter
	quotes     quotes
	signatures signature.Signatures
}

// reset makes the reader read another page, whose comments it appends to th. authors is scratch
// memory for the names of their authors.
func (r *grammarReader) reset(page *lines.Page, n *names.Reader, th *comment.Thread, authors *reply.Authors) {
	r.thread = th
	r.weigher.Reset(page)
	r.search.reset(page, n, &r.weigher)
	r.emitter.reset(page, th, &r.search.trial)
	r.quotes.reset(page, th, &r.search.trial.fit, authors)
	r.signatures.Reset(page, th)
}

// findDated lays out the best run of records with times that is proven. It reports whether there is
// one.
func (r *grammarReader) findDated() bool {
	r.search.collect()
	return r.search.find()
}

// findDateless does the same with records that show no times.
func (r *grammarReader) findDateless() bool { return r.search.untimed() }

// records are those of the run that was found.
func (r *grammarReader) records() []evidence.Record { return r.search.trial.layout.recs }

// proof is the evidence for them.
func (r *grammarReader) proof() *evidence.Proof { return &r.weigher.Proof }

// forum reports whether the records are built as those of forums.
func (r *grammarReader) forum() bool { return r.weigher.Forum() }

// emit turns the records into comments.
func (r *grammarReader) emit() {
	r.thread.Score = r.weigher.Proof.Sum
	r.emitter.emitAll()
	r.quotes.markQuoted()
	r.signatures.Cut(r.weigher.Forum())
}

// heads are the heads of the quotes that open the comments' texts, empty ones where no quote does.
func (r *grammarReader) heads() []comment.Span { return r.quotes.heads }

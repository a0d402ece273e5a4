package bridge

import (
	"strconv"

	"klartext/engine"
	"klartext/engine/charset/sniff"
	"klartext/engine/token"
	"klartext/engine/when"
)

// Handler answers requests with its own Engine. After the first pages it allocates nothing.
//
// It keeps the buffer of the request, that of the result, and the memory of the Engine, all as
// large as the largest page has made them. As WASM that was 4 to 11 times the page on pages of 2
// to 23 MB, 41 times on pages of short paragraphs only. To free the memory, drop the Handler. As
// WASM, drop the instance: its memory never shrinks.
type Handler struct {
	engine  engine.Guarded
	request []byte // the buffer of Reserve
	result  []byte
	read    Request
	tokens  token.HTML
	answer  func(request []byte) []byte // respond; a test has it panic
}

// maxHead is how long a request may be without its page: the fixed part, the address and the time.
const maxHead = 1 << 20

// New returns a Handler whose engine has these options, except Address and FetchedAt, which each
// request has.
func New(opts engine.Options) *Handler {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = engine.DefaultMaxBytes
	}
	opts.MaxBytes = min(opts.MaxBytes, engine.MaxMaxBytes)
	h := &Handler{engine: engine.Guarded{Options: opts}}
	h.answer = h.respond
	return h
}

// Reserve returns a buffer of n bytes for a request, which is valid until the next call of
// Reserve. It begins with the bytes of the previous buffer, so that a writer can ask for more. It
// is nil if requests of that length are not answered.
func (h *Handler) Reserve(n int) []byte {
	if n < 0 || n > h.engine.Options.MaxBytes+maxHead {
		return nil
	}
	if n > cap(h.request) || h.request == nil {
		grown := make([]byte, max(n, 1<<16))
		copy(grown, h.request)
		h.request = grown
	}
	h.request = h.request[:cap(h.request)]
	return h.request[:n]
}

// Run answers a request, valid or not. It recovers from panics of the engine and answers them as
// Internal. The result is valid until the next call.
func (h *Handler) Run(request []byte) (result []byte) {
	err := engine.Guard(func() error {
		result = h.answer(request)
		return nil
	})
	if err != nil {
		h.engine.Forget() // its state is unknown
		result = h.fail(Internal, h.read.Kind, "engine", -1, err.Error())
	}
	return result
}

func (h *Handler) respond(request []byte) []byte {
	h.read = Request{}
	r := &h.read
	if err := ReadRequest(request, r); err != nil {
		return h.fail(Malformed, Auto, "bridge", -1, "the request is "+err.Error())
	}
	fetched, ok := when.ParseISO(r.FetchedAt)
	if len(r.FetchedAt) > 0 && !ok {
		const message = "the time at which the page was fetched is not in ISO 8601"
		return h.fail(BadTime, Auto, "bridge", -1, message)
	}
	if sniff.Binary(r.Page) {
		return h.fail(Binary, Auto, "bridge", -1, engine.ErrBinary.Error())
	}
	if r.Kind == Auto {
		r.Kind = Text
		if sniff.HTML(r.Page, "") {
			r.Kind = HTML
		}
	}
	d, err := h.engine.Clean(engine.Page{
		Content: r.Page, HTML: r.Kind == HTML, Address: r.Address, FetchedAt: fetched,
	})
	if err != nil {
		return h.refuse(r.Kind, err)
	}
	return h.write(r, d)
}

// write writes the result for a document.
func (h *Handler) write(r *Request, d *engine.Document) []byte {
	count := 0
	for s := JSON; s < Failure; s++ {
		if r.Sections.Has(s) {
			count++
		}
	}
	w := newResult(h.result[:0], count)
	for s := JSON; s < Failure; s++ {
		if !r.Sections.Has(s) {
			continue
		}
		switch s {
		case JSON:
			w.dst = d.AppendJSON(w.dst)
		case PlainText:
			w.dst = d.AppendText(w.dst, r.Write)
		case Markdown:
			w.dst = d.AppendMarkdown(w.dst, r.Write)
		case SafeHTML:
			w.dst = d.AppendHTML(w.dst, r.Write)
		case Blocks:
			w.dst = d.AppendBlocksJSON(w.dst)
		}
		w.end(s)
	}
	var markup []byte
	if r.Kind == HTML {
		markup = r.Page
	}
	var ok bool
	if h.result, ok = w.close(OK, r.Kind, directionOf(&h.tokens, markup, d.Language)); !ok {
		return h.fail(TooLarge, r.Kind, "bridge", -1, "the result is longer than 4 GB")
	}
	return h.result
}

// refuse writes the result for an error of the engine.
func (h *Handler) refuse(kind Kind, err error) []byte {
	status, stage, offset := Internal, "engine", -1
	if e, ok := err.(*engine.Error); ok {
		stage, offset, err = e.Stage, e.Offset, e.Err
	}
	switch err {
	case engine.ErrTooLarge:
		status = TooLarge
	case engine.ErrBinary:
		status = Binary
	}
	return h.fail(status, kind, stage, offset, err.Error())
}

// fail writes the result for an error. The offset is that of a byte of the page, or -1.
func (h *Handler) fail(status Status, kind Kind, stage string, offset int, message string) []byte {
	w := newResult(h.result[:0], 1)
	w.dst = engine.AppendJSONString(append(w.dst, `{"stage":`...), stage)
	w.dst = engine.AppendJSONString(append(w.dst, `,"code":`...), status.String())
	w.dst = append(w.dst, `,"offset":`...)
	if offset >= 0 {
		w.dst = strconv.AppendInt(w.dst, int64(offset), 10)
	} else {
		w.dst = append(w.dst, "null"...)
	}
	w.dst = engine.AppendJSONString(append(w.dst, `,"message":`...), message)
	w.dst = append(w.dst, '}')
	w.end(Failure)
	h.result, _ = w.close(status, kind, NoDirection)
	return h.result
}

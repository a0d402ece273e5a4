package corpus

import (
	"errors"
	"fmt"
	"io"

	"klartext/corpus/warc"
	"klartext/engine/when"
)

// archive reads the pages of a WARC or WET archive.
type archive struct {
	tally
	name   string
	in     *warc.Reader
	closer io.Closer
	record warc.Record
	bodies unpacker
	plain  []byte // a body with its chunks removed
	limit  int
	kind   Kind // for pages of unknown kind
}

// maxHead is the space for the HTTP header in a record's block, in bytes.
const maxHead = 1 << 20

func newArchive(name string, in io.Reader, closer io.Closer, o Options) *archive {
	limits := warc.Options{MaxBlock: o.MaxBytes + maxHead, NoDigests: o.NoDigests}
	return &archive{
		name: name, in: warc.NewReader(in, limits), closer: closer,
		bodies: unpacker{limit: o.MaxBytes}, limit: o.MaxBytes, kind: o.Kind,
	}
}

func (a *archive) Next(r *Record) error {
	for {
		err := a.in.Next(&a.record)
		if errors.Is(err, warc.ErrTooLarge) && a.noPage() {
			a.ignored.Add(1)
			continue
		} else if err != nil {
			return a.pass(a.name, err)
		}
		body, contentType, kind, err := a.page(false)
		switch {
		case kind == other && (err == nil || errors.Is(err, ErrTooLong)),
			err == nil && len(body) == 0:
			a.ignored.Add(1)
			continue
		case err == nil && len(body) > a.limit:
			err = ErrTooLong
		}
		if kind == Unknown {
			kind = a.kind
		}
		at := a.record.At
		if err != nil {
			return a.damage(a.name, at, fmt.Errorf("record %s of %s: %w",
				brief(a.record.ID(), maxName), brief(a.record.URL(), maxName), err))
		}
		*r = Record{
			ID: string(a.record.ID()), URL: string(a.record.URL()),
			Body: append(r.Body[:0], body...), ContentType: contentType,
			Kind: kind, UTF8: a.record.Is("conversion"), At: Position{a.name, at.Offset, at.Within},
		}
		if t, ok := when.ParseISO(a.record.Get("WARC-Date")); ok {
			r.FetchedAt = t
		}
		a.records.Add(1)
		return nil
	}
}

// noPageHead is how many bytes of a body are unpacked to find that it is not a page.
const noPageHead = 16 << 10

// noPage reports whether a record that is too large, and of which only the beginning is there, is
// known not to be a page.
func (a *archive) noPage() bool {
	if len(a.record.Fields) == 0 {
		return false
	}
	// Hostile files have many such records, all with the same bombs.
	a.bodies.limit = min(a.limit, noPageHead)
	defer func() { a.bodies.limit = a.limit }()
	_, _, kind, err := a.page(true)
	return kind == other && (err == nil || errors.Is(err, ErrTooLong))
}

// page returns the page of the record, or the kind other if it has none. partial says that the end
// of the record is missing.
func (a *archive) page(partial bool) (body []byte, contentType string, kind Kind, err error) {
	body, contentType = a.record.Block, string(a.record.Get("Content-Type"))
	switch {
	case a.record.Is("conversion"):
		if kind, xml := mediaKind(contentType); kind == Unknown && !xml {
			return body, contentType, Text, nil
		}
	case a.record.Is("resource"):
		return body, contentType, bodyKind(contentType, body), nil
	case a.record.Is("response") && isHTTP(contentType, body):
		return a.response(partial)
	}
	return nil, "", other, nil
}

// response returns the page in the HTTP response of the record. If the crawler cut the record short
// or wrote it in segments, it returns what is there.
func (a *archive) response(partial bool) (body []byte, contentType string, kind Kind, err error) {
	h, err := parseResponse(a.record.Block)
	if err != nil || !h.page() {
		return nil, "", other, err
	}
	partial = partial || a.record.Get("WARC-Truncated") != nil ||
		a.record.Get("WARC-Segment-Number") != nil
	body = h.body
	if h.chunked {
		a.plain, err = unchunk(a.plain[:0], body)
		if body = a.plain; err != nil && !partial {
			return nil, "", other, fmt.Errorf("chunked HTTP body: %w", err)
		}
	}
	body, err = a.bodies.unpack(body, h.codings, partial)
	if body == nil && err != nil {
		return nil, "", Unknown, err
	}
	return body, h.contentType, bodyKind(h.contentType, body), err
}

func (a *archive) Counts() Counts { return a.counts(a.in.Packed(), a.in.Unpacked()) }

func (a *archive) Close() error {
	a.bodies.close()
	return closeAll(a.in, a.closer)
}

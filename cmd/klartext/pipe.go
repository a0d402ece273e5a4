package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"klartext/corpus"
	"klartext/engine"
)

const pipeHelp = `Pipe reads one JSON object per line and writes one per line, in the same order
and each as soon as it is done, until its input ends.

In:   {"id": any value, "url": "…", "html": "the page", "fetched_at": "…"}
      Instead of "html" there may be "html_base64", the page's bytes as they were fetched,
      with their "content_type", or "text", a plain-text dump. If there are several, the
      first in this order is used; --input text uses only "text", --input html never.
      --charset applies to "html_base64".
      url is optional; links are resolved against it. fetched_at, in ISO 8601, is optional
      too, and takes precedence over --fetched-at.
      Other keys are ignored, blank lines are skipped.
Out:  {"id", "url", "title", "author", "date", "language", "text",
       "state", "announced", "provider",
       "comments": [{"author", "rank", "time", "published", "title", "text", "votes",
                     "votes_written", "parent", "evidence"}]}
      The url is left out if it was not given. What a page does not show is null.
      state is that of the comment section: none, open, closed, external, paginated.
      announced is the number of comments according to the page, provider the service
      that has the comments if they are elsewhere, title a comment's own title; each is
      left out if there is none. votes is a number. If the page does not write it in
      plain digits, votes_written shows how, and votes is null if it cannot be known
      ("3.2k"). A comment's parent is an index into comments; it is null at the top level
      and left out if the page does not say. evidence is how the page says it: id,
      containment, depth, number, reply-to, mention.
      The reply to a bad line is {"id", "url", "error"}; the id is left out if unknown.

Exit code: 0 success; 1 the output could not be written; 2 the input could not be read,
the command line was bad, or there were bad lines. Those are counted on standard error,
and every good line still has its reply.`

// defaultMaxLine is the default length limit of a request, in bytes.
const defaultMaxLine = 512 << 20

// pipe is the command "klartext pipe".
type pipe struct {
	opts    engine.Options
	maxLine int

	decoder decoder
	engine  engine.Guarded
	in      lineReader
	out     []byte

	// number of lines read, of bad ones, and number of the first bad one
	lines, bad, firstBad int
}

func newPipe() *cobra.Command {
	p := &pipe{maxLine: defaultMaxLine}
	cmd := &cobra.Command{
		Use:     "pipe",
		Short:   "Read JSON lines, write JSON lines",
		Long:    pipeHelp,
		Example: `  echo '{"id":1,"html":"<p>A page"}' | klartext pipe`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.run(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	inputFlags(cmd, &p.decoder)
	engineFlags(cmd, &p.opts)
	cmd.Flags().Var((*byteCount)(&p.maxLine), "max-line",
		"longest line to read; the reply to a longer one is an error")
	return cmd
}

func (p *pipe) run(stdin io.Reader, stdout io.Writer) error {
	p.in.reset(stdin, p.maxLine)
	p.engine.Options = p.opts
	for n := 1; ; n++ {
		line, err := p.in.next()
		if err == io.EOF {
			return p.verdict()
		}
		if err != nil && err != errLineTooLong {
			return badInput("standard input", "cannot read: "+cause(err), "the replies end here")
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		p.out = append(p.reply(p.out[:0], line, n, err), '\n')
		if _, err := stdout.Write(p.out); err != nil {
			return badWrite("standard output", err)
		}
	}
}

// verdict returns the error that says how many lines were bad, or nil if none was.
func (p *pipe) verdict() error {
	if p.bad == 0 {
		return nil
	}
	reason := fmt.Sprintf("%d of %d lines were bad, the first of them line %d", p.bad,
		p.lines, p.firstBad)
	return badInput("standard input", reason, `the replies to them say why in "error"`)
}

// reply appends the reply to line n. err is the error from reading it.
func (p *pipe) reply(dst, line []byte, n int, err error) []byte {
	p.lines++
	var req corpus.Line
	var doc *engine.Document
	if err == nil {
		req, doc, err = p.clean(line)
	}
	dst = append(dst, '{')
	if err != nil {
		if p.bad++; p.bad == 1 {
			p.firstBad = n
		}
		return append(appendError(dst, &req, n, err), '}')
	}
	dst = appendID(dst, req.ID)
	return append(doc.AppendRecord(appendURL(dst, &req)), '}')
}

// clean cleans the page of a request. With an error, the request has its id if that could be read.
func (p *pipe) clean(line []byte) (corpus.Line, *engine.Document, error) {
	req, err := corpus.ParseLine(line)
	if err != nil {
		return req, nil, err
	}
	page, fetched, err := p.decoder.line(&req)
	if err != nil {
		return req, nil, err
	}
	if req.FetchedAt == nil {
		fetched = p.opts.FetchedAt
	}
	var address []byte
	if req.URL != nil {
		address = []byte(*req.URL)
	}
	doc, err := p.engine.Clean(engine.Page{
		Content: page.text, HTML: page.html, Address: address, FetchedAt: fetched,
	})
	return req, doc, err
}

// appendID appends the member "id" as the request had it, or null, and a comma.
func appendID(dst, id []byte) []byte {
	dst = append(dst, `"id":`...)
	if id == nil {
		return append(dst, "null,"...)
	}
	return append(append(dst, bytes.ToValidUTF8(id, []byte("\uFFFD"))...), ',')
}

// appendURL appends the member "url" and a comma, if the request had one.
func appendURL(dst []byte, req *corpus.Line) []byte {
	if req.URL == nil {
		return dst
	}
	return append(engine.AppendJSONString(append(dst, `"url":`...), *req.URL), ',')
}

// appendError appends the members of the reply to a bad line, whose id may be unknown.
func appendError(dst []byte, req *corpus.Line, n int, err error) []byte {
	if req.ID != nil {
		dst = appendID(dst, req.ID)
	}
	dst = append(appendURL(dst, req), `"error":`...)
	return engine.AppendJSONString(dst, fmt.Sprintf("line %d: %v", n, err))
}

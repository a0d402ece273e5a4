package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"klartext/engine"
)

const pipeHelp = `Pipe reads a JSON object per line and writes one per line, in the same order and each
as soon as it is done, until its input ends.

In:   {"id": any value, "url": "…", "text": "the page as plain text", "fetched_at": "…"}
      fetched_at, in ISO 8601, may be left out; it goes before --fetched-at.
      Other keys are ignored, blank lines are skipped.
Out:  {"id", "title", "author", "date", "language", "text",
       "comments": [{"author", "rank", "time", "published", "text", "votes", "parent"}]}
      What a page does not show is null. A comment's parent is an index into comments,
      null at the top level, and left out when the page does not say.
      The reply to a bad line is {"id", "error"}; the id is left out if unknown.

Exit code: 0 at the end of the input, even when there were bad lines; 1 when the output
could not be written; 2 when the input could not be read or the command line was bad.`

// defaultMaxLine is the length of the longest request that is read unless --max-line says otherwise.
const defaultMaxLine = 512 << 20

// pipe is the command "klartext pipe".
type pipe struct {
	opts    engine.Options
	maxLine int

	cleaner cleaner
	in      lineReader
	out     []byte
}

func newPipe() *cobra.Command {
	p := &pipe{maxLine: defaultMaxLine}
	cmd := &cobra.Command{
		Use:     "pipe",
		Short:   "Read JSON lines, write JSON lines",
		Long:    pipeHelp,
		Example: `  echo '{"id":1,"text":"A page"}' | klartext pipe`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.run(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	engineFlags(cmd, &p.opts)
	cmd.Flags().Var((*byteCount)(&p.maxLine), "max-line", "longest line to read; the reply to a longer one is an error")
	return cmd
}

func (p *pipe) run(stdin io.Reader, stdout io.Writer) error {
	p.in.reset(stdin, p.maxLine)
	p.cleaner.opts = p.opts
	for n := 1; ; n++ {
		line, err := p.in.next()
		if err == io.EOF {
			return nil
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

// reply appends the reply to line n. err is what was wrong with reading it.
func (p *pipe) reply(dst, line []byte, n int, err error) []byte {
	if err != nil {
		return appendError(dst, nil, n, err)
	}
	req, err := parseRequest(line)
	if err != nil {
		return appendError(dst, req.ID, n, err)
	}
	page, err := req.page()
	if err != nil {
		return appendError(dst, req.ID, n, err)
	}
	fetched, err := req.fetchedAt(p.opts.FetchedAt)
	if err != nil {
		return appendError(dst, req.ID, n, err)
	}
	doc, err := p.cleaner.text(page, fetched)
	if err != nil {
		return appendError(dst, req.ID, n, err)
	}
	dst = append(appendID(append(dst, '{'), req.ID), ',')
	return append(doc.AppendRecord(dst), '}')
}

// appendID appends the member "id" as the request had it, null when it had none.
func appendID(dst, id []byte) []byte {
	dst = append(dst, `"id":`...)
	if id == nil {
		return append(dst, "null"...)
	}
	return append(dst, bytes.ToValidUTF8(id, []byte("\uFFFD"))...)
}

// appendError appends the reply to a bad line. id is nil when it is not known.
func appendError(dst, id []byte, n int, err error) []byte {
	dst = append(dst, '{')
	if id != nil {
		dst = append(appendID(dst, id), ',')
	}
	dst = append(dst, `"error":`...)
	dst = engine.AppendJSONString(dst, fmt.Sprintf("line %d: %v", n, err))
	return append(dst, '}')
}

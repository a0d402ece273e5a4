package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"klartext/engine"
)

// clean is the command "klartext [FILE|-]...".
type clean struct {
	form   form
	output string
	opts   engine.Options

	stdin          io.Reader
	stdout, stderr io.Writer

	decoder decoder
	reader  reader
	engine  engine.Guarded
	page    []byte // output of one page
}

func (c *clean) run(names []string) error {
	if c.opts.Address != nil && len(names) > 1 {
		return badUsage("--url is the address of one page, but there are " +
			strconv.Itoa(len(names)))
	}
	if err := c.form.check(); err != nil {
		return err
	}
	out, err := openOutput(c.output, c.stdout)
	if err != nil {
		return err
	}
	defer out.abandon()
	c.reader = reader{stdin: c.stdin, limit: c.opts.MaxBytes}
	c.engine.Options = c.opts
	bar := c.progress(len(names))
	defer bar.Finish()
	bad := 0
	for i, name := range names {
		page, err := c.one(name, i, len(names) > 1)
		if err != nil {
			bar.Clear()
			fmt.Fprintf(c.stderr, "klartext: %v\n", err)
			bad++
		} else if err := out.write(page); err != nil {
			return err
		}
		bar.Add(1)
	}
	if bad == len(names) {
		return &failure{exit: exitInput}
	}
	if err := out.commit(); err != nil {
		return err
	}
	if bad > 0 {
		return &failure{exit: exitInput}
	}
	return nil
}

// one returns the output for one file. It is valid until the next call.
func (c *clean) one(name string, index int, several bool) ([]byte, error) {
	raw, err := c.reader.read(name)
	if err != nil {
		return nil, err
	}
	p, problem := c.decoder.file(raw)
	if problem != nil {
		problem.name = displayName(name)
		return nil, problem
	}
	doc, err := c.engine.Clean(engine.Page{
		Content: p.text, HTML: p.html, Address: c.opts.Address, FetchedAt: c.opts.FetchedAt,
	})
	if err != nil {
		return nil, explain(displayName(name), err)
	}
	if !several {
		name = ""
	}
	c.page = c.form.appendPage(c.page[:0], doc, name, index > 0)
	return c.page, nil
}

// explain turns an error of the engine into one that says what to do.
func explain(name string, err error) error {
	switch {
	case errors.Is(err, engine.ErrTooLarge):
		return badInput(name, "is longer than the limit", "allow more with --max-bytes")
	case errors.Is(err, engine.ErrBinary):
		return badInput(name, "is binary data, not text", "give the page's HTML or text")
	}
	var p *engine.PanicError
	if errors.As(err, &p) {
		return badInput(name, fmt.Sprintf("internal error: %v\n%s", p.Value, p.Stack),
			"please report this with the page")
	}
	return badInput(name, err.Error(), "please report this with the page")
}

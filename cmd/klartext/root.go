package main

import (
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"klartext/engine"
)

const help = `Klartext writes the content of pages: the main text without navigation, consent boxes,
teasers and the like, and on request the metadata and the reader comments.

A page is a file with a web page, as HTML or as a plain-text dump. "-" is standard input,
which is also read if no file is given. With several files, a line with the name precedes
each text; JSON objects have the name in "file".

With --input auto, a page is HTML when it starts with a doctype, a comment, an XML
declaration or the tag of an HTML element, or when it has at least 8 such tags spread
over its first 4 KB; otherwise it is text. The encoding is determined by a byte order
mark, by being valid UTF-8, by what the page declares, or by its characters, in this
order; --charset overrides it for all pages.

Replies come below the comment that they reply to: indented in text, as nested quotes in
Markdown, as nested lists in HTML. Nesting stops at 32 levels. JSON lists comments as
records with the index of their parent, or with --comments-as schema as JSON-LD: Comment
objects of schema.org that contain their replies, also up to 32 levels.

Exit code: 0 success; 1 the output could not be written; 2 an input was bad (the others
are still processed) or the command line was.`

const examples = `  klartext page.html
  klartext --title --comments page.html
  klartext --format json --comments-as schema page.html
  klartext --format json --fetched-at 2024-05-06T12:00 pages/*.html -o pages.jsonl
  curl -s https://example.org/a | klartext --format markdown --url https://example.org/a
  klartext pipe < requests.jsonl > replies.jsonl
  klartext batch crawl/*.warc.gz -o cleaned`

func newRoot() *cobra.Command {
	c := &clean{form: form{format: "text", commentsAs: "records"}}
	cmd := &cobra.Command{
		Use:           "klartext [FILE|-]...",
		Short:         "Main text, metadata and reader comments of web pages",
		Long:          help,
		Example:       examples,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if isTerminal(cmd.InOrStdin()) {
					return cmd.Help()
				}
				args = []string{"-"}
			}
			c.stdin, c.stdout, c.stderr = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
			return c.run(args)
		},
	}
	f := cmd.Flags()
	choice(cmd, &c.form.format, "format", "what to write", "text", "markdown", "html",
		"json", "blocks")
	f.StringVarP(&c.output, "output", "o", "", "write to `FILE`, which appears once it is complete")
	writeFlags(cmd, &c.form.write, `like the other "too" flags, not for json and blocks`)
	choice(cmd, &c.form.commentsAs, "comments-as", "form of comments in json", "records", "schema")
	f.Var((*urlFlag)(&c.opts.Address), "url",
		"address of the page; links are resolved against it")
	inputFlags(cmd, &c.decoder)
	engineFlags(cmd, &c.opts)
	cmd.AddCommand(newPipe(), newBatch(), newVersion())
	return cmd
}

// writeFlags adds the flags for what is written in addition to the main text. scope says to which
// formats they apply.
func writeFlags(cmd *cobra.Command, o *engine.WriteOptions, scope string) {
	f := cmd.Flags()
	f.BoolVar(&o.Title, "title", false, "write kicker and title too ("+scope+")")
	f.BoolVar(&o.Bylines, "bylines", false, "write bylines too")
	f.BoolVar(&o.Dates, "dates", false, "write dates too")
	f.BoolVar(&o.Captions, "captions", false, "write captions too")
	f.BoolVar(&o.Credits, "credits", false, "write credits too")
	f.BoolVar(&o.Comments, "comments", false, "write the reader comments too, as a thread")
}

// inputFlags adds the flags that say what a page is.
func inputFlags(cmd *cobra.Command, d *decoder) {
	d.kind = "auto"
	choice(cmd, &d.kind, "input", "kind of the pages", "auto", "html", "text")
	cmd.Flags().Var((*labelFlag)(&d.label), "charset",
		"encoding of the pages, regardless of what they declare")
}

// engineFlags adds the flags for the engine's options.
func engineFlags(cmd *cobra.Command, o *engine.Options) {
	f := cmd.Flags()
	o.MaxBytes = engine.DefaultMaxBytes
	f.Var((*byteCount)(&o.MaxBytes), "max-bytes",
		"longest page to read; suffixes K, M and G count by 1024")
	f.Var((*timeFlag)(&o.FetchedAt), "fetched-at",
		`when the pages were fetched (ISO 8601); turns "2 hours ago" into a date`)
}

// isTerminal reports whether f is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

package main

import (
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"klartext/engine"
)

const help = `Klartext writes what the given pages say: the main text without navigation, consent
boxes, teasers and the like, and on request the metadata and the reader comments.

A page is a file with a web page, as HTML or as a plain-text dump; "-" is standard
input, which is also read when no file is given. With several files a line with the
name stands above each text; JSON objects have the name in "file".

With --input auto a page is HTML when it starts with a doctype, a comment, an XML
declaration or the tag of an HTML element, or when it has such tags all over its first
4 KB, at least 8; otherwise it is text. The encoding is that of a byte order mark, UTF-8
where a page is valid in it, what the page declares, or the one that its characters speak
for; --charset says it for all pages.

Replies stand below what they reply to: indented in text, as quotes in quotes in
Markdown, as lists in lists in HTML; 32 deep, the rest at that depth. JSON has them as
records with the index of their parent, or with --comments-as schema as JSON-LD, as
Comment objects of schema.org with their replies in them, 32 deep too.

Exit code: 0 all went well; 1 the output could not be written; 2 an input was bad (the
others are processed all the same) or the command line was.`

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
	choice(cmd, &c.form.format, "format", "what to write", "text", "markdown", "html", "json", "blocks")
	f.StringVarP(&c.output, "output", "o", "", "write to `FILE`, which appears when it is complete")
	writeFlags(cmd, &c.form.write, "not for json and blocks, which have all")
	choice(cmd, &c.form.commentsAs, "comments-as", "how json has the comments", "records", "schema")
	f.Var((*urlFlag)(&c.opts.Address), "url", "address of the page, against which its links are resolved")
	inputFlags(cmd, &c.decoder)
	engineFlags(cmd, &c.opts)
	cmd.AddCommand(newPipe(), newBatch(), newVersion())
	return cmd
}

// writeFlags adds the flags that say what is written beside the main text; but says for what they are not.
func writeFlags(cmd *cobra.Command, o *engine.WriteOptions, but string) {
	f := cmd.Flags()
	f.BoolVar(&o.Title, "title", false, "write kicker and title too ("+but+")")
	f.BoolVar(&o.Bylines, "bylines", false, "write bylines too")
	f.BoolVar(&o.Dates, "dates", false, "write dates too")
	f.BoolVar(&o.Captions, "captions", false, "write captions too")
	f.BoolVar(&o.Credits, "credits", false, "write credits too")
	f.BoolVar(&o.Comments, "comments", false, "write the reader comments too, as a thread")
}

// inputFlags adds the flags that tell what a page is.
func inputFlags(cmd *cobra.Command, d *decoder) {
	d.kind = "auto"
	choice(cmd, &d.kind, "input", "what the pages are", "auto", "html", "text")
	cmd.Flags().Var((*labelFlag)(&d.label), "charset", "encoding of the pages, whatever they say")
}

// engineFlags adds the flags that set the engine's options.
func engineFlags(cmd *cobra.Command, o *engine.Options) {
	f := cmd.Flags()
	o.MaxBytes = engine.DefaultMaxBytes
	f.Var((*byteCount)(&o.MaxBytes), "max-bytes", "longest page to read; suffixes K, M and G count by 1024")
	f.Var((*timeFlag)(&o.FetchedAt), "fetched-at", "when the pages were fetched (ISO 8601); resolves \"2 hours ago\"")
}

// isTerminal reports whether f is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

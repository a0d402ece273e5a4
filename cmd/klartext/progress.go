package main

import "github.com/schollz/progressbar/v3"

// manyFiles is the number of files from which on progress is shown.
const manyFiles = 20

// progress returns a progress bar on standard error. It shows nothing unless there are many files
// and a terminal, because it would disturb text written to the same terminal.
func (c *clean) progress(files int) *progressbar.ProgressBar {
	if files < manyFiles || !isTerminal(c.stderr) || c.output == "" && isTerminal(c.stdout) {
		return progressbar.DefaultSilent(int64(files))
	}
	return progressbar.NewOptions(files,
		progressbar.OptionSetWriter(c.stderr),
		progressbar.OptionSetDescription("pages"),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionClearOnFinish(),
	)
}

package main

import "github.com/schollz/progressbar/v3"

// manyFiles is from how many on their progress is shown.
const manyFiles = 20

// progress returns a bar on standard error, one that shows nothing unless there are many files and somebody to look: it
// would be in the way of text written to the same terminal.
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

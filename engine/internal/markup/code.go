package markup

// owedCode is code within a line of Markdown that is not written yet, as what follows may go on
// with it.
type owedCode struct {
	from, to int32 // its range in Page.Text, empty when none is owed
	ended    int   // where the last code ended, in dst
}

// goesOn reports whether text at an offset follows right after the code that is owed.
func (c *owedCode) goesOn(at int32) bool { return c.to == at && c.from < c.to }

// minFence is how many backticks fence a program at least.
const minFence = 3

// backticks returns the length of the longest run of backticks.
func backticks(text []byte) int {
	most, run := 0, 0
	for _, c := range text {
		if c != '`' {
			run = 0
			continue
		}
		run++
		most = max(most, run)
	}
	return most
}

// appendCode appends text, which is not empty, as Markdown's code within a line, in more backticks
// than it holds in a row.
func appendCode(dst, text []byte, cell bool) []byte {
	ticks := backticks(text) + 1
	dst = appendBackticks(dst, ticks)
	padded := text[0] == '`' || text[len(text)-1] == '`'
	if padded {
		dst = append(dst, ' ')
	}
	for from, i := 0, 0; i <= len(text); i++ {
		if i < len(text) && text[i] != '\n' && text[i] != 0 && !(cell && text[i] == '|') {
			continue
		}
		dst = appendValid(dst, text[from:i])
		from = i + 1
		switch {
		case i == len(text):
		case text[i] == '|':
			dst = append(dst, '\\', '|')
		case text[i] == 0:
			dst = append(dst, "\uFFFD"...)
		default:
			dst = append(dst, ' ')
		}
	}
	if padded {
		dst = append(dst, ' ')
	}
	return appendBackticks(dst, ticks)
}

func appendBackticks(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, '`')
	}
	return dst
}

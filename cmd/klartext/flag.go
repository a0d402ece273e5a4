package main

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"klartext/engine"
	"klartext/engine/charset"
	"klartext/engine/when"
)

// choice adds a flag whose value is one of some words. The first word is the default.
func choice(cmd *cobra.Command, value *string, name, usage string, words ...string) {
	cmd.Flags().Var(&choiceFlag{value, words}, name, usage+": "+strings.Join(words, ", "))
	complete := cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(name, complete); err != nil {
		panic(err) // the flag was just added
	}
}

type choiceFlag struct {
	value *string
	words []string
}

func (c *choiceFlag) String() string { return *c.value }
func (c *choiceFlag) Type() string   { return "WORD" }

func (c *choiceFlag) Set(s string) error {
	for _, w := range c.words {
		if s == w {
			*c.value = s
			return nil
		}
	}
	return errors.New("it must be one of " + strings.Join(c.words, ", "))
}

// byteCount is a number of bytes, at most engine.MaxMaxBytes.
type byteCount int

func (b *byteCount) Type() string { return "BYTES" }

func (b *byteCount) String() string {
	for i, suffix := range []string{"G", "M", "K"} {
		if unit := 1 << (30 - 10*i); *b > 0 && int(*b)%unit == 0 {
			return strconv.Itoa(int(*b)/unit) + suffix
		}
	}
	return strconv.Itoa(int(*b))
}

func (b *byteCount) Set(s string) error {
	digits, unit := s, 1
	for i, suffix := range []string{"G", "M", "K"} {
		if d, ok := strings.CutSuffix(strings.ToUpper(s), suffix); ok {
			digits, unit = d, 1<<(30-10*i)
		}
	}
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil || n <= 0:
		return errors.New("it must be a number of bytes above 0, such as 1000000 or 64M")
	case n > engine.MaxMaxBytes/unit:
		return errors.New("it can be at most " + strconv.Itoa(engine.MaxMaxBytes))
	}
	*b = byteCount(n * unit)
	return nil
}

// timeFlag is an absolute time in ISO 8601.
type timeFlag when.Time

func (t *timeFlag) String() string { return string(when.Time(*t).AppendISO(nil)) }
func (t *timeFlag) Type() string   { return "TIME" }

func (t *timeFlag) Set(s string) error {
	parsed, ok := when.ParseISO([]byte(s))
	if !ok {
		return errors.New("it must be a time in ISO 8601, " +
			"such as 2024-05-06T12:00 or 2024-05-06T12:00:00+02:00")
	}
	*t = timeFlag(parsed)
	return nil
}

// urlFlag is the address of a page.
type urlFlag []byte

func (u *urlFlag) String() string { return string(*u) }
func (u *urlFlag) Type() string   { return "URL" }

func (u *urlFlag) Set(s string) error {
	if parsed, err := url.Parse(s); err != nil || parsed.Scheme == "" || parsed.Host == "" {
		return errors.New("it must be a complete URL, such as https://example.org/page")
	}
	*u = urlFlag(s)
	return nil
}

// labelFlag is an encoding, given by one of its names.
type labelFlag string

func (l *labelFlag) String() string { return string(*l) }
func (l *labelFlag) Type() string   { return "NAME" }

func (l *labelFlag) Set(s string) error {
	if _, _, err := charset.Decode(nil, nil, s); err != nil {
		return errors.New("it must be an encoding of the web, " +
			"such as utf-8, windows-1252 or shift_jis")
	}
	*l = labelFlag(s)
	return nil
}

package main

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// TestHelpFits: no line of any command's help is wider than the terminal that it is for, and
// what begins under another column does so because its line was broken there.
func TestHelpFits(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 100, 200} {
		p, out, _ := outside(t)
		p.width = width
		var each func(c *cobra.Command)
		each = func(c *cobra.Command) {
			out.Reset()
			if code := run(append(strings.Fields(c.CommandPath())[1:], "--help"), p); code != exitOK {
				t.Fatalf("%s --help ended with %d", c.CommandPath(), code)
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimSuffix(line, "\n")
				if got := ansi.StringWidth(line); got > width && !strings.Contains(c.Example, line) {
					t.Errorf("at %d cells %s --help has a line of %d: %q", width, c.CommandPath(), got, line)
				}
			}
			for _, sub := range c.Commands() {
				each(sub)
			}
		}
		each(rootCommand(p))
	}
}

func TestReflowed(t *testing.T) {
	t.Parallel()
	text := "one two three four\nfive\n\n  kept  as it stands, however long it is\nsix seven-eight"
	want := "one two\nthree\nfour five\n\n  kept  as it stands, however long it is\nsix\nseven-eight"
	if got := reflowed(text, 9); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

package main

import (
	"os"
	"path/filepath"
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

// TestPrintedFits: what is printed for a terminal ends where its lines end, so that columns
// and indents hold; in a pipe nothing is cut.
func TestPrintedFits(t *testing.T) {
	t.Parallel()
	p, out, errs := outside(t)
	file := filepath.Join(t.TempDir(), "strait.txt")
	text := "Harbour towns agree to watch the strait together, and to say every week what their coast guards saw\n\n10 March 2025\n\n" +
		"Mayor Ada Lind of Northport met Mayor Jon Osei of Southport on Monday. Northport asked Southport for two patrol boats before the winter storms, and for a third one from the yards of the lakes.\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"add", file}, p); code != exitOK {
		t.Fatal(errs)
	}
	id, _, _ := strings.Cut(out.String(), "\t")
	for _, args := range [][]string{{"list"}, {"search", "patrol"}, {"keys"}, {"search", "nowhere"}} {
		out.Reset()
		p.outTTY = true
		if code := run(args, p); code != exitOK {
			t.Fatalf("%q ended with %d: %s", args, code, errs)
		}
		if out.Len() == 0 {
			t.Errorf("%q says nothing", args)
		}
		for line := range strings.Lines(out.String()) {
			if got := ansi.StringWidth(strings.TrimSuffix(line, "\n")); got > p.width {
				t.Errorf("%q prints %d cells: %q", args, got, line)
			}
		}
		p.outTTY = false
	}
	out.Reset()
	if run([]string{"search", "patrol"}, p); !strings.Contains(out.String(), "what their coast guards saw") || !strings.Contains(out.String(), id) {
		t.Errorf("a pipe gets\n%s", out)
	}
}

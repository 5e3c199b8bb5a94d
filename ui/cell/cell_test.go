package cell

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/screentest"
	"readout/ui/theme"
)

func TestFitting(t *testing.T) {
	const m = ansi.WcWidth
	for _, tt := range []struct{ name, got, want string }{
		{"cut", Cut(m, "a long text", 6), "a lon…"},
		{"cut nothing", Cut(m, "short", 5), "short"},
		{"cut to nothing", Cut(m, "short", 0), ""},
		{"cut a wide character", Fit(m, "漢字漢字", 6), "漢字… "},
		{"pad", Fit(m, "ab", 4), "ab  "},
		{"fit less than nothing", Fit(m, "ab", -1), ""},
		{"ends", Ends(m, "left", "right", 14, 3), "left     right"},
		{"right cut", Ends(m, "left", "right", 10, 3), "left  rig…"},
		{"right left out", Ends(m, "left", "right", 8, 3), "left    "},
		{"left cut", Ends(m, "too long", "right", 5, 3), "too …"},
		{"styles survive", ansi.Strip(Fit(m, "\x1b[1mbold text\x1b[m", 6)), "bold …"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestRowsAndBlocks(t *testing.T) {
	const m = ansi.WcWidth
	left := Rows(m, "one\ntwo\nthree\nfour", 4, 3)
	right := Rows(m, "x", 2, 3)
	got := strings.Join(Beside(left, Column("|", 3), right), "\n")
	if want := "one |x \ntwo |  \nthr…|  "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if rows := Rows(m, "x", 3, 0); len(rows) != 0 {
		t.Errorf("%d rows of none", len(rows))
	}
	if rows := Wrap(m, "one two\nthree", 5); strings.Join(rows, "|") != "one|two|three" {
		t.Errorf("wrapped %q", rows)
	}
}

func TestHints(t *testing.T) {
	th := screentest.Theme(t, theme.Options{Dark: true})
	a := key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "does"))
	off := key.NewBinding(key.WithKeys("b"), key.WithHelp("b", "is off"), key.WithDisabled())
	noHelp := key.NewBinding(key.WithKeys("c"))
	for _, got := range []string{Hints(th, a, off, noHelp, a), BarHints(th, a, off, noHelp, a)} {
		if plain := ansi.Strip(got); plain != "a does   a does" {
			t.Errorf("got %q", plain)
		}
		screentest.Check(t, ansi.WcWidth, got, 0, 0)
	}
}

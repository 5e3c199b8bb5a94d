package main

import (
	"fmt"
	"strings"

	"readout/ui/theme"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// look is how the program looks.
type look struct {
	theme  *theme.Theme
	of     func(theme.Scheme) (*theme.Theme, error) // nil for a style of the user's, which has no schemes
	scheme theme.Scheme
	fixed  bool // the user chose; what the terminal says of its background is passed over
}

// look chooses the theme that the settings and the environment ask for. Until the terminal
// has said otherwise it is taken to be dark.
func (p *program) look(c config) (look, error) {
	l := look{scheme: theme.Scheme{Dark: true}}
	l.of = func(s theme.Scheme) (*theme.Theme, error) {
		return theme.New(theme.Options{Dark: s.Dark, Contrast: s.Contrast, Basic: p.basic(), NoColor: p.colourless(), NoLinks: p.linkless()})
	}
	var err error
	switch c.Style {
	case "", "auto":
	case "contrast":
		l.scheme.Contrast = true
	case "dark", "light":
		l.scheme.Dark, l.fixed = c.Style == "dark", true
	default:
		l.of, l.fixed = nil, true
		l.theme, err = theme.New(theme.Options{Style: c.Style, Dark: true, Basic: p.basic(), NoColor: p.colourless(), NoLinks: p.linkless()})
		if err != nil {
			return l, fmt.Errorf("setting the style: %w", err)
		}
		return l, nil
	}
	l.theme, err = l.of(l.scheme)
	return l, err
}

// linkless reports whether the terminal is one of those that show a hyperlink's address, or
// stumble over it.
func (p *program) linkless() bool {
	kind, _, _ := strings.Cut(p.env("TERM"), "-")
	return kind == "linux" || kind == "dumb" || kind == "eterm" || strings.HasPrefix(kind, "vt") || strings.HasPrefix(kind, "rxvt")
}

// basic reports whether the terminal has sixteen colours only, by what it says in the
// environment.
func (p *program) basic() bool {
	var said []string
	for _, name := range []string{"TERM", "COLORTERM", "WT_SESSION", "GOOGLE_CLOUD_SHELL"} {
		if v := p.env(name); v != "" {
			said = append(said, name+"="+v)
		}
	}
	return colorprofile.Env(said) == colorprofile.ANSI
}

// hung gives a text that begins in a column of the terminal, with its further lines under
// that column; in a pipe it stays one line, as programs want it.
func (p *program) hung(text string, column int) string {
	if !p.outTTY {
		return text
	}
	return strings.ReplaceAll(lipgloss.Wrap(text, max(p.width-column, narrowestColumn), ""), "\n", "\n"+strings.Repeat(" ", column))
}

// narrowestColumn is what a column of text has at least, in cells.
const narrowestColumn = 20

package main

import (
	"fmt"

	"readout/ui/theme"
)

// look is how the program looks.
type look struct {
	theme  *theme.Theme
	scheme func(dark bool) (*theme.Theme, error) // nil for a style of the user's, which is for one of them
	dark   bool
	fixed  bool // the user chose; what the terminal says of its background is passed over
}

// look chooses the theme that the settings and the environment ask for. Until the terminal
// has said otherwise it is taken to be dark.
func (p *program) look(c config) (look, error) {
	scheme := func(dark bool) (*theme.Theme, error) {
		return theme.New(theme.Options{Dark: dark, NoColor: p.colourless()})
	}
	l := look{scheme: scheme, dark: true}
	var err error
	switch c.Style {
	case "", "auto":
	case "dark", "light":
		l.dark, l.fixed = c.Style == "dark", true
	default:
		l.scheme, l.fixed = nil, true
		l.theme, err = theme.New(theme.Options{Style: c.Style, Dark: true, NoColor: p.colourless()})
		if err != nil {
			return l, fmt.Errorf("setting the style: %w", err)
		}
		return l, nil
	}
	l.theme, err = scheme(l.dark)
	return l, err
}

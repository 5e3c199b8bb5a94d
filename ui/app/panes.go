package app

import (
	"github.com/charmbracelet/x/ansi"

	"readout/ui/composer"
	"readout/ui/help"
	"readout/ui/library"
	"readout/ui/notes"
	"readout/ui/palette"
	"readout/ui/source"
	"readout/ui/theme"
)

// panes are those that there is one of, whatever briefing is read. The reader and the
// outline belong to a desk.
type panes struct {
	notes    *notes.Model
	library  *library.Model
	composer *composer.Model
	tags     *composer.Tags
	source   *source.Model
	help     *help.Model
	palette  *palette.Model
}

// dresser is a pane that follows theme and width method.
type dresser interface {
	SetTheme(th *theme.Theme)
	SetMethod(m ansi.Method)
}

func newPanes(th *theme.Theme, m ansi.Method, k *Keys) panes {
	return panes{
		notes:    notes.New(th, m, k.notes),
		library:  library.New(th, m, k.library),
		composer: composer.New(th, m, k.composer),
		tags:     composer.NewTags(th, m, k.composer),
		source:   source.New(th, m, k.source),
		help:     help.New(th, m, k.help, k.scopes()),
		palette:  palette.New(th, m, k.palette),
	}
}

func (p panes) all() []dresser {
	return []dresser{p.notes, p.library, p.composer, p.tags, p.source, p.help, p.palette}
}

func (p panes) setTheme(th *theme.Theme) {
	for _, pane := range p.all() {
		pane.SetTheme(th)
	}
}

func (p panes) setMethod(m ansi.Method) {
	for _, pane := range p.all() {
		pane.SetMethod(m)
	}
}

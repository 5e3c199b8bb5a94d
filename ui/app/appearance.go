package app

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// appearance is how a briefing is shown, which is kept with the place in it.
type appearance struct {
	noOutline bool // on a screen that has room for it
	noMargin  bool // notes are not shown beside the text, though there is room
	sources   bool // their text stands beside the briefing
}

// The words for it in a Position.
const (
	withoutOutline = "no-outline"
	withoutMargin  = "no-margin"
	withSources    = "sources"
)

func appearanceOf(view []string) appearance {
	return appearance{
		noOutline: slices.Contains(view, withoutOutline),
		noMargin:  slices.Contains(view, withoutMargin),
		sources:   slices.Contains(view, withSources),
	}
}

// words gives it as a Position has it; nil for that of a briefing which is new.
func (a appearance) words() (view []string) {
	for word, is := range map[string]bool{withoutOutline: a.noOutline, withoutMargin: a.noMargin, withSources: a.sources} {
		if is {
			view = append(view, word)
		}
	}
	slices.Sort(view)
	return view
}

// appearance gives how what is on the screen is shown.
func (m *Model) appearance() appearance {
	if d := m.desk(); d != nil {
		return d.shown
	}
	return appearance{}
}

// restore shows a briefing as it was when it was left.
func (m *Model) restore(d *desk) tea.Cmd {
	if d != m.desk() || !d.shown.sources || m.view.beside != nil || d.text.briefing == nil || len(d.text.briefing.Citations) == 0 {
		return nil
	}
	return m.toggleBeside(d)
}

package app

import (
	tea "charm.land/bubbletea/v2"

	"readout/ui/library"
)

// askMsg says that the filter has stood for a moment.
type askMsg struct{ asked library.Asked }

// whoseMsg brings the briefings of a person, or with a tag, that the filter asks for.
type whoseMsg struct {
	asked library.Asked
	ids   map[string]bool
	err   error
}

// askWhose asks, when nothing more is typed, for the briefings that only the store can tell.
func (m *Model) askWhose() tea.Cmd {
	asked := m.panes.library.Asks()
	if m.screen != onLibrary || asked == (library.Asked{}) || asked == m.shelving.asked {
		return nil
	}
	m.shelving.asked = asked
	return m.after(restFor, askMsg{asked})
}

func (m *Model) lookWhose(msg askMsg) tea.Cmd {
	if msg.asked != m.shelving.asked {
		return nil
	}
	store := m.opt.Store
	return func() tea.Msg {
		ids, err := store.Whose(msg.asked.Person, msg.asked.Tag)
		return whoseMsg{msg.asked, ids, err}
	}
}

func (m *Model) theirs(msg whoseMsg) {
	if msg.asked != m.shelving.asked {
		return
	}
	m.shelving.asked = library.Asked{}
	switch {
	case msg.err != nil && msg.ids != nil: // some, and more will be
		m.say(msg.err.Error())
	case msg.err != nil:
		m.fail("filtering by person and tag", msg.err)
	}
	m.panes.library.Answer(msg.asked, msg.ids)
}

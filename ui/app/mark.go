package app

import (
	tea "charm.land/bubbletea/v2"

	"readout/ui/reader"
)

// Marks of capital letters are of one briefing among all: the store knows of which, and the
// briefing's own marks know where, as they follow its text.

// markedMsg says which briefing has a mark.
type markedMsg struct {
	request int
	letter  string
	id      string // empty: none has
}

// keepMark keeps of which briefing a mark is.
func (m *Model) keepMark(d *desk, letter string) tea.Cmd {
	m.say("mark " + letter + " is set · '" + letter + " comes back here from any briefing")
	store, id := m.opt.Store, d.id
	return func() tea.Msg {
		if err := store.Mark(letter, id); err != nil {
			return saidMsg(failure("keeping mark "+letter, err))
		}
		return nil
	}
}

// findMark asks which briefing has a mark.
func (m *Model) findMark(letter string) tea.Cmd {
	request, store := m.next(), m.opt.Store
	m.view.making = request
	return func() tea.Msg { return markedMsg{request, letter, store.Marked(letter)} }
}

// marked goes to a mark.
func (m *Model) marked(msg markedMsg) tea.Cmd {
	d := m.desk()
	switch {
	case msg.request != m.view.making || d == nil:
		return nil
	case msg.id == "" || msg.id == d.id:
		return m.act(d, d.reader.GoToMark(msg.letter))
	}
	return m.openAt(msg.id, func(d *desk) int {
		at, ok := d.reader.Marks()[msg.letter]
		if !ok {
			m.say("mark " + msg.letter + " is not in this briefing any more")
			return -1
		}
		return at
	})
}

// markInView says where a mark can be set that all texts know.
func (m *Model) markInView(a reader.KeepMark) {
	m.say("mark " + a.Letter + " is set in this view alone: a briefing's is known everywhere")
}

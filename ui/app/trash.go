package app

import (
	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/library"
)

// removedMsg says what came of removing a briefing.
type removedMsg struct {
	id, title string
	err       error
}

// broughtMsg says what came of bringing one back, and lists the library with it.
type broughtMsg struct {
	id     string
	err    error
	listed listedMsg
}

// takeOut moves a briefing to the trash.
func (m *Model) takeOut(a library.Remove) tea.Cmd {
	store := m.opt.Store
	return func() tea.Msg { return removedMsg{a.ID, a.Title, store.Remove(a.ID)} }
}

func (m *Model) takenOut(msg removedMsg) {
	if msg.err != nil {
		m.fail("removing a briefing", msg.err)
		return
	}
	m.panes.library.Drop(msg.id)
	m.view.removed = append(m.view.removed, msg.id)
	m.say("removed" + m.tip(m.keys.library.Undo, "brings back "+content.CleanLine(msg.title)))
}

// bringBack brings back what was removed last.
func (m *Model) bringBack() tea.Cmd {
	n := len(m.view.removed)
	if n == 0 {
		m.say("nothing was removed since the start")
		return nil
	}
	id, store, list := m.view.removed[n-1], m.opt.Store, m.list()
	m.view.removed = m.view.removed[:n-1]
	return func() tea.Msg {
		if err := store.Unremove(id); err != nil {
			return broughtMsg{id: id, err: err}
		}
		listed, _ := list().(listedMsg)
		return broughtMsg{id: id, listed: listed}
	}
}

func (m *Model) brought(msg broughtMsg) {
	if msg.err != nil {
		m.view.removed = append(m.view.removed, msg.id)
		m.fail("bringing back a briefing", msg.err)
		return
	}
	m.listed(msg.listed)
	m.panes.library.Select(msg.id)
}

package app

import (
	tea "charm.land/bubbletea/v2"

	"readout/ui/reader"
)

// open goes to a briefing of the library, opening it where that is not done yet.
func (m *Model) open(id string) tea.Cmd {
	for i, d := range m.desks {
		if d.id == id {
			return m.goTo(i)
		}
	}
	d := m.newDesk(id)
	d.shelved = true
	m.desks = append(m.desks, d)
	return m.goTo(len(m.desks) - 1)
}

// turn goes to the next or the previous open briefing, around the end.
func (m *Model) turn(n int) tea.Cmd {
	switch len(m.desks) {
	case 0:
		return nil
	case 1:
		m.say("one briefing is open")
		return nil
	}
	return m.goTo(((m.current+n)%len(m.desks) + len(m.desks)) % len(m.desks))
}

// turned goes to the open briefing that the reader asks for.
func (m *Model) turned(a reader.Turn) tea.Cmd {
	if a.To > 0 {
		return m.turnTo(a.To)
	}
	return m.turn(a.By)
}

// turnTo goes to the open briefing with a number, from 1.
func (m *Model) turnTo(n int) tea.Cmd {
	if n > len(m.desks) {
		m.say(count(len(m.desks), "briefing is open", "briefings are open"))
		return nil
	}
	return m.goTo(n - 1)
}

// goTo goes to an open briefing: that is a jump from where the reader is.
func (m *Model) goTo(i int) tea.Cmd {
	if d := m.desk(); d != nil && d != m.desks[i] {
		m.depart()
	}
	return m.show(i)
}

// show shows an open briefing.
func (m *Model) show(i int) tea.Cmd {
	var keep tea.Cmd
	if d := m.base(); d != nil && i != m.current {
		keep = m.keepPosition(d)
	}
	m.sided(m.base(), m.desks[i])
	m.current, m.screen, m.side, m.view.source, m.view.aside, m.view.beside = i, onText, noSide, false, nil, nil
	d := m.base()
	if d.state == closed || d.state == failed {
		return tea.Batch(keep, m.load(d))
	}
	m.showNotes(d)
	return tea.Batch(keep, m.restore(d))
}

// toLibrary shows the list of the library, read anew.
func (m *Model) toLibrary(d *desk) tea.Cmd {
	m.view.beside = nil
	m.screen, m.side, m.view.source = onLibrary, noSide, false
	return tea.Sequence(m.keepPosition(d), m.list())
}

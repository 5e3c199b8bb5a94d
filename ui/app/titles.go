package app

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"readout/content"
)

// untitledMsg asks for the titles of the briefings that were not opened yet, titledMsg brings
// them by id.
type (
	untitledMsg struct{}
	titledMsg   map[string]string
)

// askTitles asks what the tabs that were not opened yet are called, once the text that was
// asked for is on the screen.
func (m *Model) askTitles() tea.Cmd {
	if len(m.untitled()) == 0 {
		return nil
	}
	return m.after(paintFirst, untitledMsg{})
}

func (m *Model) untitled() []string {
	var ids []string
	for _, d := range m.desks {
		if _, asked := m.view.titles[d.id]; !asked && d.title() == "" {
			ids = append(ids, d.id)
		}
	}
	return ids
}

func (m *Model) findTitles() tea.Cmd {
	store, ids := m.opt.Store, m.untitled()
	if m.view.titles == nil {
		m.view.titles = map[string]string{}
	}
	for _, id := range ids {
		m.view.titles[id] = ""
	}
	return func() tea.Msg {
		found := titledMsg{}
		for _, id := range ids {
			found[id] = content.CleanLine(store.Title(id))
		}
		return found
	}
}

func (m *Model) titled(msg titledMsg) {
	maps.Copy(m.view.titles, msg)
}

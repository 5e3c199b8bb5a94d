package app

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/library"
	"readout/ui/palette"
)

// shelvedMsg says what came of keeping what the reader says of a briefing.
type shelvedMsg struct {
	said   library.Shelve
	silent bool
	err    error
}

// shelve keeps what the reader says of a briefing.
func (m *Model) shelve(a library.Shelve) tea.Cmd {
	store := m.opt.Store
	return func() tea.Msg { return shelvedMsg{said: a, err: store.Shelve(a)} }
}

// opened keeps that a briefing was opened, in silence: it is no more than a mark in a list.
func (m *Model) opened(d *desk) tea.Cmd {
	if d.sight != nil || d.doc.Item.Read {
		return nil
	}
	d.doc.Item.Read = true
	store, read := m.opt.Store, true
	said := library.Shelve{ID: d.id, Read: &read}
	return tea.Tick(paintFirst, func(time.Time) tea.Msg {
		return shelvedMsg{said: said, silent: true, err: store.Shelve(said)}
	})
}

func (m *Model) isShelved(msg shelvedMsg) {
	if msg.err != nil {
		if !msg.silent {
			m.fail("keeping that", msg.err)
		}
		return
	}
	m.panes.library.Shelved(msg.said)
	if msg.silent {
		return
	}
	switch a := msg.said; {
	case a.Archived != nil && *a.Archived:
		m.say("archived · is:archived in the filter shows it, and a puts it back")
	case a.Archived != nil:
		m.say("put back")
	case a.Title != nil:
		m.say("renamed")
	}
}

// askTitle asks what a briefing is to be called.
func (m *Model) askTitle(a library.Rename) {
	m.panes.palette.OpenAs("Rename “"+content.CleanLine(a.Title)+"”: type its new title", nil, func(line string) (palette.Item, bool) {
		title := strings.TrimSpace(content.CleanLine(line))
		if title == "" {
			return palette.Item{}, false
		}
		return palette.Item{Title: "call it " + title, Run: func() tea.Cmd {
			return m.shelve(library.Shelve{ID: a.ID, Title: &title})
		}}, true
	})
	m.bottom = onPalette
}

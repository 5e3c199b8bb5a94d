package app

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/library"
	"readout/ui/palette"
)

// shelvedMsg says what came of keeping what the reader says of a briefing.
type shelvedMsg struct {
	said   library.Shelve
	back   library.Shelve // what takes it back
	silent bool
	err    error
}

// openedMsg says that a briefing that was opened is on the screen.
type openedMsg struct{ said library.Shelve }

// shelve keeps what the reader says of briefings; back takes that back.
func (m *Model) shelve(a, back library.Shelve) tea.Cmd {
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg { return shelvedMsg{said: a, back: back, err: store.Shelve(a)} })
}

// opposite says of briefings that they are as they were.
func opposite(a library.Shelve) library.Shelve {
	not := func(b *bool) *bool {
		if b == nil {
			return nil
		}
		was := !*b
		return &was
	}
	return library.Shelve{IDs: a.IDs, Read: not(a.Read), Archived: not(a.Archived)}
}

// opened keeps that a briefing was opened, in silence: it is no more than a mark in a list.
func (m *Model) opened(d *desk) tea.Cmd {
	if d.sight != nil || d.doc.Item.Read {
		return nil
	}
	d.doc.Item.Read = true
	read := true
	return m.after(paintFirst, openedMsg{library.Shelve{IDs: []string{d.id}, Read: &read}})
}

func (m *Model) keepOpened(msg openedMsg) tea.Cmd {
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg { return shelvedMsg{said: msg.said, silent: true, err: store.Shelve(msg.said)} })
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
	m.shelving.done = append(m.shelving.done, done{shelved: msg.back})
	some := ""
	if n := len(msg.said.IDs); n > 1 {
		some = fmt.Sprintf(" %d briefings", n)
	}
	switch a := msg.said; {
	case a.Archived != nil && *a.Archived:
		m.say("archived" + some + m.tip(m.keys.library.Undo, "takes it back") + " · is:archived in the filter shows what is archived")
	case a.Archived != nil:
		m.say("put back" + some)
	case a.Read != nil && some != "" && *a.Read:
		m.say("read:" + some)
	case a.Read != nil && some != "":
		m.say("unread:" + some)
	case a.Title != nil:
		m.say("renamed")
	}
}

// askTitle asks what a briefing is to be called.
func (m *Model) askTitle(a library.Rename) {
	m.panes.palette.OpenAs("Rename the briefing", nil, func(line string) (palette.Item, bool) {
		title := strings.TrimSpace(content.CleanLine(line))
		if title == "" {
			return palette.Item{}, false
		}
		return palette.Item{Title: "call it " + title, Run: func() tea.Cmd {
			return m.shelve(library.Shelve{IDs: []string{a.ID}, Title: &title}, library.Shelve{IDs: []string{a.ID}, Title: &a.Title})
		}}, true
	})
	m.panes.palette.SetLine(a.Title)
	m.bottom = onPalette
}

// arranged keeps in which order the library is listed.
func (m *Model) arranged(a library.Arrange) tea.Cmd {
	m.say(a.Name)
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg {
		store.Arranged(a.Name) //nolint:errcheck // it is listed so, and the next time as before
		return nil
	})
}

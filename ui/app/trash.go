package app

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	records "readout/briefing/library"
	"readout/content"
	"readout/ui/library"
	"readout/ui/palette"
)

// shelving is what is being done in the library.
type shelving struct {
	queue    queue         // of what is done to the library
	listing  int           // request of the list that counts
	done     []done        // what can be taken back, the last at the end
	peeking  int           // request of the beginning of a briefing that counts
	peeked   string        // whose that is; empty: nothing was asked for
	asked    library.Asked // of the store, by the filter
	fetching bool
	arrived  int    // briefings that fetching has brought so far
	stamp    string // of the library, when it was looked at last
}

// done is something that was done to briefings in the library.
type done struct {
	removed []string
	shelved library.Shelve // what takes it back, where nothing was removed
}

// removedMsg says what came of removing briefings.
type removedMsg struct {
	ids   []string // those that were
	title string   // of the first
	err   error
}

// broughtMsg says what came of taking back, and lists the library with it.
type broughtMsg struct {
	taken  done
	err    error
	listed listedMsg
}

// takeOut moves briefings to the trash.
func (m *Model) takeOut(a library.Remove) tea.Cmd {
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg {
		for i, id := range a.IDs {
			if err := store.Remove(id); err != nil {
				return removedMsg{a.IDs[:i], a.Title, err}
			}
		}
		return removedMsg{ids: a.IDs, title: a.Title}
	})
}

func (m *Model) takenOut(msg removedMsg) {
	if len(msg.ids) > 0 {
		m.panes.library.Drop(msg.ids...)
		m.shelving.done = append(m.shelving.done, done{removed: msg.ids})
	}
	switch n := len(msg.ids); {
	case msg.err != nil:
		m.fail("removing a briefing", msg.err)
	case n > 1:
		m.say(fmt.Sprintf("removed %d briefings", n) + m.tip(m.keys.library.Undo, "brings them back"))
	default:
		m.say("removed" + m.tip(m.keys.library.Undo, "brings back "+content.CleanLine(msg.title)))
	}
}

// takeBack takes back what was done to briefings last.
func (m *Model) takeBack() tea.Cmd {
	n := len(m.shelving.done)
	if n == 0 {
		m.say("nothing was done to briefings since the start")
		return nil
	}
	last, store, list := m.shelving.done[n-1], m.opt.Store, m.list()
	m.shelving.done = m.shelving.done[:n-1]
	return m.shelving.queue.add(func() tea.Msg {
		for i, id := range last.removed {
			err := store.Unremove(id)
			if errors.Is(err, records.ErrNotFound) {
				continue // it was brought back or deleted elsewhere
			}
			if err != nil {
				return broughtMsg{taken: done{removed: last.removed[i:]}, err: err}
			}
		}
		if len(last.removed) == 0 {
			if err := store.Shelve(last.shelved); err != nil {
				return broughtMsg{taken: last, err: err}
			}
		}
		listed, _ := list().(listedMsg)
		return broughtMsg{taken: last, listed: listed}
	})
}

func (m *Model) broughtBack(msg broughtMsg) {
	if msg.err != nil {
		if len(msg.taken.removed)+len(msg.taken.shelved.IDs) > 0 {
			m.shelving.done = append(m.shelving.done, msg.taken)
		}
		m.fail("taking back what was done", msg.err)
		return
	}
	for i := range m.shelving.done {
		d := &m.shelving.done[i] // u does not bring back what is back
		d.removed = slices.DeleteFunc(slices.Clone(d.removed), func(id string) bool { return slices.Contains(msg.taken.removed, id) })
	}
	m.shelving.done = slices.DeleteFunc(m.shelving.done, func(d done) bool { return len(d.removed)+len(d.shelved.IDs) == 0 })
	m.listed(msg.listed)
	if ids := slices.Concat(msg.taken.removed, msg.taken.shelved.IDs); len(ids) > 0 {
		m.panes.library.Select(ids[0])
	}
}

// trashMsg says what can be brought back.
type trashMsg struct {
	items []library.Item
	err   error
}

// lookInTrash asks what was removed, in this session or before.
func (m *Model) lookInTrash() tea.Cmd {
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg {
		items, err := store.Removed()
		return trashMsg{items, err}
	})
}

// showTrash offers to bring back what was removed.
func (m *Model) showTrash(msg trashMsg) {
	switch {
	case msg.err != nil:
		m.fail("looking in the trash", msg.err)
		return
	case m.screen != onLibrary || m.bottom != noBottom:
		return // the reader has gone on
	case len(msg.items) == 0:
		m.say("the trash is empty")
		return
	}
	offers := make([]palette.Item, len(msg.items))
	for i := range msg.items {
		it := &msg.items[i]
		offers[i] = palette.Item{Title: cmp.Or(content.CleanLine(it.Title), "Untitled"), Key: library.Date(it.Published), Run: func() tea.Cmd { return m.bringBack(it.ID) }}
	}
	m.panes.palette.OpenAs("Bring back from the trash", offers, nil)
	m.bottom = onPalette
}

// bringBack brings back one briefing from the trash.
func (m *Model) bringBack(id string) tea.Cmd {
	store, list := m.opt.Store, m.list()
	return m.shelving.queue.add(func() tea.Msg {
		if err := store.Unremove(id); err != nil {
			return broughtMsg{err: err}
		}
		listed, _ := list().(listedMsg)
		return broughtMsg{taken: done{removed: []string{id}}, listed: listed}
	})
}

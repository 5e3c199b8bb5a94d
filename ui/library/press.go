package library

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/content"
)

// Click takes a click on a cell of the pane: it selects a briefing, and opens the one that
// was selected.
func (m *Model) Click(x, y int) Action {
	if x >= m.column() || y >= m.rows() || m.filter.Typing() {
		return nil
	}
	if again, ok := m.list.Click(y - m.filter.Rows()); ok && again {
		return Open{m.selected()}
	}
	return nil
}

// Update moves the cursor, filters, and says what the reader wants done.
func (m *Model) Update(msg tea.Msg) Action {
	press, isKey := msg.(tea.KeyPressMsg)
	if m.filter.Typing() {
		m.filter.Update(m.keys.Field, msg)
		m.apply()
		return nil
	}
	if !isKey || m.list.Update(m.keys.List, press) {
		return nil
	}
	switch {
	case key.Matches(press, m.keys.Open):
		if id := m.selected(); id != "" {
			return Open{id}
		}
	case key.Matches(press, m.keys.Remove, m.keys.Read, m.keys.Archive, m.keys.Rename):
		return m.shelve(press)
	case key.Matches(press, m.keys.Undo):
		return Undo{}
	case key.Matches(press, m.keys.Trash):
		return Trash{}
	case key.Matches(press, m.keys.Find):
		return Find{}
	case key.Matches(press, m.keys.Preview):
		m.togglePreview()
	case key.Matches(press, m.keys.Browse):
		if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
			return Browse{m.items[m.shown[at]].Address}
		}
	case key.Matches(press, m.keys.Fetch):
		return Fetch{}
	case key.Matches(press, m.keys.Feeds):
		return Feeds{}
	case key.Matches(press, m.keys.Everywhere):
		return m.everywhere()
	case key.Matches(press, m.keys.Close):
		return Quit{}
	}
	return m.arrange(press)
}

// arrange changes what is listed, and how.
func (m *Model) arrange(press tea.KeyPressMsg) Action {
	switch {
	case key.Matches(press, m.keys.Sort):
		return m.reorder()
	case key.Matches(press, m.keys.Group):
		return m.regroup()
	case key.Matches(press, m.keys.UnreadNext):
		m.toUnread(1)
	case key.Matches(press, m.keys.UnreadPrev):
		m.toUnread(-1)
	case key.Matches(press, m.keys.Mark):
		m.mark()
	case key.Matches(press, m.keys.MarkAll):
		m.markAll()
	case key.Matches(press, m.keys.Filter):
		m.filter.Open()
		m.apply()
	case key.Matches(press, m.keys.Clear):
		switch {
		case len(m.marked) > 0:
			clear(m.marked)
		case m.filter.Value() != "":
			m.filter.Reset()
			m.apply()
		default:
			return Back{}
		}
	}
	return nil
}

// shelve says something of the briefings that are meant. Those that are marked need not be
// alike: it is said of all what is not so of the first.
func (m *Model) shelve(press tea.KeyPressMsg) Action {
	meant := m.meant()
	if len(meant) == 0 {
		return nil
	}
	first := meant[0]
	switch read, archived := !first.Read, !first.Archived; {
	case key.Matches(press, m.keys.Rename):
		at := m.items[m.shown[m.list.Cursor()]]
		return Rename{at.ID, at.name()}
	case key.Matches(press, m.keys.Remove):
		return Remove{ids(meant, func(*Item) bool { return true }), first.name()}
	case key.Matches(press, m.keys.Read):
		return Shelve{IDs: ids(meant, func(it *Item) bool { return it.Read != read }), Read: &read}
	default:
		return Shelve{IDs: ids(meant, func(it *Item) bool { return it.Archived != archived }), Archived: &archived}
	}
}

// Shelved takes over what was kept of briefings. The cursor stays where it is.
func (m *Model) Shelved(a Shelve) {
	row := m.list.Cursor()
	for i := range m.items {
		it := &m.items[i]
		if !slices.Contains(a.IDs, it.ID) {
			continue
		}
		if a.Read != nil {
			it.Read = *a.Read
		}
		if a.Archived != nil {
			it.Archived = *a.Archived
			delete(m.marked, it.ID)
		}
		if a.Title != nil && *a.Title != "" {
			it.Title, m.folded = *a.Title, nil
		}
	}
	m.apply()
	m.list.Select(min(row, max(len(m.shown)-1, 0)))
}

// toUnread selects the next briefing, or the last before, that was not opened yet; after the
// last one of the list the first.
func (m *Model) toUnread(direction int) {
	n := len(m.shown)
	for i := 1; i <= n; i++ {
		row := (m.list.Cursor() + direction*i + n*2) % n
		if !m.items[m.shown[row]].Read {
			m.list.Select(row)
			return
		}
	}
}

// Unread gives how many of the briefings that are not archived were not opened yet.
func (m *Model) Unread() int {
	n := 0
	for i := range m.items {
		if !m.items[i].Read && !m.items[i].Archived {
			n++
		}
	}
	return n
}

// everywhere asks for a section of every briefing.
func (m *Model) everywhere() Action {
	var sections []Count
	if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
		for _, c := range m.items[m.shown[at]].Counts {
			if c.Entries > 0 && c.Key != "top" {
				sections = append(sections, Count{Key: c.Key, Title: content.CleanLine(c.Title), Entries: c.Entries})
			}
		}
	}
	return Everywhere{sections}
}

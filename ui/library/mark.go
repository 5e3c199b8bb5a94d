package library

import "maps"

// mark marks the selected briefing, or takes its mark away, and goes on to the next.
func (m *Model) mark() {
	id := m.selected()
	switch {
	case id == "":
		return
	case m.marked[id]:
		delete(m.marked, id)
	default:
		m.setMarks(map[string]bool{id: true})
	}
	m.list.Select(m.list.Cursor() + 1)
}

// markAll marks all briefings that are shown; where they are marked, none is afterwards.
func (m *Model) markAll() {
	all := make(map[string]bool, len(m.shown))
	for _, i := range m.shown {
		all[m.items[i].ID] = true
	}
	if maps.Equal(all, m.marked) {
		clear(m.marked)
		return
	}
	m.setMarks(all)
}

func (m *Model) setMarks(more map[string]bool) {
	if m.marked == nil {
		m.marked = map[string]bool{}
	}
	maps.Copy(m.marked, more)
}

// Marked gives how many briefings are marked.
func (m *Model) Marked() int { return len(m.marked) }

// meant gives the briefings that something is done to: those that are marked, in the order
// of the list, or the selected one.
func (m *Model) meant() []*Item {
	var all []*Item
	for _, i := range m.inOrder {
		if it := &m.items[i]; m.marked[it.ID] {
			all = append(all, it)
		}
	}
	if at := m.list.Cursor(); len(all) == 0 && at >= 0 && at < len(m.shown) {
		all = append(all, &m.items[m.shown[at]])
	}
	return all
}

func ids(items []*Item, wanted func(*Item) bool) []string {
	var all []string
	for _, it := range items {
		if wanted(it) {
			all = append(all, it.ID)
		}
	}
	return all
}

package library

import (
	"cmp"
	"slices"
	"strings"

	"readout/content"
	"readout/ui/list"
)

// order is in which order the briefings are listed.
type order int

const (
	asAdded order = iota // as they were given: those added last first
	byDay                // of publication, the newest first
	byTitle
	byPublisher
	byNotes // those with the most first
	unreadFirst
	orders
)

// String says the order in words.
func (o order) String() string {
	return [...]string{"added last first", "newest first", "by title", "by source", "most notes first", "unread first"}[o]
}

// grouping is what briefings stand together by.
type grouping int

const (
	ungrouped grouping = iota
	inDays
	inSources
	groupings
)

// String says the grouping in words.
func (g grouping) String() string {
	return [...]string{"", "grouped by day", "grouped by source"}[g]
}

// sort puts the items in the order that is wanted, and works out what they stand under.
func (m *Model) sort() {
	m.inOrder = make([]int, len(m.items))
	for i := range m.inOrder {
		m.inOrder[i] = i
	}
	m.groups = nil
	if m.grouping != ungrouped {
		m.groups = make([]string, len(m.items))
		for i := range m.items {
			m.groups[i] = m.items[i].group(m.grouping)
		}
	}
	if m.order != asAdded {
		m.sortBy(m.order)
	}
}

func (m *Model) sortBy(by order) {
	keys := make([]string, len(m.items))
	for i := range m.items {
		switch it := &m.items[i]; by {
		case byTitle:
			keys[i] = list.Fold(it.name())
		case byPublisher:
			keys[i] = cmp.Or(list.Fold(it.publisher()), "\U0010ffff") // those that have none stand last
		}
	}
	slices.SortStableFunc(m.inOrder, func(i, k int) int {
		a, b := &m.items[i], &m.items[k]
		switch by {
		case byDay:
			return cmp.Compare(b.Published.Value, a.Published.Value)
		case byNotes:
			return cmp.Compare(b.Notes, a.Notes)
		case unreadFirst:
			switch {
			case a.Read == b.Read:
				return 0
			case b.Read:
				return -1
			}
			return 1
		}
		return cmp.Compare(keys[i], keys[k])
	})
}

func (it *Item) publisher() string {
	if len(it.Publishers) == 0 {
		return ""
	}
	return content.CleanLine(it.Publishers[0])
}

// reorder lists the briefings in the next order. Groups end.
func (m *Model) reorder() Action {
	m.order, m.grouping = (m.order+1)%orders, ungrouped
	m.lay()
	return Arrange{m.arrangement()}
}

// regroup puts briefings together by the next thing.
func (m *Model) regroup() Action {
	m.grouping = (m.grouping + 1) % groupings
	m.order = [...]order{asAdded, byDay, byPublisher}[m.grouping]
	m.lay()
	return Arrange{m.arrangement()}
}

// AsAdded reports whether the briefings are listed in the order in which they are given.
func (m *Model) AsAdded() bool { return m.order == asAdded && m.grouping == ungrouped }

// arrangement says in words how the briefings are listed.
func (m *Model) arrangement() string { return cmp.Or(m.grouping.String(), m.order.String()) }

// SetArrangement lists the briefings as they were when an Arrange said so; what says nothing
// is passed over.
func (m *Model) SetArrangement(name string) {
	for g := ungrouped + 1; g < groupings; g++ {
		if g.String() == name {
			m.grouping, m.order = g-1, asAdded
			m.regroup()
		}
	}
	for o := range orders {
		if o.String() == name {
			m.grouping, m.order = ungrouped, o
			m.lay()
		}
	}
}

// lay puts the briefings in order anew; the cursor stays on its briefing.
func (m *Model) lay() {
	selected := m.selected()
	m.sort()
	m.apply()
	m.Select(selected)
}

// group gives what a briefing stands under.
func (it *Item) group(by grouping) string {
	if by == inSources {
		return cmp.Or(it.publisher(), "No source")
	}
	from, _, _ := strings.Cut(it.Published.Value, "/")
	return cmp.Or(Date(content.Date{Value: from}), "No date")
}

// heads reports whether a row is the first of its group.
func (m *Model) heads(row int) bool {
	return m.groups != nil && (row == 0 || m.groups[m.shown[row]] != m.groups[m.shown[row-1]])
}

package outline

import (
	"sort"

	"charm.land/bubbles/v2/key"

	"readout/ui/stroke"
)

// FoldKeys close and open sections over those below them.
type FoldKeys struct {
	Toggle   key.Binding `bind:"fold-toggle"`
	Open     key.Binding `bind:"fold-open"`
	Close    key.Binding `bind:"fold-close"`
	OpenAll  key.Binding `bind:"fold-open-all"`
	CloseAll key.Binding `bind:"fold-close-all"`
}

func defaultFolds() FoldKeys {
	return FoldKeys{
		Toggle:   key.NewBinding(key.WithKeys("space", "z a"), key.WithHelp("space za", "fold, unfold")),
		Open:     key.NewBinding(key.WithKeys("right", "l", "z o"), key.WithHelp("l zo", "unfold")),
		Close:    key.NewBinding(key.WithKeys("left", "h", "z c"), key.WithHelp("h zc", "fold")),
		OpenAll:  key.NewBinding(key.WithKeys("z R"), key.WithHelp("zR", "unfold all")),
		CloseAll: key.NewBinding(key.WithKeys("z M"), key.WithHelp("zM", "fold all")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k FoldKeys) Bindings() []key.Binding {
	return []key.Binding{k.Toggle, k.Open, k.Close, k.OpenAll, k.CloseAll}
}

// folded does what a key says about folds; false if it says nothing.
func (m *Model) folded(s stroke.Stroke) bool {
	i, ok := m.selected()
	if !ok {
		return false
	}
	switch k := m.opt.Keys.Folds; {
	case key.Matches(s, k.Toggle):
		if m.closed[m.briefing.Sections[i].Key] {
			m.open(i)
		} else {
			m.fold(i)
		}
	case key.Matches(s, k.Open):
		m.open(i)
	case key.Matches(s, k.Close):
		m.fold(i)
	case key.Matches(s, k.OpenAll):
		clear(m.closed)
	case key.Matches(s, k.CloseAll):
		for j := range m.briefing.Sections {
			if m.below(j) > 0 && !m.isTitle(j) {
				m.closed[m.briefing.Sections[j].Key] = true
			}
		}
	default:
		return false
	}
	m.lay()
	m.list.Select(m.row(i))
	return true
}

func (m *Model) open(i int) { delete(m.closed, m.briefing.Sections[i].Key) }

// fold closes a section, or the one around it where there is nothing below it to close.
func (m *Model) fold(i int) {
	if m.below(i) == 0 || m.closed[m.briefing.Sections[i].Key] {
		if i = m.parent(i); i < 0 || m.isTitle(i) {
			return
		}
	}
	m.closed[m.briefing.Sections[i].Key] = true
}

// lay finds the sections that no closed one hides, and how wide their counts are.
func (m *Model) lay() {
	m.rows = m.rows[:0]
	for i := 0; i < len(m.briefing.Sections); i++ {
		m.rows = append(m.rows, i)
		if m.closed[m.briefing.Sections[i].Key] {
			i += m.below(i)
		}
	}
	heights := make([]int, len(m.rows))
	for i := range heights {
		heights[i] = 1
	}
	m.list.SetRows(heights)
	m.measure()
}

// row gives the row that shows a section, or the closed one that it is in; -1 before all.
func (m *Model) row(section int) int { return sort.SearchInts(m.rows, section+1) - 1 }

// selected gives the section that the cursor of the list is on.
func (m *Model) selected() (section int, ok bool) {
	if row := m.list.Cursor(); row >= 0 {
		return m.rows[row], true
	}
	return 0, false
}

// below gives the number of sections under a section.
func (m *Model) below(i int) int {
	all := m.briefing.Sections
	n := 0
	for j := i + 1; j < len(all) && all[i].Level > 0 && all[j].Level > all[i].Level; j++ {
		n++
	}
	return n
}

// parent gives the section that a section is under; -1 if there is none.
func (m *Model) parent(i int) int {
	all := m.briefing.Sections
	for j := i - 1; j >= 0 && all[i].Level > 0 && all[j].Level > 0; j-- {
		if all[j].Level < all[i].Level {
			return j
		}
	}
	return -1
}

// isTitle reports whether a section is the document's title, which holds all others.
func (m *Model) isTitle(i int) bool {
	level := m.briefing.Sections[i].Level
	return level > 0 && level < m.columns.base
}

// gathered gives how many sections a closed section hides, and what is in it and in all of
// those; of an open one what is in itself.
func (m *Model) gathered(i int) (t tally) {
	all := m.briefing.Sections
	if m.closed[all[i].Key] {
		t.hidden = m.below(i)
	}
	for j := i; j <= i+t.hidden; j++ {
		t.entries += len(all[j].Entries)
		t.notes += m.notes[all[j].Key]
		t.fresh += m.fresh[all[j].Key]
	}
	return t
}

// tally is what a row counts: sections that it hides, and what is in it and in those.
type tally struct{ hidden, entries, notes, fresh int }

package library

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/list"
	"readout/ui/theme"
)

// Action is what the pane asks for; nil is nothing.
type Action interface{ isAction() }

type (
	// Open asks to open a briefing.
	Open struct{ ID string }
	// Back asks to go back to the briefing that was left for the list.
	Back struct{}
	// Find asks to search all briefings and notes.
	Find struct{}
	// Shelve asks to keep what the reader says of a briefing: what is nil is not said.
	Shelve struct {
		ID             string
		Read, Archived *bool
		Title          *string
	}
	// Rename asks what a briefing is to be called.
	Rename struct{ ID, Title string }
	// Quit asks to leave the program.
	Quit struct{}
	// Remove asks to move a briefing to the trash.
	Remove struct{ ID, Title string }
	// Undo asks to bring back what was removed last.
	Undo struct{}
	// Everywhere asks for a section of every briefing; those of the selected one are the
	// ones to offer.
	Everywhere struct{ Sections []Count }
)

func (Open) isAction()   {}
func (Back) isAction()   {}
func (Shelve) isAction() {}
func (Rename) isAction() {}
func (Quit) isAction()   {}
func (Find) isAction()   {}

func (Remove) isAction() {}
func (Undo) isAction()   {}

func (Everywhere) isAction() {}

// Model is the list of briefings.
type Model struct {
	keys   KeyMap
	theme  *theme.Theme
	method ansi.Method
	width  int
	height int
	items  []Item
	folded []string // what the filter looks through, item by item; nil: not needed yet
	shown  []int    // indexes into items that pass the filter
	list   list.List
	filter field.Filter
	loaded bool
}

// New gives a list that waits for its items.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys}
}

// SetItems replaces the briefings, in the order to show them; the cursor stays on its
// briefing.
func (m *Model) SetItems(items []Item) {
	selected := m.selected()
	m.items, m.loaded, m.shown, m.folded = items, true, nil, nil
	m.apply()
	m.Select(selected)
}

// Drop takes a briefing off the list; the cursor goes to the one after it, or the last.
func (m *Model) Drop(id string) {
	at, selected := m.list.Cursor(), m.selected()
	m.SetItems(slices.DeleteFunc(slices.Clone(m.items), func(it Item) bool { return it.ID == id }))
	if selected == id {
		m.list.Select(min(at, max(len(m.shown)-1, 0)))
	}
}

// Len gives the number of briefings, filtered or not.
func (m *Model) Len() int { return len(m.items) }

// Shown gives the number of briefings that pass the filter.
func (m *Model) Shown() int { return len(m.shown) }

// Select puts the cursor on a briefing, if it is shown.
func (m *Model) Select(id string) {
	for row, i := range m.shown {
		if m.items[i].ID == id {
			m.list.Select(row)
		}
	}
}

func (m *Model) selected() string {
	if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
		return m.items[m.shown[at]].ID
	}
	return ""
}

// Filtering reports whether a filter is being typed, so that letters are text.
func (m *Model) Filtering() bool { return m.filter.Typing() }

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.theme = th }

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) { m.method = method }

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.apply()
}

// apply works out which briefings are shown; the cursor stays on its briefing.
func (m *Model) apply() {
	selected := m.selected()
	defer func() { m.Select(selected) }()
	m.shown = m.shown[:0]
	choice := chosen(m.filter.Value())
	if m.folded == nil && (m.filter.Typing() || len(choice.words) > 0) {
		m.folded = make([]string, len(m.items))
		for i, it := range m.items {
			m.folded[i] = list.Fold(it.Title + "\n" + strings.Join(it.Publishers, "\n") + "\n" + it.Published.Value + "\n" + it.Path)
		}
	}
	for i := range m.items {
		var folded string
		if m.folded != nil {
			folded = m.folded[i]
		}
		if choice.takes(&m.items[i], folded) {
			m.shown = append(m.shown, i)
		}
	}
	heights := make([]int, len(m.shown))
	for i := range heights {
		heights[i] = m.rowHeight()
	}
	m.list.SetRows(heights)
	m.list.SetHeight(m.height - m.filter.Rows())
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
	case key.Matches(press, m.keys.Remove):
		if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
			it := &m.items[m.shown[at]]
			return Remove{it.ID, it.name()}
		}
	case key.Matches(press, m.keys.Undo):
		return Undo{}
	case key.Matches(press, m.keys.Find):
		return Find{}
	case key.Matches(press, m.keys.Read, m.keys.Archive, m.keys.Rename):
		return m.shelve(press)
	case key.Matches(press, m.keys.Everywhere):
		return m.everywhere()
	case key.Matches(press, m.keys.Filter):
		m.filter.Open()
		m.apply()
	case key.Matches(press, m.keys.Clear):
		if m.filter.Value() == "" {
			return Back{}
		}
		m.filter.Reset()
		m.apply()
	case key.Matches(press, m.keys.Close):
		return Quit{}
	}
	return nil
}

// shelve says something of the selected briefing.
func (m *Model) shelve(press tea.KeyPressMsg) Action {
	at := m.list.Cursor()
	if at < 0 || at >= len(m.shown) {
		return nil
	}
	it := &m.items[m.shown[at]]
	switch read, archived := !it.Read, !it.Archived; {
	case key.Matches(press, m.keys.Rename):
		return Rename{it.ID, it.name()}
	case key.Matches(press, m.keys.Read):
		return Shelve{ID: it.ID, Read: &read}
	default:
		return Shelve{ID: it.ID, Archived: &archived}
	}
}

// Shelved takes over what was kept of a briefing. The cursor stays where it is.
func (m *Model) Shelved(a Shelve) {
	row := m.list.Cursor()
	for i := range m.items {
		it := &m.items[i]
		if it.ID != a.ID {
			continue
		}
		if a.Read != nil {
			it.Read = *a.Read
		}
		if a.Archived != nil {
			it.Archived = *a.Archived
		}
		if a.Title != nil && *a.Title != "" {
			it.Title, m.folded = *a.Title, nil
		}
	}
	m.apply()
	m.list.Select(min(row, max(len(m.shown)-1, 0)))
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

// Cursor gives the cell of the cursor of the filter line; ok is false when it is not
// being typed in.
func (m *Model) Cursor() (x, y int, ok bool) {
	x, ok = m.filter.Cursor(m.method, m.width)
	return x, 0, ok && m.height > 0
}

// View draws the pane.
func (m *Model) View() string {
	var rows []string
	if m.filter.Rows() > 0 {
		prompt, words := m.filter.View(m.method, m.width)
		if m.filter.Value() == "" {
			words = m.theme.Style(theme.Muted).Render(cell.Cut(m.method, conditions, m.width-len(prompt)))
		}
		rows = append(rows, m.theme.Style(theme.Accent).Render(prompt)+words)
	}
	if len(m.shown) == 0 && m.loaded {
		rows = append(rows, m.empty()...)
	}
	for row, line := range m.list.Visible() {
		rows = append(rows, m.line(row, line))
	}
	return strings.Join(cell.Rows(m.method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}

// Package notes is the pane that lists the notes of one briefing by section, in reading
// order, those whose text is gone at the end.
//
// It changes no note: it says by its actions what the reader wants done to which.
package notes

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/list"
	"readout/ui/theme"
)

// Item is one note in the list.
type Item struct {
	ID       string
	Kind     note.Kind
	Quote    string // the text that it stands on
	Body     string
	Tags     []string
	Section  string // title of the section; empty before the first
	Offset   int    // byte of the briefing's source at which its text begins
	Orphaned bool   // it has no place in the briefing any more
	Outcome  string // moved, changed, ambiguous or orphaned since it was made; empty: none of these
	From     string // title of the section that it was made in
	Creator  string
	Modified time.Time
	On       note.Scope
	Grade    note.Grade
	Likely   note.Likelihood
	Links    []Link
	Versions []string // in words, of a note that was changed in several places at once
	Arrived  bool     // it is no note but text to which the notes of Links lead

	folded string // what the filter looks in; empty: not made yet
	wide   int    // cells for which high holds; 0: for none
	high   int    // rows that the body takes at that width
}

// Link is a link of a note, or one that leads to it.
type Link struct {
	Briefing string // id of the briefing at its other end
	Note     string // id of the note there; empty: it leads to text
	Number   int    // among the note's own links
	Back     bool   // it leads here from there
	Label    string // the first words of what is at the other end
	Where    string // title of the briefing, where it is another
	Gone     bool   // what it leads to was deleted
}

// Action is what the pane asks for; nil is nothing.
type Action interface{ isAction() }

type (
	// Jump asks to show the text of a note.
	Jump struct{ Item Item }
	// Edit asks to edit a note.
	Edit struct{ ID string }
	// Tags asks to edit the tags of notes.
	Tags struct{ IDs []string }
	// Delete asks to delete notes.
	Delete struct{ IDs []string }
	// Attach asks to attach a note to the text at the cursor, or to what is selected.
	Attach struct{ ID string }
	// Linking asks to begin a link from a note, or to lead the one that was begun to it.
	Linking struct{ ID string }
	// Follow asks to go where a link of a note leads, or comes from.
	Follow struct {
		ID string
		To Link
	}
	// Settle asks which version of a note stays.
	Settle struct{ ID string }
	// Close asks to close the pane.
	Close struct{}
)

func (Jump) isAction()    {}
func (Edit) isAction()    {}
func (Tags) isAction()    {}
func (Delete) isAction()  {}
func (Attach) isAction()  {}
func (Linking) isAction() {}
func (Follow) isAction()  {}
func (Close) isAction()   {}
func (Settle) isAction()  {}

// Model is the list of notes.
type Model struct {
	keys   KeyMap
	theme  *theme.Theme
	method ansi.Method
	width  int
	height int
	items  []Item  // all, in the order shown
	shown  []shown // those that pass the filter, with their links
	rows   []int   // heights of those
	list   list.List
	filter field.Filter
	marked map[string]bool // by id: what is done is done to these
	newest bool            // first, instead of the order of the text
	now    func() time.Time
}

// shown is a row: a note, or a link of one.
type shown struct{ item, link int } // link is -1 for the note itself

// New gives an empty list.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys, now: func() time.Time { return time.Time{} }}
}

// SetClock says where the day is from that a filter like since:7d counts from.
func (m *Model) SetClock(now func() time.Time) { m.now = now }

// SetItems replaces the notes, in any order; the cursor stays on its note, or near it.
func (m *Model) SetItems(items []Item) {
	selected, _ := m.Selected()
	at := m.list.Cursor()
	m.items, m.shown = slices.Clone(items), nil
	if len(m.marked) > 0 {
		there := make(map[string]bool, len(items))
		for i := range items {
			there[items[i].ID] = true
		}
		maps.DeleteFunc(m.marked, func(id string, _ bool) bool { return !there[id] })
	}
	m.sort()
	m.apply()
	m.list.Select(at)
	m.Select(selected.ID)
}

// sort puts the notes in the order of the text, those without a place last, or the newest
// first.
func (m *Model) sort() {
	slices.SortStableFunc(m.items, func(a, b Item) int {
		switch {
		case m.newest:
			return b.Modified.Compare(a.Modified)
		case a.Orphaned != b.Orphaned && a.Orphaned:
			return 1
		case a.Orphaned != b.Orphaned:
			return -1
		case a.On != b.On && (a.On == note.OnBriefing || b.On == note.OnBriefing):
			return int(b.On) - int(a.On)
		}
		return cmp.Compare(a.Offset, b.Offset)
	})
}

// Len gives the number of notes, filtered or not.
func (m *Model) Len() int {
	n := 0
	for i := range m.items {
		if !m.items[i].Arrived {
			n++
		}
	}
	return n
}

// Select puts the cursor on a note, if it is shown.
func (m *Model) Select(id string) {
	for row, at := range m.shown {
		if at.link < 0 && m.items[at.item].ID == id {
			m.list.Select(row)
		}
	}
}

// SelectNear puts the cursor on the last shown note that begins at or before an offset.
func (m *Model) SelectNear(offset int) {
	row := 0
	for r, at := range m.shown {
		if it := &m.items[at.item]; at.link < 0 && !it.Orphaned && it.On != note.OnBriefing && it.Offset <= offset {
			row = r
		}
	}
	m.list.Select(row)
}

// Selected gives the note that the cursor is on.
func (m *Model) Selected() (Item, bool) {
	if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
		return m.items[m.shown[at].item], true
	}
	return Item{}, false
}

// onLink gives the link that the cursor is on.
func (m *Model) onLink() (Link, bool) {
	at := m.list.Cursor()
	if at < 0 || at >= len(m.shown) || m.shown[at].link < 0 {
		return Link{}, false
	}
	return m.items[m.shown[at].item].Links[m.shown[at].link], true
}

// Filtering reports whether a filter is being typed, so that letters are text.
func (m *Model) Filtering() bool { return m.filter.Typing() }

// Reset opens the list anew, without a filter.
func (m *Model) Reset() {
	m.filter.Reset()
	clear(m.marked)
	m.apply()
}

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.theme = th }

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) {
	m.method = method
	for i := range m.items {
		m.items[i].wide = 0
	}
}

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.apply()
}

// apply works out which notes are shown and how high each is; the cursor stays on its
// note.
func (m *Model) apply() {
	selected, _ := m.Selected()
	below := m.below()
	defer func() {
		m.Select(selected.ID)
		if it, _ := m.Selected(); it.ID == selected.ID {
			m.list.Select(m.list.Cursor() + min(below, len(it.Links)))
		}
	}()
	m.shown, m.rows = m.shown[:0], m.rows[:0]
	choice := chosen(m.filter.Value(), m.now())
	for i := range m.items {
		if choice.takes(&m.items[i], m.marked[m.items[i].ID]) {
			for link := -1; link < len(m.items[i].Links); link++ {
				m.shown = append(m.shown, shown{i, link})
			}
		}
	}
	for row := range m.shown {
		m.rows = append(m.rows, m.rowsOf(row))
	}
	m.list.SetRows(m.rows)
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
	case key.Matches(press, m.keys.Filter):
		m.filter.Open()
		m.apply()
		return nil
	case key.Matches(press, m.keys.Close):
		if key.Matches(press, m.keys.Field.Filter.Leave) && m.filter.Value() != "" {
			m.Reset()
			return nil
		}
		return Close{}
	case key.Matches(press, m.keys.Sort):
		m.newest = !m.newest
		selected, _ := m.Selected()
		m.sort()
		m.apply()
		m.Select(selected.ID)
		return nil
	case key.Matches(press, m.keys.MarkAll):
		m.markAll()
		return nil
	}
	it, ok := m.Selected()
	if !ok {
		return nil
	}
	switch to, isLink := m.onLink(); {
	case key.Matches(press, m.keys.Jump) && isLink:
		return Follow{it.ID, to}
	case key.Matches(press, m.keys.Jump):
		return Jump{it}
	case it.Arrived: // there is no note to do anything to
	case key.Matches(press, m.keys.Link):
		return Linking{it.ID}
	case key.Matches(press, m.keys.Edit):
		return Edit{it.ID}
	case key.Matches(press, m.keys.Tags):
		return Tags{m.meant(it)}
	case key.Matches(press, m.keys.Delete):
		return Delete{m.meant(it)}
	case key.Matches(press, m.keys.Mark):
		m.mark(it.ID)
	case key.Matches(press, m.keys.Attach):
		return Attach{it.ID}
	case key.Matches(press, m.keys.Settle):
		return Settle{it.ID}
	}
	return nil
}

// below gives how many rows under its note the cursor is, on a link of it.
func (m *Model) below() int {
	if at := m.list.Cursor(); at >= 0 && at < len(m.shown) {
		return m.shown[at].link + 1
	}
	return 0
}

// meant gives the notes that something is done to: the marked ones, or the one under the
// cursor.
func (m *Model) meant(it Item) []string {
	var ids []string
	for i := range m.items {
		if m.marked[m.items[i].ID] {
			ids = append(ids, m.items[i].ID)
		}
	}
	if ids == nil {
		return []string{it.ID}
	}
	return ids
}

// mark marks a note, or takes its mark away, and goes on to the next.
func (m *Model) mark(id string) {
	if m.marked == nil {
		m.marked = map[string]bool{}
	}
	if m.marked[id] {
		delete(m.marked, id)
	} else {
		m.marked[id] = true
	}
	m.list.Select(m.list.Cursor() + 1)
}

// markAll marks all notes that are shown; where they are marked, none is afterwards.
func (m *Model) markAll() {
	all := map[string]bool{}
	for _, at := range m.shown {
		if it := &m.items[at.item]; !it.Arrived {
			all[it.ID] = true
		}
	}
	if maps.Equal(all, m.marked) {
		clear(all)
	}
	m.marked = all
}

// Marked gives how many notes are marked.
func (m *Model) Marked() int { return len(m.marked) }

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
	if len(m.shown) == 0 {
		rows = append(rows, m.empty()...)
	}
	var lines []string
	last := -1
	for row, line := range m.list.Visible() {
		if row != last {
			lines, last = m.lines(row), row
		}
		rows = append(rows, lines[line])
	}
	return strings.Join(cell.Rows(m.method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}

func (m *Model) empty() []string {
	muted := m.theme.Style(theme.Muted)
	if len(m.items) > 0 {
		return []string{"", muted.Render("  No note has these words.")}
	}
	return []string{
		"",
		"  No notes yet.",
		"",
		muted.Render("  " + m.keys.Highlight + " highlights what is selected, or the sentence under the cursor;"),
		muted.Render("  " + m.keys.Write + " writes a note on it."),
	}
}

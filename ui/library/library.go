package library

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

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
	// Shelve asks to keep what the reader says of briefings: what is nil is not said, and was
	// otherwise before of all of them.
	Shelve struct {
		IDs            []string
		Read, Archived *bool
		Title          *string
	}
	// Rename asks what a briefing is to be called.
	Rename struct{ ID, Title string }
	// Quit asks to leave the program.
	Quit struct{}
	// Remove asks to move briefings to the trash; the title is that of the first.
	Remove struct {
		IDs   []string
		Title string
	}
	// Undo asks to take back what was done to briefings last.
	Undo struct{}
	// Browse asks to open an address in the browser.
	Browse struct{ Address string }
	// Trash asks for what was removed.
	Trash struct{}
	// Arrange asks to keep in which order the briefings are listed, and says it.
	Arrange struct{ Name string }
	// Fetch asks to fetch the feeds.
	Fetch struct{}
	// Feeds asks how the feeds did, and to read one.
	Feeds struct{}
	// Everywhere asks for a section of every briefing; those of the selected one are the
	// ones to offer.
	Everywhere struct{ Sections []Count }
)

func (Open) isAction()       {}
func (Back) isAction()       {}
func (Shelve) isAction()     {}
func (Rename) isAction()     {}
func (Quit) isAction()       {}
func (Find) isAction()       {}
func (Remove) isAction()     {}
func (Undo) isAction()       {}
func (Trash) isAction()      {}
func (Browse) isAction()     {}
func (Arrange) isAction()    {}
func (Fetch) isAction()      {}
func (Feeds) isAction()      {}
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
	begun  bool // the items are the first of those there are

	now   func() time.Time
	wrong string // what was typed in the filter for a date and is none

	order    order
	grouping grouping
	inOrder  []int           // indexes into items
	groups   []string        // what each item stands under; nil: they are not grouped
	marked   map[string]bool // by id: what is done is done to these
	preview  preview

	asks, answered Asked
	answer         map[string]bool // the briefings that are what was asked, by id
}

// New gives a list that waits for its items.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys, now: func() time.Time { return time.Time{} }}
}

// SetClock says where the day is from that a filter like since:7d counts from.
func (m *Model) SetClock(now func() time.Time) { m.now = now }

// SetItems replaces the briefings, in the order to show them; the cursor stays on its
// briefing.
func (m *Model) SetItems(items []Item) {
	selected := m.selected()
	m.items, m.loaded, m.begun, m.shown, m.folded = items, true, false, nil, nil
	m.sort()
	m.apply()
	m.Select(selected)
}

// SetOpening gives the first of the briefings, while the others are on their way.
func (m *Model) SetOpening(items []Item) {
	m.SetItems(items)
	m.begun = true
}

// Loaded reports whether the briefings are there.
func (m *Model) Loaded() bool { return m.loaded }

// Drop takes briefings off the list; the cursor goes to the one after it, or the last.
func (m *Model) Drop(ids ...string) {
	at, selected := m.list.Cursor(), m.selected()
	gone := map[string]bool{}
	for _, id := range ids {
		gone[id] = true
		delete(m.marked, id)
	}
	m.SetItems(slices.DeleteFunc(slices.Clone(m.items), func(it Item) bool { return gone[it.ID] }))
	if gone[selected] {
		m.list.Select(min(at, max(len(m.shown)-1, 0)))
	}
}

// Len gives the number of briefings, filtered or not; 0 while they are not all there.
func (m *Model) Len() int {
	if m.begun {
		return 0
	}
	return len(m.items)
}

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
func (m *Model) SetMethod(method ansi.Method) {
	m.method = method
	if p := m.preview.page; p != nil {
		m.SetPreview(m.preview.id, p.Document())
	}
}

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.divide()
	m.apply()
}

// apply works out which briefings are shown; the cursor stays on its briefing.
func (m *Model) apply() {
	selected := m.selected()
	defer func() { m.Select(selected) }()
	m.choose(chosen(m.filter.Value(), m.now()))
	heights := make([]int, len(m.shown))
	for i := range heights {
		heights[i] = m.rowHeight()
		if m.heads(i) {
			heights[i]++
		}
	}
	m.list.SetRows(heights)
	m.list.SetHeight(m.rows() - m.filter.Rows())
}

// choose fills shown: with the briefings that have the words, and where none has, with
// those in whose titles the letters are, the best first.
func (m *Model) choose(choice choice) {
	if m.folded == nil && (m.filter.Typing() || len(choice.words) > 0) {
		m.folded = make([]string, len(m.items))
		for i := range m.items {
			m.folded[i] = m.items[i].fold()
		}
	}
	m.shown = m.shown[:0]
	m.asks, m.wrong = choice.asked, choice.wrong
	if m.asks == (Asked{}) {
		m.answered, m.answer = Asked{}, nil
	} else if m.asks != m.answered {
		return // the answer is on its way
	}
	for _, i := range m.inOrder {
		if m.theirs(i) && choice.takes(&m.items[i]) && (len(choice.words) == 0 || choice.words.In(m.folded[i])) {
			m.shown = append(m.shown, i)
		}
	}
	if len(m.shown) > 0 || len(choice.words) == 0 {
		return
	}
	scores := choice.words.Scores(len(m.items), func(i int) string {
		title, _, _ := strings.Cut(m.folded[i], "\n")
		return title
	})
	for _, i := range m.inOrder {
		if len(scores) > 0 && scores[i] > 0 && m.theirs(i) && choice.takes(&m.items[i]) {
			m.shown = append(m.shown, i)
		}
	}
	slices.SortStableFunc(m.shown, func(i, k int) int { return cmp.Compare(scores[k], scores[i]) })
}

// theirs reports whether an item is what was asked.
func (m *Model) theirs(i int) bool { return m.asks == Asked{} || m.answer[m.items[i].ID] }

// Asks gives what the filter asks and was not answered; a zero value is nothing.
func (m *Model) Asks() Asked {
	if m.asks == m.answered {
		return Asked{}
	}
	return m.asks
}

// Answer gives the briefings that are what was asked, by id.
func (m *Model) Answer(asked Asked, ids map[string]bool) {
	m.answered, m.answer = asked, ids
	m.apply()
}

// fold gives what the filter looks through: the title, on a line of its own, and the rest.
func (it *Item) fold() string {
	return list.Fold(it.Title + "\n" + strings.Join(it.Publishers, "\n") + "\n" + it.Published.Value + "\n" + it.Path)
}

// Cursor gives the cell of the cursor of the filter line; ok is false when it is not
// being typed in.
func (m *Model) Cursor() (x, y int, ok bool) {
	x, ok = m.filter.Cursor(m.method, m.column())
	return x, 0, ok && m.height > 0
}

// View draws the pane.
func (m *Model) View() string {
	var rows []string
	if m.filter.Rows() > 0 {
		prompt, words := m.filter.View(m.method, m.column())
		if m.filter.Value() == "" {
			words = m.theme.Style(theme.Muted).Render(cell.Cut(m.method, conditions, m.column()-len(prompt)))
		}
		rows = append(rows, m.theme.Style(theme.Accent).Render(prompt)+words)
	}
	if len(m.shown) == 0 && m.loaded {
		rows = append(rows, m.empty()...)
	}
	for row, line := range m.list.Visible() {
		rows = append(rows, m.line(row, line))
	}
	return strings.Join(m.beside(cell.Rows(m.method, strings.Join(rows, "\n"), m.column(), m.rows())), "\n")
}
